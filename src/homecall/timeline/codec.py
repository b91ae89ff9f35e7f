"""Timelines as plain dicts and lists for JSON, and back, exactly: what schedules said, kept beside a plan."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from homecall.spans.span import Span
from homecall.timeline.disagreement import About, Disagreement
from homecall.timeline.period import Kind, Overrun, Period
from homecall.timeline.timeline import Feed, Reject, Timeline


def write(timeline: Timeline) -> dict[str, Any]:
    """A timeline; instants are minutes since the epoch, dates ISO."""
    return {
        "person": timeline.person,
        "periods": [_period(one) for one in timeline.periods],
        "through": _iso(timeline.through),
        "feeds": [write_feed(one) for one in timeline.feeds],
        "disagreements": [
            {"day": one.day.isoformat(), "about": one.about.value, "one": _period(one.one), "other": _period(one.other)}
            for one in timeline.disagreements
        ],
    }


def read(said: dict[str, Any]) -> Timeline:
    """The timeline that was written. Raises KeyError, ValueError or TypeError for anything else."""
    disagreements = (
        Disagreement(date.fromisoformat(one["day"]), About(one["about"]), _read(one["one"]), _read(one["other"]))
        for one in said["disagreements"]
    )
    feeds = tuple(read_feed(one) for one in said["feeds"])
    periods = tuple(_read(one) for one in said["periods"])
    return Timeline(said["person"], periods, _date(said["through"]), feeds, tuple(disagreements))


def _period(period: Period) -> dict[str, Any]:
    late = period.overrun
    more = {"operates": True} if period.operates else {}
    return {
        "person": period.person,
        "span": [period.span.start, period.span.end],
        "kind": period.kind.value,
        "title": period.title,
        "day": period.day.isoformat(),
        "source": period.source,
        "whole_day": period.whole_day,
        "overrun": [late.median, late.p90] if late else None,
        **more,
    }


def _read(said: dict[str, Any]) -> Period:
    late = said["overrun"]
    return Period(
        said["person"],
        Span(*said["span"]),
        Kind(said["kind"]),
        said["title"],
        date.fromisoformat(said["day"]),
        said["source"],
        said["whole_day"],
        Overrun(*late) if late else None,
        operates=said.get("operates", False),
    )


def write_feed(feed: Feed) -> dict[str, Any]:
    """What one source said."""
    said: dict[str, Any] = {one.name: getattr(feed, one.name) for one in fields(Feed)}
    rejects = [[one.where, one.text, one.why] for one in feed.rejects]
    return said | {"through": _iso(feed.through), "rejects": rejects}


def read_feed(said: dict[str, Any]) -> Feed:
    """The feed that was written. Raises as `read` does."""
    lists = {"unmapped": tuple(said["unmapped"]), "notes": tuple(said["notes"])}
    rejects = tuple(Reject(*one) for one in said["rejects"])
    return Feed(**(said | lists | {"through": _date(said["through"]), "rejects": rejects}))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
