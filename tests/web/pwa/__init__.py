"""Tests of the installed app."""
