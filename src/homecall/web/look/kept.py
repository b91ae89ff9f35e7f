"""Sentences in rows: as they were said first, and beside them what they are made of, for readers of other languages."""

from __future__ import annotations

import json

from homecall.tongue import Said, with_parts


def columns(said: str, most: int) -> dict[str, str]:
    """What the columns `said` (of so many characters) and `parts` hold."""
    parts = json.dumps(said.parts, ensure_ascii=False) if isinstance(said, Said) else ""
    return {"said": said[:most], "parts": parts}


def heard(said: str, parts: str) -> str:
    """The sentence of a row in the tongue of now; as it was said where nothing else is known of it."""
    return with_parts(said, {said: json.loads(parts)}) if parts else said
