"""Tests of the review's page."""
