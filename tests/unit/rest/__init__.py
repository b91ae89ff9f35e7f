"""Tests of predicted sleep and alertness."""
