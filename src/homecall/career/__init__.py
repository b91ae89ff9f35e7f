"""A career and what it asks of a family: roles and how they grow, work after hours, money, seasons, the look back."""
