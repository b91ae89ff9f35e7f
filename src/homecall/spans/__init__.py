"""Time and nothing else: half-open spans in whole UTC minutes, and the only wall-clock arithmetic of the house."""
