"""Tests of what happened and of what is proposed for it."""
