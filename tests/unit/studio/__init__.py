"""Tests of planner and futures together."""
