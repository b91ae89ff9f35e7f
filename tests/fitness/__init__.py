"""Fitness tests: the shape of the house, kept by checkers that are themselves tested on bad samples."""
