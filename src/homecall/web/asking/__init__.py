"""Why the plan is as it is, a tap away: ways out of a gap, what is behind a late note, what an ask gives."""
