"""A push in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from homecall.outlets.caldav.push import Done, Report
from homecall.outlets.caldav.steps import Doing
from homecall.outlets.ics.lines import clean, unescape
from homecall.outlets.ics.views import View
from homecall.plan.voice import Voice

_WORDS: dict[Doing, str] = {"make": "New", "change": "Changed", "remove": "Removed", "leave": "Left alone"}
_COUNTED: dict[Doing, str] = {"make": "new", "change": "changed", "remove": "removed", "leave": "left alone"}


def sentences(report: Report, view: View) -> Iterator[str]:
    """What was done, a line for each event in order of time; the last line counts. The same for a push and a look."""
    yield from (_event(one, view) for one in report.done)
    yield _total({doing: len(report.of(doing)) for doing in _WORDS}, report.kept, report.others)


def _event(one: Done, view: View) -> str:
    why = f" {one.why}" if one.why else ""
    if not one.entry.body:
        return f"{_WORDS[one.doing]}: an entry of ours.{why}"
    title = next((line.partition(":")[2] for line in one.entry.body if line.startswith("SUMMARY:")), "")
    return f"{_WORDS[one.doing]}: {clean(unescape(title))}, {Voice(view.household.wall).on(one.entry.span)}.{why}"


def _total(counts: Mapping[Doing, int], kept: int, others: int) -> str:
    """The numbers in one sentence."""
    done = [f"{count} {_COUNTED[doing]}" for doing, count in counts.items() if count]
    parts = [", ".join(done) or "Nothing to do"]
    if kept:
        parts.append(f"{kept} of ours {'stays as it is' if kept == 1 else 'stay as they are'}")
    if others:
        parts.append(
            f"{others} that {'is' if others == 1 else 'are'} not ours {'was' if others == 1 else 'were'} not touched"
        )
    return f"{'; '.join(parts)}."
