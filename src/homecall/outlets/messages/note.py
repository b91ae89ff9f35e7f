"""What is told, and the one shape of a way to tell it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

Begin = Callable[[], None]
"""Called once, just before a message leaves: what raises here keeps it from leaving."""

PATIENCE = 10.0
"""Seconds that a server has for each word of its answer."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message, where a way has such. `does` names it within its message, `said` stands on it.

    It opens the page `to`, or, where that is empty, posts `does` to the address `post` and shows what comes back.
    """

    does: str
    said: str
    to: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell one person. `id` stays the same however often it is tried.

    `path` is the page to open, from the root, and `link` the same as a whole address; `reply` is the mail address that
    an answer goes to. Each may be empty. Phones show two `buttons` at most, and some of them none.
    """

    id: str
    title: str
    body: str
    path: str = ""
    link: str = ""
    reply: str = ""
    urgent: bool = False
    buttons: tuple[Button, ...] = ()

    @property
    def text(self) -> str:
        """The words with their link."""
        return f"{self.body}\n\n{self.link}".strip() if self.link else self.body


class Way(Protocol):
    """A way to tell somebody something."""

    @property
    def host(self) -> str:
        """The server that takes it: its name only."""
        ...

    def hand_over(self, note: Note, begin: Begin) -> None:
        """Hand it over, and come back once it was taken.

        Raises PostError: certain that it was not taken, unless it says `unsure`. Nothing in it holds the address.
        """
        ...
