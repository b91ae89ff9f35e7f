"""Migrations of feeds."""
