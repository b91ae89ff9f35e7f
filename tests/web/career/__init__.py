"""Tests of the Career page."""
