"""Tests of the Today page."""
