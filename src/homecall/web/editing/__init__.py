"""Forms for everything that a household file can say, its history, and the file itself in and out."""
