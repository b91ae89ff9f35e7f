"""Webex and others name the zones of North America as people say them: "Pacific Time"."""

from __future__ import annotations

_SAID = {
    "pacific": "America/Los_Angeles",
    "mountain": "America/Denver",
    "central": "America/Chicago",
    "eastern": "America/New_York",
    "atlantic": "America/Halifax",
    "alaska": "America/Anchorage",
    "alaskan": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
    "arizona": "America/Phoenix",
    "newfoundland": "America/St_Johns",
    "saskatchewan": "America/Regina",
    "indiana": "America/Indiana/Indianapolis",
}


def zone(name: str) -> str:
    """The IANA name that is meant, empty where there is none."""
    words = name.casefold().replace("(us & canada)", "").split()
    if len(words) > 1 and words[-1] == "time":
        words = words[:-1]
    return _SAID.get(" ".join(words), "")
