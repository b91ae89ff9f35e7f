"""Ways for a plan to reach people: terminal, page, calendar, poster. Strangers to each other, all of one shape."""
