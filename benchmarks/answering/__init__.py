"""How soon a tap is answered, and how soon whoever must know has been told."""
