"""The Today page: who has the children now, who is next, and what to do when something happens."""
