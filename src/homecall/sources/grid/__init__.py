"""Residency spreadsheets: people by days, with codes in the cells."""
