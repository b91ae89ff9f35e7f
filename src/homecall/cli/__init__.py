"""The command line: thin shells that parse, call and show; one module a command."""
