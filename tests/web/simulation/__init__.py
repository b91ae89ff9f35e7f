"""Whole evenings of a family in which one seed decides every delay, every fault and every answer."""
