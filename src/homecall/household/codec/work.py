"""A parent's part of the household file: who they are, where their schedules come from, what titles mean."""

from __future__ import annotations

from homecall.household.codec.family import identity
from homecall.household.codec.keys import (
    LAYOUTS,
    LONGEST_LINK,
    MOST_MINUTES,
    SHIFT_KINDS,
    SOURCE_KINDS,
    URL_SCHEMES,
    WORK_RULES,
)
from homecall.household.codec.table import Table
from homecall.household.codec.times import clock, day, days_listed, days_of
from homecall.household.people import BED, UP, Parent, ShiftMeaning, SourceSpec
from homecall.spans.span import HOUR
from homecall.spans.wall import Clock
from homecall.timeline.period import Kind, Overrun
from homecall.tongue import noted, say

LEAST_NIGHT, MOST_NIGHT = 3 * HOUR, 14 * HOUR
_NIGHT_CURE = noted('Write when they go to bed and get up on a free day, such as bed = "23:00" and up = "07:00".')
LATEST_END = 6
"""How many days after its start a shift may end."""


def parent_of(table: Table) -> Parent:
    """The parent that a [[parents]] table describes."""
    id_, name = identity(table)
    return Parent(
        id=id_,
        name=name,
        work_rules=table.choice("work_rules", WORK_RULES, "none"),
        commute=table.whole("commute", 0, at_most=MOST_MINUTES, unit=noted("minutes")),
        drives=table.flag("drives", default=True),
        schedule=tuple(_source(one) for one in table.tables("schedule")),
        shifts=tuple(_shift(one) for one in table.tables("shifts")),
        bed=_habit(table, "bed", BED),
        up=_habit(table, "up", UP),
        naps=table.flag("naps", default=False),
        woken=_woken(table),
    )


def _habit(table: Table, key: str, usual: Clock) -> Clock:
    return clock(table, key) if table.has(key) else usual


def _woken(table: Table) -> float:
    share = table.number("woken", 0, at_most=0.5, unit=noted("of a night"))
    night = (_habit(table, "up", UP).minutes - _habit(table, "bed", BED).minutes) % (24 * HOUR)
    if not LEAST_NIGHT <= night <= MOST_NIGHT:
        table.refuse(
            "up" if table.has("up") else "bed",
            say("{label} has a night of {value} hours.", label=table.label, value=f"{night / HOUR:g}"),
            say(_NIGHT_CURE),
        )
    return share


def _source(table: Table) -> SourceSpec:
    kind = table.choice("kind", SOURCE_KINDS)
    if table.has("path") == table.has("url"):
        both, neither = say('both a "path" and a "url"'), say('neither a "path" nor a "url"')
        what = both if table.has("path") else neither
        table.refuse(
            (),
            say("{label} has {what}.", label=table.label, what=what),
            say("Give the file's path or the link, one of the two."),
        )
    return SourceSpec(
        kind=kind,
        path=_path(table),
        url=_url(table),
        match=table.text("match", ""),
        published_through=day(table, "published_through"),
        sheet=table.text("sheet", ""),
        layout=table.choice("layout", LAYOUTS) if table.has("layout") else "",
        first_day=day(table, "first_day"),
        user_agent=_agent(table),
        wrong_on=tuple(sorted(days_listed(table, "wrong_on"))),
        yields=table.flag("yields", default=False),
    )


def _path(table: Table) -> str:
    path = table.text("path", "", at_most=LONGEST_LINK)
    if path.partition("://")[0] in URL_SCHEMES:
        table.refuse("path", say("{key} is a link, not a file.", key=table.said("path")), say('Write it as url = "…".'))
    return path


def _url(table: Table) -> str:
    """The link. It is often a secret, so that errors never repeat more of it than what stands before `://`."""
    url = table.text("url", "", at_most=LONGEST_LINK)
    if not url:
        return url
    scheme, _, rest = url.partition("://")
    if scheme.lower() not in URL_SCHEMES or not rest:
        message = say("{key} is not a link.", key=table.said("url"))
        if rest:
            message = say('{key} begins with "{scheme}://".', key=table.said("url"), scheme=scheme[:20])
        table.refuse("url", message, say("A link begins with https://, http:// or webcal://."))
    if any(letter.isspace() for letter in url) or rest.startswith("/"):
        table.refuse(
            "url", say("{key} is not a whole link.", key=table.said("url")), say("Copy it again, without spaces.")
        )
    return url


def _agent(table: Table) -> str:
    agent = table.text("user_agent", "", at_most=LONGEST_LINK)
    if not agent.isascii() or not agent.isprintable():
        table.refuse(
            "user_agent",
            say("{key} holds letters that no header can.", key=table.said("user_agent")),
            say("Copy it again."),
        )
    return agent


def _shift(table: Table) -> ShiftMeaning:
    return ShiftMeaning(
        title=table.text("title"),
        kind=Kind(table.choice("kind", SHIFT_KINDS)),
        start=clock(table, "start") if table.has("start") else None,
        end=clock(table, "end", days=LATEST_END, midnight=True) if table.has("end") else None,
        overrun=_overrun(table),
        days=days_of(table),
        with_title=table.text("with", ""),
        without=table.text("without", ""),
        operates=table.flag("operates", default=False),
    )


def _overrun(table: Table) -> Overrun | None:
    inner = table.table("overrun")
    if inner is None:
        return None
    for key in ("median", "p90"):
        inner.need(key)
    median, p90 = (inner.number(key, 0, at_most=MOST_MINUTES, unit=noted("minutes")) for key in ("median", "p90"))
    if p90 < median:
        message = say(
            "{label} has a p90 of {p90} minutes, below its median of {median}.",
            label=inner.label,
            p90=f"{p90:g}",
            median=f"{median:g}",
        )
        inner.refuse("p90", message, say("The p90 is how late the worst day in ten gets: at least the median."))
    return Overrun(median, p90)
