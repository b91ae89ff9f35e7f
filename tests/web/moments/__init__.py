"""Tests of the Moments page."""
