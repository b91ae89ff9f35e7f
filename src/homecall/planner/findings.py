"""What the family should know beside the plan: unanswered titles, feeds that stopped or disagree, duty-hour limits."""

from __future__ import annotations

from collections.abc import Iterator

from homecall.plan.plan import Finding
from homecall.rules.base import Case
from homecall.rules.packs.read import pack
from homecall.tongue import noted, say, say_n

_UNREAD = noted("{count} lines of {feed} could not be read; homecall sources shows them.")


def findings(case: Case) -> Iterator[Finding]:
    """Everything worth saying, by parent and then by carer, in the household's order."""
    for parent in case.facts.household.parents:
        yield from _feeds(case, parent.id)
    for carer in case.facts.household.carers:
        yield from _packs(case, carer.id)


def _feeds(case: Case, parent: str) -> Iterator[Finding]:
    timeline = case.facts.household.schedules.get(parent)
    for feed in timeline.feeds if timeline else ():
        for title in feed.unmapped:
            text = say(
                "“{title}” in {feed} has no meaning yet; those days count as busy until you say what it is.",
                title=title,
                feed=feed.name,
            )
            yield Finding("unmapped-title", parent, "should", text)
        if feed.rejects:
            text = say_n(_UNREAD, _UNREAD, len(feed.rejects), feed=feed.name)
            yield Finding("unread-lines", parent, "should", text)
        for note in feed.notes:
            yield Finding("schedule-note", parent, "should", note)


def _packs(case: Case, carer: str) -> Iterator[Finding]:
    who = next(c for c in case.facts.household.carers if c.id == carer)
    if who.rules == "us-au-pair" and case.on_duty[carer]:
        law = pack(who.rules)
        text = say(
            "{name}'s hours keep {hours} in each calendar day and in any 24 hours running: "
            "the regulation does not say which day it means.",
            name=who.name,
            hours=f"{law.max_day_hours:g}",
        )
        yield Finding("us-au-pair/10-hours-a-day", carer, "note", text)
