"""Predicted sleep and alertness: when a parent is really awake, by published models, with their spread."""
