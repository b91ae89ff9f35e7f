"""One thing that happened, as the text that is kept of it; with no database and no Django."""

from __future__ import annotations

import json

from homecall.plan.happened import Said
from homecall.plan.part import Part
from homecall.plan.said import HAPPENED, read_said, said_of
from homecall.spans.wall import Wall


def written(one: Said, wall: Wall) -> str:
    """One happening as text."""
    return json.dumps(said_of(one, wall.iso), ensure_ascii=False)


def read(text: str) -> Said:
    """The happening that was written."""
    return read_said(Part(json.loads(text), tuple(HAPPENED.split()), "what happened"))
