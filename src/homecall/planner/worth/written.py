"""Worths as JSON (`homecall-worth/1`): each change with its kind and terms, a sentence, and the tiers of both plans."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any

from homecall.planner.worth.otherwise import Otherwise
from homecall.planner.worth.said import sentence
from homecall.planner.worth.worth import Worth
from homecall.rules.facts import Facts
from homecall.spans.span import Span

FORMAT = "homecall-worth/1"


def written(facts: Facts, worths: Iterable[Worth]) -> str:
    """The list as JSON, with a line's end. Instants carry the family's offset."""
    wall, frame = facts.horizon.wall, facts.horizon.span
    head = {"format": FORMAT, "household": facts.household.name, "timezone": facts.household.timezone}
    found = [_one(facts, worth) for worth in worths]
    whole = {**head, "start": wall.iso(frame.start), "end": wall.iso(frame.end), "worths": found}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _one(facts: Facts, worth: Worth) -> dict[str, Any]:
    tiers = {"before": asdict(worth.before), "after": asdict(worth.after)}
    return {**_change(facts, worth.change), "text": sentence(facts, worth), **tiers, "proven": worth.proven}


def _change(facts: Facts, change: Otherwise) -> dict[str, Any]:
    at = facts.horizon.wall.iso
    kind = re.sub(r"(?<!^)(?=[A-Z])", "_", type(change).__name__).lower()
    found: dict[str, Any] = {"kind": kind}
    for one in fields(change):
        value = getattr(change, one.name)
        if isinstance(value, Span):
            found |= {"start": at(value.start), "end": at(value.end)}
        else:
            found[one.name] = at(value) if one.name == "start" else value
    return found
