"""Counts what a page asks the database, and fails where a larger family makes it ask more."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

MOST = 12
"""Queries a page may make, whatever the family's size."""


def asked(client: Client, path: str) -> list[str]:
    """The queries that a page makes."""
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return [one["sql"] for one in seen.captured_queries]


def growth(client: Client, path: str, grow: Callable[[], object]) -> int:
    """The queries of a page, which must be `MOST` at most and no more after `grow` has made the family larger."""
    before = asked(client, path)
    grow()
    after = asked(client, path)
    assert len(after) <= len(before), "\n".join(after)
    assert len(after) <= MOST, "\n".join(after)
    return len(after)
