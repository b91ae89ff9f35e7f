"""Many households: where they come from, who plans them, and where their plans are kept."""
