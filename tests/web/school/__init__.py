"""Tests of the letters from schools."""
