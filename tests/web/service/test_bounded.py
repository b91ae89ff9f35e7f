"""What a request may send: bounded before anything of it is kept, with a sentence for who sent more."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.translation import get_language

from homecall.web.service.bounded import HEARD, MOST, bounded

PIECE = 1_000_000


def asked(pieces: Iterator[bytes], **headers: str) -> tuple[list[dict[str, Any]], int]:
    """What is answered to a body of pieces, and how many bytes the app behind got of it."""
    said, got = list[dict[str, Any]](), 0
    waiting = [{"type": "http.request", "body": one, "more_body": True} for one in pieces]
    waiting.append({"type": "http.request", "body": b""})

    async def app(scope: Any, receive: Any, send: Any) -> None:
        nonlocal got
        more = True
        while more:
            message = await receive()
            got += len(message.get("body", b""))
            if message["type"] == "http.disconnect":
                return
            more = message.get("more_body", False)
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def receive() -> Any:
        return waiting.pop(0)

    async def send(message: Any) -> None:
        said.append(message)

    known = [(key.replace("_", "-").encode(), value.encode()) for key, value in headers.items()]
    asyncio.run(bounded(app)({"type": "http", "headers": known}, receive, send))
    return said, got


def pieces(size: int) -> Iterator[bytes]:
    """A body of so many bytes, piece by piece."""
    return (b"x" * PIECE for _ in range(size // PIECE))


def test_what_fits_is_passed_on() -> None:
    """All of it, and the answer comes from the app."""
    said, got = asked(pieces(MOST), content_length=str(MOST))
    assert (said[0]["status"], got) == (200, MOST)


def test_a_body_that_says_it_is_too_large_is_refused_unseen() -> None:
    """The app gets nothing, and the browser a page with a sentence and a way on."""
    said, got = asked(pieces(2 * MOST), content_length=str(2 * MOST))
    assert (said[0]["status"], got) == (413, 0)
    assert b"more than we can take" in said[1]["body"]
    assert b'href="/"' in said[1]["body"]


@pytest.mark.parametrize("length", [{}, {"content_length": "-5"}, {"content_length": "many"}])
def test_a_body_that_keeps_its_size_to_itself_is_counted(length: dict[str, str]) -> None:
    """Once it is too much the app gets no more, as if the browser had gone."""
    said, got = asked(pieces(2 * MOST), **length)
    assert said[0]["status"] == 413
    assert got <= MOST


def test_nobody_is_listened_to_without_end() -> None:
    """A body without end is answered all the same."""
    said, got = asked(pieces(HEARD + 5 * PIECE), content_length=str(10 * HEARD))
    assert (said[0]["status"], got) == (413, 0)


@pytest.mark.parametrize(("said", "spoken"), [("es-MX,en;q=0.5", "es"), ("xx, *;q=0.1", "en"), ("", "en")])
def test_it_is_said_in_the_browsers_language(said: str, spoken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or in English, where it asks for none that is there."""
    heard: list[str | None] = []

    def noted(text: str) -> str:
        heard.append(get_language())
        return text

    monkeypatch.setattr("homecall.web.service.bounded._", noted)
    asked(pieces(0), content_length=str(2 * MOST), accept_language=said)
    assert heard == [spoken, spoken]
