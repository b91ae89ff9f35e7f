"""How fast calendars are read: ours beside the usual stack, in the same run."""
