"""The web's side of a schedule: which hosts may be asked, and how, within what time and size."""
