"""What one account keeps of its own sleep: a log, and how awake it said it was. It is theirs, also in a family."""
