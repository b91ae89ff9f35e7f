"""Answers in JSON, whatever shape they come in."""

from __future__ import annotations

from typing import Any

import pytest

from homecall.errors import SourceError
from homecall.sources import answers
from homecall.sources.answers import answer, records, told, word
from tests.unit.sources.corpus import spec


@pytest.mark.parametrize("body", [b'{"a": ', b"[" * 100_000, b'{"a": 1} tail'])
def test_what_is_not_whole_json_is_refused(body: bytes) -> None:
    """A cut download, and one that is nested without end."""
    with pytest.raises(SourceError, match="not whole JSON"):
        answer(body, spec("lightning-json"))


def test_a_login_page_is_still_a_login_page() -> None:
    """Only what begins like JSON is taken for it."""
    with pytest.raises(SourceError, match="A web page came"):
        answer(b"<html><body>Sign in</body></html>", spec("lightning-json"))


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ([{"day": 1}], [{"day": 1}]),
        ({"meta": [1, 2], "data": {"list": [{"day": 1}, 7]}}, [{"day": 1}, {"": 7}]),
        ({"data": []}, []),
        ({"data": {"count": 3}}, None),
        ([{"other": 1}], None),
    ],
)
def test_the_records_are_the_first_list_with_the_needed_keys(value: Any, found: Any) -> None:
    """An empty list is no records; no list is none at all."""
    assert records(value, "day") == found


def test_too_many_records_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list without end is not walked through."""
    monkeypatch.setattr(answers, "MOST_RECORDS", 2)

    with pytest.raises(ValueError, match="more than 2 entries"):
        records([{"day": 1}] * 3, "day")


def test_a_word_is_the_first_that_is_there() -> None:
    """Numbers are written out; null, truth values and empty texts are nothing."""
    record = {"a": None, "b": " ", "c": True, "d": 31, "e": "later"}

    assert word(record, "a", "b", "c", "d", "e") == "31"


def test_a_record_is_shown_without_what_lies_deeper() -> None:
    """Lists and objects inside are not repeated in a reject."""
    assert told({"a": 1, "b": {"c": 2}, "d": "x"}) == ["a=1", "d=x"]
