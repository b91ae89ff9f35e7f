"""Tests of the page on sleep and waking."""
