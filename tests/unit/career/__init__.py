"""Tests of careers: roles, prices, evenings, money, seasons, the look back."""
