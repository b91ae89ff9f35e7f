"""Engines that are not ours and read the same calendars: what they say is held against what homecall says."""
