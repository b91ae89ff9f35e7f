"""Answers in JSON: decoded, bounded, and taken apart without trusting their shape."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from homecall.errors import SourceError
from homecall.household.people import SourceSpec
from homecall.sources.refuse import text
from homecall.tongue import say

Record = Mapping[str, Any]
"""One object of an answer, by its keys."""

MOST_RECORDS = 100_000


def answer(content: bytes, spec: SourceSpec) -> Any:
    """The value of a JSON body. Raises SourceError for anything else, a login page or a cut download among them."""
    decoded = text(content, spec.name, json=True)
    try:
        return json.loads(decoded)
    except (ValueError, RecursionError):
        cure = say("Fetch it again; if it stays so, open the address in a browser and look at what it says.")
        raise SourceError(say("The answer is not whole JSON."), where=spec.name, cure=cure) from None


def records(value: Any, *needed: str) -> list[Record] | None:
    """The first list, however deep, that holds objects with all the needed keys; None where there is no list at all.

    An empty list counts as one without objects. Raises ValueError for more than MOST_RECORDS of them.
    """
    lists = list(_lists(value, 6))
    for one in lists:
        if any(isinstance(item, dict) and all(key in item for key in needed) for item in one):
            if len(one) > MOST_RECORDS:
                raise ValueError(f"it holds more than {MOST_RECORDS:,} entries")
            return [item if isinstance(item, dict) else {"": item} for item in one]
    return [] if any(not one for one in lists) else None


def _lists(value: Any, depth: int) -> Iterator[list[Any]]:
    if isinstance(value, list):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if depth:
        for one in inner:
            if isinstance(one, dict | list):
                yield from _lists(one, depth - 1)


def word(record: Record, *keys: str) -> str:
    """The text of the first of the keys that holds any, on one line; numbers are written out, null is nothing."""
    for key in keys:
        value = record.get(key)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and (text := str(value).strip()):
            return " ".join(text.split())
    return ""


def told(record: Record) -> list[str]:
    """The cells of a record, for showing what could not be read."""
    return [f"{key}={value}" for key, value in record.items() if isinstance(value, str | int | float) and key]
