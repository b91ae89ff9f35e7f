"""The school year without retyping: letters are read on the family's own machine, and proposals ticked by a parent."""
