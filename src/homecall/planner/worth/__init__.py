"""What each thing is worth: how much better or worse a plan would be if one thing were otherwise."""
