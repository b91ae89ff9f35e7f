"""The world's schedules: one folder a system, all of one shape, each giving entries and rejects."""
