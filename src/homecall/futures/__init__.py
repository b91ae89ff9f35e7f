"""A year that has not been lived yet: what may come, what it does to the plan, and what a change would do to both."""
