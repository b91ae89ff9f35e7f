"""Why a plan is as it is, and what would make it better, in a parent's words."""
