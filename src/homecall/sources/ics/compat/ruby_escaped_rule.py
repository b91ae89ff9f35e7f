r"""A writer that escapes every value as text, as an old one for Ruby does, escapes a rule too: BYDAY=MO\,WE."""

from __future__ import annotations


def bare(rule: str) -> str:
    """The rule without the signs of escape, which mean nothing in it."""
    return rule.replace("\\", "") if "\\," in rule or "\\;" in rule else rule
