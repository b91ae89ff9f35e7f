"""Moments: what is coming that matters, and what is kept."""
