"""Plans: made by the worker, shown by the pages."""
