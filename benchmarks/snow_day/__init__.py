"""A snow day: school is closed for a thousand families at once, and everybody who can help is asked."""
