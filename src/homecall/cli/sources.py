"""`homecall sources`: what each schedule said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from homecall.cli.shell import HouseholdFile, Now, Start, Weeks, date_of, now_of

if TYPE_CHECKING:
    from homecall.spans.wall import Wall
    from homecall.timeline.timeline import Feed


Refresh = Annotated[bool, typer.Option("--refresh", help="Ask every address again, as soon as its system allows.")]


def sources(
    household: HouseholdFile,
    start: Start = "",
    weeks: Weeks = 4,
    now: Now = "",
    refresh: Refresh = False,  # noqa: FBT002 an option of the command line is by name
) -> None:
    """Say what each schedule holds: through when, how much, what could not be read, which titles have no meaning."""
    from homecall import workflow

    situation = workflow.read(household, now_of(now), date_of(start), days=7 * weeks, refresh=refresh)
    wall = situation.household.wall
    for parent in situation.household.parents:
        timeline = situation.household.schedules[parent.id]
        print(parent.name)
        if not timeline.feeds:
            print("  no schedule; taken as free")
        for feed in timeline.feeds:
            for line in _lines(feed, wall):
                print(f"  {line}")
    for place, feed in situation.calendars.items():
        print(f"{place}, closed by")
        for line in _lines(feed, wall):
            print(f"  {line}")


def _lines(feed: Feed, wall: Wall) -> Iterator[str]:
    through = f"published through {feed.through}" if feed.through and feed.through.year > 1 else "speaks for no day"
    as_of = f", as of {feed.as_of}" if feed.as_of else ""
    yield f"{feed.name} ({feed.kind}): {feed.entries} entries, {through}{as_of}"
    if feed.understood:
        yield f"  {feed.understood}"
    yield from _fresh(feed, wall)
    for title in feed.unmapped:
        yield f"  no meaning yet, counts as busy: {title}"
    if feed.unmapped:
        yield "  homecall titles has a guess at what they mean"
    for reject in feed.rejects:
        yield f"  not read, {reject.where}: {reject.why} ({reject.text})"
    for note in feed.notes:
        yield f"  {note}"


def _fresh(feed: Feed, wall: Wall) -> Iterator[str]:
    """How fresh an address is; a file is as fresh as it is."""
    if not feed.fetched_at:
        return
    stale = f", stale since {_when(feed.stale_since, wall)}" if feed.stale_since else ""
    yield f"  fetched {_when(feed.fetched_at, wall)}{stale}"
    if feed.changed:
        yield f"  against the fetch before: {feed.changed}"
    if feed.held:
        yield f"  withdrawn? {feed.held} no longer there, and still counted for now"


def _when(instant: str, wall: Wall) -> str:
    """An ISO instant on the household's clock."""
    return f"{datetime.fromisoformat(instant).astimezone(wall.info):%Y-%m-%d %H:%M}"
