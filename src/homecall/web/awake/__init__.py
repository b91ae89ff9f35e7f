"""When a parent is really there: predicted sleep, their own log of it, and how awake they said they were."""
