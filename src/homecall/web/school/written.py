"""What a letter said, as text: it is kept between the reading and the ticks."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, time
from typing import Any

from homecall.sources.letters.letter import Letter, Proposal, What
from homecall.timeline.timeline import Reject
from homecall.tongue import Parts, parts_of, with_parts


def written(letter: Letter) -> str:
    """The proposals and rejects of a letter as JSON."""
    parts = parts_of([*(one.why for one in letter.proposals), *(one.why for one in letter.rejects)])
    return json.dumps({**asdict(letter), "parts": parts}, ensure_ascii=False, default=str)


def read(text: str) -> Letter:
    """The letter that was written, its reasons in the tongue of now. An empty text is one without anything in it."""
    said: dict[str, Any] = json.loads(text) if text else {"proposals": [], "rejects": []}
    known: dict[str, Parts] = said.get("parts", {})
    for one in (*said["proposals"], *said["rejects"]):
        one["why"] = with_parts(one["why"], known)
    proposals = tuple(_proposal(one) for one in said["proposals"])
    return Letter(proposals, tuple(Reject(**one) for one in said["rejects"]))


def _proposal(said: dict[str, Any]) -> Proposal:
    days = {key: date.fromisoformat(said[key]) for key in ("first", "last")}
    times = {key: time.fromisoformat(said[key]) if said[key] else None for key in ("start", "end")}
    return Proposal(**{**said, **days, **times, "what": What(said["what"])})
