"""The answer: cover, shifts, moments, asks and risks, and the JSON they are written in."""
