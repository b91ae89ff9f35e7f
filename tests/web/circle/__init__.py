"""Tests of the Circle page."""
