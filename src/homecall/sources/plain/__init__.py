"""A table that a family writes by hand."""
