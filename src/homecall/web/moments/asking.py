"""What would let a parent be at a moment, and by when to ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from homecall.household.household import Household
from homecall.web.look.clocks import day, on
from homecall.web.moments.ahead import Chance
from homecall.web.moments.store import Block


def by_when(block: Block, wanted: date) -> date:
    """The day on which the schedule that holds the wanted day comes, if the next ones come as the last one did.

    They are taken to be as long as the last one, and to be there as many days before they begin.
    """
    length = (block.through - block.before).days
    ahead = (block.before + timedelta(days=1) - block.seen).days
    full = max(0, (wanted - block.through).days - 1) // length
    return min(wanted, block.through + timedelta(days=1 + full * length - ahead))


@dataclass(frozen=True, slots=True)
class Asking:
    """What a family can ask for as of a day; `blocks` are how each parent's schedule came last."""

    family: Household
    today: date
    blocks: Mapping[str, Block] = field(default_factory=dict)

    def way(self, one: Chance, wanted: date) -> str:
        """What would open a day for a parent, in one or two sentences."""
        name = {"name": self.family.names[one.parent]}
        if one.state == "unknown" and one.through:
            known = _("%(name)s’s schedule is known through %(day)s.") % {**name, "day": day(one.through)}
            return f"{known} {self._ask(one.parent, wanted)}"
        if one.duty is None:
            return _("%(name)s is not free then.") % name
        duty = {**name, "title": one.duty.title, "when": on(self.family.wall, one.duty.span)}
        return _("%(name)s: trade “%(title)s”, %(when)s, or ask to leave for it. The earlier, the easier.") % duty

    def _ask(self, parent: str, wanted: date) -> str:
        block = self.blocks.get(parent)
        if block is None:
            return _("Ask for this day off before the next one is written.")
        by = by_when(block, wanted)
        if by <= self.today:
            return _("Ask for this day off now: going by the last one, the schedule of that day is being written.")
        return _("If the next ones come as the last one did, ask for this day off before %(day)s.") % {"day": day(by)}
