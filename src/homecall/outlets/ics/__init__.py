"""The calendar outlet: one strict RFC 5545 calendar for each person."""
