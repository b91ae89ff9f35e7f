"""Invitations for a carer: iTIP by mail (RFC 5546 and 6047), each sent once, and the replies to them."""
