"""Tests of the answers to taps."""
