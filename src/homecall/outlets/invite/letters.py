"""Which letters a carer is owed: an invitation to what is new, the same again where it changed, a word where it is off.

Pure: it follows from what the ledger says was sent, from the plan, and from `now`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from homecall.errors import PlanError
from homecall.household.household import Household
from homecall.outlets.ics.diary import Diary
from homecall.outlets.ics.entry import Entry
from homecall.outlets.ics.event import utc
from homecall.outlets.ics.views import View
from homecall.plan.plan import Plan
from homecall.spans.span import Minute

Method = Literal["REQUEST", "CANCEL"]
_AROUND = re.compile(r"^SUMMARY:(?:Can you|You) (?:have|be|are) |\?$")
Standing = Literal["handing over", "sent"]
"""Whether a letter is known to have been taken by the mail server; between the two nobody knows."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The last letter about one shift, as the ledger has it."""

    entry: Entry
    method: Method
    to: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter that is owed. `again` where the shift was written of before."""

    method: Method
    entry: Entry
    again: bool = False


@dataclass(frozen=True, slots=True)
class Owed:
    """The letters to be sent, in order of time, and the shifts of which nobody knows whether their letter arrived."""

    letters: tuple[Letter, ...]
    unsure: tuple[Sent, ...]
    settled: int


def owed(
    household: Household, plan: Plan, carer: str, to: str, sent: Mapping[str, Sent], now: Minute, *, usual: bool = False
) -> Owed:
    """What a carer is to be written, to the address `to`. With `usual` of every shift, else of those that need a yes.

    Of shifts that have begun nothing is written any more. Raises PlanError for somebody who is no carer.
    """
    if all(one.id != carer for one in household.carers):
        known = ", ".join(one.id for one in household.carers) or "nobody"
        raise PlanError(f"{carer!r} is no carer of {household.name}.", cure=f"The carers are {known}.")
    earlier = {uid: one.entry for uid, one in sent.items()}
    diary = Diary(household, plan, (household.name, carer, "invitation"), earlier, now)
    # All shifts are numbered, also those nobody is written of: else the id of one would hang on the others' answers.
    entries = sorted(diary.entries(View(household, carer).events(plan)), key=lambda entry: (entry.span, entry.uid))
    coming = [one for one in entries if one.span.start > now and (usual or one.uid in sent or _needs_yes(one))]
    unsure = tuple(sent[entry.uid] for entry in coming if _unsure(entry, sent.get(entry.uid)))
    letters = tuple(letter for entry in coming for letter in _letters(entry, sent.get(entry.uid), to, now))
    settled = sum(not entry.cancelled for entry in coming) - len(unsure)
    return Owed(letters, unsure, settled - sum(letter.method == "REQUEST" for letter in letters))


def _needs_yes(entry: Entry) -> bool:
    return "STATUS:TENTATIVE" in entry.body


def _same(entry: Entry, known: Sent) -> bool:
    """Whether the carer knows all of it: the hours and the children. A yes that was given is no news to who gave it."""
    before = known.entry
    same = (entry.span, _whom(entry)) == (before.span, _whom(before)) and entry.cancelled == before.cancelled
    return entry is before or same


def _whom(entry: Entry) -> str:
    """The children of a shift, whether the words ask for it or state it."""
    title = next((line for line in entry.body if line.startswith("SUMMARY:")), "")
    return _AROUND.sub("", title)


def _unsure(entry: Entry, known: Sent | None) -> bool:
    """Whether what would be written is what may have been handed over already."""
    return known is not None and known.standing == "handing over" and _same(entry, known)


def _letters(entry: Entry, known: Sent | None, to: str, now: Minute) -> Iterator[Letter]:
    if known is None:
        yield from () if entry.cancelled else (Letter("REQUEST", entry),)
    elif not _same(entry, known):
        yield Letter("CANCEL" if entry.cancelled else "REQUEST", entry, again=True)
    elif known.to != to and not entry.cancelled and known.standing == "sent":
        # A new address has heard of nothing yet.
        yield Letter("REQUEST", replace(known.entry, sequence=known.entry.sequence + 1, stamp=utc(now)))


def repeated(one: Sent) -> Letter:
    """The letter of which nobody knows whether it arrived, once more, under its own id and number: none is doubled."""
    return Letter(one.method, one.entry, again=one.entry.sequence > 0)
