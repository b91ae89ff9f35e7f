"""Fuzzers, to be run for an hour by hand; the tests run them for a few seconds."""
