"""The simulated month: its judge can fail."""
