"""Tests of the family's pages."""
