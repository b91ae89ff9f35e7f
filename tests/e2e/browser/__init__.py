"""The app in a real browser, on a real server with its worker, on SQLite and on PostgreSQL."""
