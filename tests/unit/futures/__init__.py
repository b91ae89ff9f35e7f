"""Tests of years that have not been lived yet."""
