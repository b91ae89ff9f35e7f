"""The ribbon before anybody draws it: whole days of bands, lines and marks, the same for page, poster and terminal."""
