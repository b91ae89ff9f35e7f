"""A bound on what a request may send, before any of it is kept: the server itself knows none."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, MutableMapping
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header

MOST = 30_000_000
"""Bytes of a body: the largest note, 26 MB, with the form around it."""
HEARD = 200_000_000
"""Bytes of a larger one that are heard and thrown away, so that a browser is still there to be told."""
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Any, Any, Any], Coroutine[Any, Any, None]]


def bounded(app: App) -> App:
    """The app, which never sees more of a body than the bound; who sends more is told so."""

    async def within(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
        elif _told(scope) > MOST:
            await _refuse(scope, receive, send)
        else:
            await _watched(app, scope, receive, send)

    return within


async def _watched(app: App, scope: Message, receive: Receive, send: Send) -> None:
    """Let the app answer, and count: nobody is bound to say how much will come."""
    heard, answered = 0, False

    async def counted() -> Message:
        nonlocal heard
        message = await receive()
        heard += len(message.get("body", b""))
        return message if heard <= MOST else {"type": "http.disconnect"}

    async def noticed(message: Message) -> None:
        nonlocal answered
        answered = True
        await send(message)

    await app(scope, counted, noticed)
    if heard > MOST and not answered:
        await _refuse(scope, receive, send)


def _told(scope: Message) -> int:
    """How long the body is to be; 0 where that is not said, or is no number."""
    said = _header(scope, b"content-length")
    return int(said) if said.isascii() and said.isdigit() else 0


def _header(scope: Message, name: bytes) -> str:
    found = (value for key, value in scope["headers"] if key == name)
    return str(next(found, b"").decode("latin-1"))


async def _refuse(scope: Message, receive: Receive, send: Send) -> None:
    heard, more = 0, True
    while more and heard < HEARD:
        message = await receive()
        heard += len(message.get("body", b""))
        more = message["type"] == "http.request" and message.get("more_body", False)
    page = _page(_header(scope, b"accept-language")).encode()
    headers = [(b"content-type", b"text/html; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": page})


def _page(languages: str) -> str:
    with translation.override(_spoken(languages)):
        title = _("This is more than we can take at once.")
        cure = _("Nothing was changed. Send a shorter film or a smaller photo: up to 25 MB.")
        return render_to_string("look/fault.html", {"title": title, "cure": cure})


def _spoken(languages: str) -> str:
    for one, _weight in parse_accept_lang_header(languages.lower()):
        try:
            return get_supported_language_variant(one)
        except LookupError:
            continue
    return "en"
