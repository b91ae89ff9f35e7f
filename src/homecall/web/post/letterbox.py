"""The letterbox: a small mail server that takes mail for addresses of ours and refuses all else before it is sent."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection

from homecall.errors import fault
from homecall.web.post import inbox

if TYPE_CHECKING:
    from aiosmtpd.smtp import SMTP, Envelope, Session

LARGEST = 1_000_000
"""Bytes of one mail: an answer is a line, and what it quotes is cut off."""


class Letterbox:
    """What is said to whoever brings mail."""

    def __init__(self, domain: str) -> None:
        self.domain = domain

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Whether mail for an address is taken."""
        if envelope.rcpt_tos:
            return "452 One address at a time"
        if not await asyncio.to_thread(_quietly, inbox.known, address, self.domain):
            return "550 Nobody is reached here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take a mail; one that could not be kept is to be brought again."""
        content: Any = envelope.content or b""
        taken = await asyncio.to_thread(_quietly, _take, envelope.rcpt_tos[0], self.domain, bytes(content))
        return "250 OK" if taken else "451 Please try again later"


def _take(address: str, domain: str, content: bytes) -> bool:
    inbox.take(address, domain, content)
    return True


def _quietly(work: Any, *said: Any) -> bool:
    """Whether something went well, in a thread of its own with a connection of its own; nothing of it is logged."""
    try:
        return bool(work(*said))
    except Exception as wrong:
        logging.getLogger("homecall.post").error("A mail could not be taken: %s", fault(wrong))
        return False
    finally:
        connection.close()


@contextmanager
def listening() -> Iterator[int]:
    """The letterbox for as long as the block lasts, where the host has set one. Gives its port, 0 without one."""
    at = settings.SENDING.mail_in
    if at is None:
        yield 0
        return
    from aiosmtpd.controller import Controller

    bounds: dict[str, Any] = {"data_size_limit": LARGEST, "ident": "homecall", "enable_SMTPUTF8": False}
    controller = Controller(Letterbox(settings.SENDING.domain), hostname=at[0], port=at[1], **bounds)
    controller.start()
    try:
        yield at[1]
    finally:
        controller.stop()
