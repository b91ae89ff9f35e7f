"""The studio: planner and futures joined. A year of a family is planned week by week, and lived many times."""
