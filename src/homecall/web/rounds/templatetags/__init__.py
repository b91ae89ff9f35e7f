"""What other pages show of asks."""
