"""The road that messages take in a simulated evening: it may be shut, or break, before or after they were taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from homecall.errors import PostError
from homecall.web.post.models import Message

if TYPE_CHECKING:
    from tests.web.simulation.machines import Machines


class Road:
    """A road that messages take: it may be shut, it may break, and it may break after it was taken."""

    host = "the-road.test"

    def __init__(self, life: Machines, row: Message) -> None:
        self.life, self.row = life, row

    def hand_over(self, note: Any, begin: Callable[[], None]) -> None:
        """Hand a message over, or not."""
        luck = self.life.dice.random() if self.life.wild else 1.0
        if luck < 0.1:
            raise PostError("The road is shut for now.")
        if luck < 0.12:
            raise PostError("Nobody lives there.", permanent=True)
        begin()
        if luck < 0.15:
            raise PostError("The line broke.", unsure=True)
        self.life.heard(self.row)
        if luck < 0.2:
            raise PostError("The line broke.", unsure=True)
        if luck < 0.22:
            self.life.die("on the road", "SEND")
