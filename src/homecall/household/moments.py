"""The few moments that count, and who usually does what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from homecall.spans.wall import Weekly

IMPORTANCES = ("must", "should", "nice")


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment: dated (`start` and `end`, naive local times) or recurring (`window`), never both.

    `who` is "each", "any", "all", or "listed" with the parents in `parents`. `goal` is times a week (None: every
    day of the window). `travel` is minutes either side of a dated moment.
    """

    id: str
    title: str
    children: tuple[str, ...]
    who: str = "any"
    parents: tuple[str, ...] = ()
    importance: str = "should"
    start: datetime | None = None
    end: datetime | None = None
    travel: int = 0
    window: Weekly | None = None
    minutes: int = 0
    goal: int | None = None
    one_on_one: bool = False

    @property
    def dated(self) -> bool:
        """Whether it happens once, at a fixed time."""
        return self.start is not None


@dataclass(frozen=True, slots=True)
class Usual:
    """Who usually has some children in a weekly window; `lead` is a parent or a carer."""

    children: tuple[str, ...]
    lead: str
    window: Weekly
