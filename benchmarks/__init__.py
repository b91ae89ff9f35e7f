"""Yardsticks, generated families and timings; nothing here is imported by the package."""
