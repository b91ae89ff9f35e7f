"""Settings: the ways to everything that a family sets, and what one person has of their own."""
