"""The catalogues of other languages, and how they write numbers."""
