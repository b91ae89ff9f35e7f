"""MetricAid: the calendar of an emergency department, with the whole shift in each title."""
