"""The plan as one sheet of paper for the fridge: a week, large days, read without a phone."""
