"""Calendars in iCalendar (RFC 5545): subscriptions, exports, and what real systems make of them."""
