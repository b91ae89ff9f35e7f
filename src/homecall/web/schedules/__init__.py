"""Where schedules come in: a link or a file is taken, looked at before it is believed, and kept fresh."""
