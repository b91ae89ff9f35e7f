"""ShiftAdmin: the shifts of a group, as its interface gives them to a key."""
