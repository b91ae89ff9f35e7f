"""The plan for a terminal: the ribbon day by day in blocks, then the words."""
