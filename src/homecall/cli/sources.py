"""`homecall sources`: what each schedule said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from homecall.cli.shell import HouseholdFile, Now, Start, Weeks, date_of, now_of

if TYPE_CHECKING:
    from homecall.timeline.timeline import Feed


def sources(household: HouseholdFile, start: Start = "", weeks: Weeks = 4, now: Now = "") -> None:
    """Say what each schedule holds: through when, how much, what could not be read, which titles have no meaning."""
    from homecall import workflow

    situation = workflow.read(household, now_of(now), date_of(start), days=7 * weeks)
    for parent in situation.household.parents:
        timeline = situation.household.schedules[parent.id]
        print(parent.name)
        if not timeline.feeds:
            print("  no schedule; taken as free")
        for feed in timeline.feeds:
            for line in _lines(feed):
                print(f"  {line}")


def _lines(feed: Feed) -> Iterator[str]:
    through = f"published through {feed.through}" if feed.through and feed.through.year > 1 else "speaks for no day"
    as_of = f", as of {feed.as_of}" if feed.as_of else ""
    yield f"{feed.name} ({feed.kind}): {feed.entries} entries, {through}{as_of}"
    if feed.understood:
        yield f"  {feed.understood}"
    for title in feed.unmapped:
        yield f"  no meaning yet, counts as busy: {title}"
    for reject in feed.rejects:
        yield f"  not read, {reject.where}: {reject.why} ({reject.text})"
    for note in feed.notes:
        yield f"  {note}"
