"""What is fixed: periods on one clock, by person, with what is known and what is not."""
