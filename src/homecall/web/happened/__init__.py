"""What happened to a family while its plan runs, and the proposal that came of it."""
