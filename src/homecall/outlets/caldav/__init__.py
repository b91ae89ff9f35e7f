"""The calendar server as an outlet: the plan kept in a family's own calendar, and nothing else in it touched."""
