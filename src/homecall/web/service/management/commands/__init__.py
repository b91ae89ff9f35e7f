"""Commands of the app, started by the command line."""
