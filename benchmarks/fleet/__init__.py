"""How many households a machine plans in an hour, and what becomes of them when a worker dies."""
