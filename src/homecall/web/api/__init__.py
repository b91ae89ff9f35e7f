"""The interface for programs: the same doings as the pages, under tokens of their own."""
