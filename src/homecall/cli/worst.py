"""`homecall worst`: the hardest weeks ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homecall.cli.shell import HouseholdFile, Now, Start, Weeks, colourful, date_of, now_of

if TYPE_CHECKING:
    from homecall.planner.worst import Load
    from homecall.workflow import Situation


def worst(household: HouseholdFile, start: Start = "", weeks: Weeks = 4, now: Now = "") -> None:
    """Show the hardest weeks ahead, before anything is planned."""
    from rich.console import Console
    from rich.table import Table

    from homecall import workflow

    situation = workflow.read(household, now_of(now), date_of(start), days=7 * weeks)
    table = Table("Week of", "earliest leaving", "latest return", "both away", "nobody can", box=None, pad_edge=False)
    for load in workflow.worst(situation):
        table.add_row(*_row(situation, load))
    Console(no_color=not colourful(), width=None if colourful() else 100).print(table)


def _row(situation: Situation, load: Load) -> tuple[str, ...]:
    names, clock = situation.household.names, situation.household.wall.local
    ends = (load.earliest_leaving, load.latest_return)
    first, last = (f"{clock(end[0]):%a %H:%M} {names[end[1]]}" if end else "nobody works" for end in ends)
    week = f"{load.first:%-d %b %Y}" + (" (partly unknown)" if load.unknown else "")
    return week, first, last, _hours(load.both_away), _hours(load.out_of_reach)


def _hours(minutes: int) -> str:
    return f"{minutes // 60} h {minutes % 60:02} min" if minutes else "never"
