"""Outlook names zones as its menus show them: "(UTC-06:00) Central Time (US & Canada)"."""

from __future__ import annotations

import re

from homecall.sources.ics.windows import SHOWN, WINDOWS

_OFFSET = re.compile(r"^\((?:UTC|GMT)[^)]*\) *", re.IGNORECASE)
_COUNTRY = re.compile(r" *\([^)]*\)$")
_BY_NAME = {name.casefold(): zone for name, zone in WINDOWS.items()}


def zone(name: str) -> str:
    """The IANA name behind a name of the menus, empty where there is none."""
    bare = _OFFSET.sub("", name)
    if bare == name:
        return ""
    names = (bare.casefold(), _COUNTRY.sub("", bare).casefold())
    return next((zone for name in names if (zone := SHOWN.get(name) or _BY_NAME.get(name))), "")
