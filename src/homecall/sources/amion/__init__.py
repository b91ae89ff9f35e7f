"""Amion reports 619 and 625c."""
