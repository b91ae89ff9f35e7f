"""What a title that no shift explains most probably means, from the words that rosters use."""
