"""The plan as one page that needs nothing else: for a phone at six in the morning, a desk, a printer, a reader."""
