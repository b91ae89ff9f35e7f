"""Calendars to subscribe to, each at an address of its own."""
