"""Homecall: who has the children, hour by hour, in a family of physicians."""
