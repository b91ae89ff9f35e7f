"""The family's app: Django at the rim, the core inside. One package a room; imports between them go one way."""
