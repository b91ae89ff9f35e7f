"""Asking carers for hours: rounds in the database, the page on which a carer answers, what a family sees of it."""
