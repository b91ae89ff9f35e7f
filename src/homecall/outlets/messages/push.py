"""Messages to a browser, by its own service: Web Push, encrypted so that only the browser reads it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from homecall.errors import PostError
from homecall.outlets.messages.note import PATIENCE, Begin, Note
from homecall.tongue import say

if TYPE_CHECKING:
    from homecall.outlets.messages.wire import Dial

KEPT = 12 * 3600
"""Seconds for which a service keeps a message for a phone that is off."""
MOST = 2000
"""Bytes of a message's words: services take 4096 with its title, its addresses and all that encryption adds."""


@dataclass(frozen=True, slots=True)
class Push:
    """The way to one browser. `key` is our private key as PEM, `contact` an address for whoever runs the service."""

    endpoint: str = field(repr=False)
    p256dh: str = field(repr=False)
    auth: str = field(repr=False)
    key: bytes = field(repr=False)
    contact: str
    dial: Dial

    @property
    def host(self) -> str:
        """The browser's service."""
        return urlsplit(self.endpoint).hostname or ""

    def hand_over(self, note: Note, begin: Begin) -> None:
        """Hand it over to the browser's service, which shows it when the phone is there."""
        from pywebpush import WebPushException, webpush

        from homecall.outlets.messages.wire import Line

        line = Line(self.dial)
        keys = {"endpoint": self.endpoint, "keys": {"p256dh": self.p256dh, "auth": self.auth}}
        head: dict[str, str | int | float] = {"Urgency": "high" if note.urgent else "normal"}
        claims: dict[str, str | int] = {"sub": self.contact}
        begin()
        try:
            webpush(
                keys, packed(note), self._signer(), claims, timeout=PATIENCE, ttl=KEPT, headers=head,
                requests_session=line,
            )  # fmt: skip
        except (WebPushException, OSError):
            line.judged()
        except ValueError:
            raise PostError(say("This browser’s keys are none."), permanent=True, gone=True) from None

    def _signer(self) -> object:
        from py_vapid import Vapid02

        return Vapid02.from_pem(self.key)


def loaded() -> None:
    """Load what browsers' services need, before a message waits for it."""
    import py_vapid  # noqa: F401
    import pywebpush  # noqa: F401


def packed(note: Note) -> str:
    """What the service worker is told, as JSON that fits."""
    body = note.body.encode()[:MOST].decode("utf-8", "ignore")
    said: dict[str, object] = {"title": note.title, "body": body, "to": note.path, "tag": note.id}
    if note.buttons:
        said["buttons"] = [{name: text for name, text in asdict(one).items() if text} for one in note.buttons]
    return json.dumps(said, ensure_ascii=False)
