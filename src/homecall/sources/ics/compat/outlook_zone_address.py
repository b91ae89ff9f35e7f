"""Outlook writes zones as addresses: tzone://Microsoft/Utc is UTC; tzone://Microsoft/Custom a VTIMEZONE must tell."""

from __future__ import annotations


def zone(name: str) -> str:
    """The IANA name behind such an address, empty where there is none."""
    return "Etc/UTC" if name.casefold() == "tzone://microsoft/utc" else ""
