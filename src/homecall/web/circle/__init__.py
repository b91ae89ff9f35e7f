"""The circle: everyone who helps, when they can, how to ask them, and thanks."""
