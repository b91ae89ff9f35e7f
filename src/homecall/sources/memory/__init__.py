"""What addresses said before: the last good reading of each, what vanished from it, and when it may be asked again."""
