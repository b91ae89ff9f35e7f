"""The way in: the page before anybody is signed in, and the demo family."""
