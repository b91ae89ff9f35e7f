"""Figures of the studio, a module for each."""
