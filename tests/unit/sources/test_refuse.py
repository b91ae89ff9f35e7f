"""The door: what is no schedule at all, for every source alike, and how text is decoded."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homecall.errors import SourceError
from homecall.sources.base import Intake
from homecall.sources.book import SOURCES
from homecall.sources.refuse import decode, text
from tests.unit.sources.corpus import FEEDS, horizon, spec

WRONG = {
    "empty": (b"", "is empty"),
    "blank": (b"\r\n  \n", "is empty"),
    "web page": (b"\n<!doctype html><title>Sign in</title>", "A web page came"),
    "web page after a mark": (b"\xef\xbb\xbf<HTML>", "A web page came"),
    "no file": (b"NOFI=No file\n", "Amion has no such schedule"),
    "bad password": (b"bad password", "refused the password"),
    "session": (b"Your session has expired. Please log in again.", "refused the password"),
    "pdf": (b"%PDF-1.7 ...", "is a PDF"),
    "gzip": (gzip.compress(b"start,end,title"), "is a gzip archive"),
    "picture": (b"\x89PNG\r\n\x1a\n", "is a picture"),
    "old excel": (b"\xd0\xcf\x11\xe0" + bytes(40), "an old Excel"),
    "json": (b'{"error": "expired"}', "is JSON"),
    "noise": (bytes(range(1, 9)) * 40, "is not text"),
}


@pytest.mark.parametrize("kind", SOURCES)
@pytest.mark.parametrize("case", WRONG)
def test_every_source_refuses_what_is_no_schedule(kind: str, case: str) -> None:
    """One sentence says what came instead, and a second what to do."""
    content, words = WRONG[case]

    with pytest.raises(SourceError, match=words) as caught:
        SOURCES[kind](content, spec(kind, match="Rivera"), horizon())

    assert caught.value.where == "rota"
    assert caught.value.cure


@pytest.mark.parametrize("kind", [kind for kind in SOURCES if kind != "grid"])
def test_a_workbook_is_sent_to_the_grid(kind: str) -> None:
    """Text is expected, and the cure names the kind that reads workbooks."""
    with pytest.raises(SourceError, match="an Excel workbook") as caught:
        SOURCES[kind](b"PK\x03\x04 and more", spec(kind), horizon())

    assert '"grid"' in caught.value.cure


def test_a_duty_called_denied_is_no_refusal() -> None:
    """Words in a real table are data."""
    content = b"start,end,title\n2026-10-27,,Access denied drill\n"

    assert text(content, "rota").startswith("start")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_letters_survive_any_encoding(encoding: str) -> None:
    """By its mark, else as UTF-8 where that is valid, else as Latin-1."""
    assert decode("Müller, Ana".encode(encoding)) == "Müller, Ana"


SEEDS = [file.read_bytes() for file in sorted(FEEDS.rglob("*")) if file.is_file() and file.suffix != ".expect"]


def attempt(kind: str, content: bytes) -> Intake | str:
    """What is read, or the sentence of the refusal; any other error fails the test."""
    try:
        return SOURCES[kind](content, spec(kind, match="Rivera"), horizon())
    except SourceError as error:
        return error.message


@pytest.mark.parametrize("kind", SOURCES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.binary(max_size=400))
def test_arbitrary_bytes_raise_nothing_but_a_source_error(kind: str, content: bytes) -> None:
    """No bytes at all can make a reader fail in a way that has no sentence."""
    found = attempt(kind, content)

    assert isinstance(found, str) or found.through is None or found.through.year > 1000
    assert found


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A feed of the corpus with a piece of it replaced."""
    seed = draw(st.sampled_from(SEEDS))
    at = draw(st.integers(0, len(seed)))
    cut = draw(st.integers(0, 12))
    return seed[:at] + draw(st.binary(max_size=12)) + seed[at + cut :]


@pytest.mark.parametrize("kind", SOURCES)
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(damaged())
def test_damaged_feeds_raise_nothing_but_a_source_error(kind: str, content: bytes) -> None:
    """Nearly right is where readers break; a damaged feed is read in part or refused."""
    found = attempt(kind, content)

    assert isinstance(found, str) or all(len(one.text) <= 120 and one.why for one in found.rejects)
    assert found
