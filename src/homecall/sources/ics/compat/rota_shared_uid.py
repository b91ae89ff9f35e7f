"""Rota exports give one UID to many duties: each is kept, unless a SEQUENCE says that one is a revision of another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar


class Revision(Protocol):
    """Whatever has a SEQUENCE."""

    @property
    def sequence(self) -> int:
        """How often it was revised."""
        ...


One = TypeVar("One", bound=Revision)


def revised(masters: Sequence[One]) -> list[One]:
    """The events of one UID without those that another of them, with a higher SEQUENCE, has taken the place of."""
    highest = max((one.sequence for one in masters), default=0)
    return [one for one in masters if one.sequence == highest]
