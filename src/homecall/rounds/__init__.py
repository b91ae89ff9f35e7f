"""Asking around: who is asked for some hours, in which order, until when, and what becomes of each answer."""
