"""Evolution, Mozilla and Citadel put an address before a zone: /freeassociation.sourceforge.net/America/Denver."""

from __future__ import annotations


def zones(name: str) -> list[str]:
    """The IANA names that may stand at the end of such an address, the longest first."""
    parts = name.split("/")
    return ["/".join(parts[-n:]) for n in (3, 2) if len(parts) > n] if "/" in name else []
