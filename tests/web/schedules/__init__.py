"""Where schedules come in."""
