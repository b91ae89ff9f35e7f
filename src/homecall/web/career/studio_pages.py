"""The page on what would change if, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from homecall.career.roles import Role
from homecall.household.household import Household
from homecall.web.career.results import Change, Result, Small
from homecall.web.career.role_pages import Choice, role_form
from homecall.web.career.studio import Living, Saved, living
from homecall.web.look.clocks import names
from homecall.web.people.access import Seat

ORDER = ("moments", "evenings", "sleep", "short_nights", "margin", "handoffs", "uncovered", "left")
"""The measures in the order in which they are told; money last."""
NAMES = {
    "moments": gettext_lazy("Moments kept"),
    "evenings": gettext_lazy("Evenings home"),
    "sleep": gettext_lazy("Hours of sleep a night"),
    "short_nights": gettext_lazy("Nights under six hours"),
    "margin": gettext_lazy("Hours of your own a week"),
    "handoffs": gettext_lazy("Handoffs"),
    "uncovered": gettext_lazy("Hours without cover"),
    "left": gettext_lazy("Money left after tax and care"),
}
SCALE = {"uncovered": 60.0}
"""What a measure is divided by before it is told: child-minutes become hours."""
PLOT = (500, 250)
EDGE = 30


@dataclass(frozen=True, slots=True)
class Cell:
    """A measure of a scenario: what it says, and how it was found."""

    name: str
    said: str
    tone: str


@dataclass(frozen=True, slots=True)
class Column:
    """A scenario beside the others. The first is the year as it is."""

    id: int
    name: str
    cells: tuple[Cell, ...]
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class SmallLine:
    """One of the smallest changes that would help."""

    name: str
    gain: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """A change in the picture of the trade-off; `label` is its number in the list, empty for one that is not in it."""

    x: float
    y: float
    low: float
    high: float
    label: str
    title: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """The picture of the trade-off: its dots, and the line along those that nothing beats."""

    dots: tuple[Dot, ...]
    line: str
    zero: float
    most: str
    cost: str
    width: int = PLOT[0]
    height: int = PLOT[1]


@dataclass(frozen=True, slots=True)
class StudioPage:
    """What is saved, how the year stands, and what it came to."""

    headline: str
    saved: tuple[Saved, ...]
    base: Saved | None
    busy: bool
    done: int
    steps: int
    doing: str
    said: str
    columns: tuple[Column, ...]
    stands: tuple[str, ...]
    small: tuple[SmallLine, ...]
    tried: str
    plot: Plot | None
    duties: tuple[Choice, ...]
    roles: tuple[Choice, ...]
    carers: tuple[Choice, ...]
    parents: tuple[Choice, ...]
    days: tuple[Choice, ...]
    wrong: str
    text: str


def studio_page(
    family: Household, roles: tuple[Role, ...], saved: tuple[Saved, ...], found: Living, wrong: str = "", text: str = ""
) -> StudioPage:
    """The page of a family, whose schedules have been read."""
    result = found.result
    return StudioPage(
        headline=_headline(result),
        saved=tuple(one for one in saved if not one.base),
        base=next((one for one in saved if one.base), None),
        busy=found.busy,
        done=found.done,
        steps=max(found.steps, 1),
        doing=_doing(found),
        said=found.said,
        columns=_columns(result) if result else (),
        stands=_stands(result) if result else (),
        small=tuple(_small(one) for one in result.small if one.chosen) if result else (),
        tried=_tried(result) if result else "",
        plot=_plot(result.small) if result and len(result.small) > 2 else None,
        duties=_duties(family),
        roles=tuple(Choice(one.id, f"{one.title} · {family.names.get(one.parent, '')}", chosen=False) for one in roles),
        carers=tuple(Choice(one.id, one.name, chosen=False) for one in family.carers),
        parents=tuple(Choice(one.id, one.name, chosen=False) for one in family.parents),
        days=role_form(family, None, None, "").days,
        wrong=wrong,
        text=text,
    )


def _doing(found: Living) -> str:
    """What is being done, as a sentence."""
    if not found.busy:
        return ""
    if not found.steps:
        return _("The year is about to be lived.")
    if found.done * 2 < found.steps:
        return _("The year is being lived, a thousand times, and once more with each change.")
    return _("Now small changes are looked for that could help. This takes a minute or two.")


def _duties(family: Household) -> tuple[Choice, ...]:
    """What each parent's schedule holds, by its titles."""
    seen: dict[str, str] = {}
    for parent in family.parents:
        line = family.schedules.get(parent.id)
        for period in line.periods if line else ():
            seen.setdefault(f"{parent.id}|{period.title}", f"{period.title} · {parent.name}")
    return tuple(Choice(value, said, chosen=False) for value, said in list(seen.items())[:120])


def _headline(result: Result | None) -> str:
    if result is None or "moments" not in result.base:
        return _("What would change if …")
    kept = result.base["moments"]
    said = {"kept": round(kept.mean), "goals": round(result.goals)}
    return _("A year as it is keeps about %(kept)d of %(goals)d moments.") % said


def _columns(result: Result) -> tuple[Column, ...]:
    names = [name for name in ORDER if name in result.base]
    first = Column(0, _("As it is"), tuple(_whole(name, result) for name in names))
    return (first, *(_beside(names, one.id, one.name, one.changes, one.wrong) for one in result.told))


def _whole(name: str, result: Result) -> Cell:
    """A measure of the year as it is, with its interval."""
    one, by = result.base[name], SCALE.get(name, 1.0)
    low, high = number(one.low / by), number(one.high / by)
    said = number(one.mean / by)
    text = said if low == high else _("%(mean)s (%(low)s to %(high)s)") % {"mean": said, "low": low, "high": high}
    return Cell(str(NAMES[name]), text, "")


def _beside(names: list[str], id: int, name: str, changes: Mapping[str, Change], wrong: str) -> Column:
    return Column(id, name, tuple(_difference(one, changes[one]) for one in names if one in changes), wrong)


def _difference(name: str, one: Change) -> Cell:
    """A difference in words: what cannot be told is said so, whatever its mean."""
    by, label = SCALE.get(name, 1.0), str(NAMES[name])
    if one.verdict == "same" or (one.verdict != "cannot tell" and number(one.mean / by) == "0"):
        return Cell(label, _("the same"), "same")
    low, high = number(one.low / by), number(one.high / by)
    if one.verdict == "cannot tell":
        said = _("cannot tell (%(low)s to %(high)s)") % {"low": signed(one.low / by), "high": signed(one.high / by)}
        return Cell(label, said, "unclear")
    mean = signed(one.mean / by)
    if low == high:
        return Cell(label, mean, "clear")
    said = _("%(mean)s (%(low)s to %(high)s)")
    values = {"mean": mean, "low": signed(one.low / by), "high": signed(one.high / by)}
    return Cell(label, said % values, "clear")


def number(value: float) -> str:
    """A number with as many digits as it deserves."""
    return f"{value:,.0f}" if abs(value) >= 10 else f"{value:.1f}".removesuffix(".0").replace("-0", "0", value > -0.05)


def signed(value: float) -> str:
    """A number that says whether it is more or less."""
    said = number(abs(value))
    return said if said == "0" else f"+{said}" if value > 0 else f"−{said}"


def _stands(result: Result) -> tuple[str, ...]:
    values = {"lives": f"{result.lives:,}", "weeks": result.weeks}
    said = [_("%(weeks)d weeks, lived %(lives)s times with the same luck in each.") % values]
    if result.sketch:
        said.append(_("This is a first picture, lived fewer times; a closer one is on its way."))
    elif result.borrowed:
        said.append(_("Weeks that come seldom borrow the plan of the week most like them."))
    said.append(_("What the search for plans left open is a part of what stands in brackets."))
    if result.cut:
        said.append(
            ngettext(
                "The search for %(count)d week was ended by the clock: another run may give other figures.",
                "The search for %(count)d weeks was ended by the clock: another run may give other figures.",
                result.cut,
            )
            % {"count": result.cut}
        )
    if result.large:
        said.append(_("Your weeks are too full to be planned here to the end: they are worked out roughly."))
    if result.repeated:
        who = {"names": names(list(result.repeated))}
        said.append(_("Beyond what is published, the known weeks of %(names)s come again and again.") % who)
    said.append(_("In brackets stands what nine lives of ten lie between."))
    return tuple(said)


def _tried(result: Result) -> str:
    """How many changes were looked at, and that none was found where that is so."""
    if result.tried is None:
        return ""
    said = ngettext("%(count)d change was tried.", "%(count)d changes were tried.", result.tried)
    none = _("None of them surely gives more moments and evenings and leaves no child alone for longer.")
    return said % {"count": result.tried} + ("" if any(one.chosen for one in result.small) else f" {none}")


def _small(one: Small) -> SmallLine:
    return SmallLine(one.name, _gain(one.gain), one.reasons)


def _gain(one: Change) -> str:
    if one.verdict == "cannot tell":
        return _("nobody can tell what it would give")
    count = max(1, round(one.mean))
    said = ngettext(
        "about %(count)d moment or evening more a year", "about %(count)d moments and evenings more a year", count
    )
    return said % {"count": count} + _(" (%(low)s to %(high)s)") % {"low": number(one.low), "high": number(one.high)}


def _plot(small: tuple[Small, ...]) -> Plot:
    """Moments gained upwards, what is given up to the right."""
    wide, high = PLOT
    costs, gains = [one.cost for one in small], [one.gain.high for one in small] + [one.gain.low for one in small]
    right, top, floor = max([*costs, 1e-9]), max([*gains, 1e-9]), min([*gains, 0.0])

    def x(cost: float) -> float:
        return round(EDGE + (wide - 2 * EDGE) * max(0.0, cost) / right, 1)

    def y(gain: float) -> float:
        return round(high - 20 - (high - 40) * (gain - floor) / (top - floor), 1)

    dots = tuple(
        Dot(x(one.cost), y(one.gain.mean), y(one.gain.low), y(one.gain.high), _label(number, one), one.name, one.chosen)
        for number, one in enumerate(small, start=1)
    )
    along = sorted(dots, key=lambda dot: dot.x)
    return Plot(dots, " ".join(f"{dot.x:g},{dot.y:g}" for dot in along), y(0), number(top), number(right))


def _label(place: int, one: Small) -> str:
    """The number in the list above, for the changes that stand in it."""
    return str(place) if one.chosen else ""


def smallest_said(seat: Seat, _family: Household) -> tuple[str, ...]:
    """The smallest changes that would help, as sentences for other pages."""
    result = living(seat).result
    small = [one for one in result.small if one.chosen] if result else []
    return tuple(_("%(change)s: %(gain)s.") % {"change": one.name, "gain": _gain(one.gain)} for one in small)
