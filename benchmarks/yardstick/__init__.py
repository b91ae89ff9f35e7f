"""The planning contract once more, in the plainest form that a solver takes: a variable for each quarter of an hour."""
