"""The Money page as data: information, and no advice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import date
from hashlib import sha256

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homecall.career.money import RETURN_SOURCE, Lasts, Purse, Step, Stream, growths, lasts, net, runway, steps
from homecall.career.roles import Role, held
from homecall.household.household import Household
from homecall.tongue import say
from homecall.web.career.words import figure, months, spoken
from homecall.web.look.drawn import DRAWN

SEED = 20261122
"""The same lives at each look, so that a number moves only where something was changed."""
KEPT = 24 * 3600
YEARS_FROM = 24
"""From so many months on they are told in years."""


@dataclass(frozen=True, slots=True)
class StreamLine:
    """An income with the hours that it asks for, and what an hour of it brings after tax."""

    title: str
    who: str
    income: str
    hours: str
    an_hour: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """For how long, and how much smaller the income could be."""

    years: str
    said: str
    wide: int


@dataclass(frozen=True, slots=True)
class MoneyPage:
    """What comes, what it asks for, how long it lasts; `values` are those of the form."""

    headline: str
    streams: tuple[StreamLine, ...]
    said: tuple[str, ...]
    steps: tuple[StepLine, ...]
    help: tuple[str, ...]
    assumptions: tuple[str, ...]
    values: Mapping[str, str]
    wrong: str
    known: bool


@dataclass(frozen=True, slots=True)
class Computed:
    """What the lives came to: how long savings last without any income, and how large a step back is."""

    nothing: Lasts
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Money:
    """All that the page is made from. `purse` is None where the family has said nothing, `typed` what it just typed."""

    household: Household
    roles: tuple[Role, ...]
    purse: Purse | None
    usual: Purse
    today: date
    bought: tuple[str, ...] = ()
    typed: Mapping[str, str] | None = None
    wrong: str = ""


def money_page(money: Money) -> MoneyPage:
    """The page of a family."""
    purse, mine = money.purse or money.usual, held(money.roles, money.today)
    streams = tuple(Stream(one.title, one.income, one.hours(money.today)) for one in mine if one.income)
    income = net(purse, streams)
    known = money.purse is not None and purse.needs > 0
    found = computed(purse, income) if known else None
    return MoneyPage(
        headline=_headline(found, income, purse),
        streams=tuple(_stream(money.household, one, purse, money.today) for one in mine if one.income),
        said=_said(purse, income, found) if found else (),
        steps=tuple(_step(one) for one in found.steps) if found and income else (),
        help=(*_help(money.household, streams, purse), *money.bought),
        assumptions=_assumptions(purse),
        values=money.typed or _values(purse, known=money.purse is not None),
        wrong=money.wrong,
        known=known,
    )


def computed(purse: Purse, income: float) -> Computed:
    """What the lives come to, worked out once for each purse and income."""
    key = f"money:{sha256(repr((astuple(purse), income)).encode()).hexdigest()}"
    found: Computed | None = DRAWN.get(key)
    if found is None:
        growth = growths(purse, np.random.default_rng(SEED))
        found = Computed(lasts(purse, 0.0, growth), steps(purse, income, growth))
        DRAWN.set(key, found, KEPT)
    return found


def sum_of(value: float) -> str:
    """A sum without more digits than it deserves."""
    return f"{value:,.0f}"


def _headline(found: Computed | None, income: float, purse: Purse) -> str:
    if found is None:
        return _("What does income ask of you, and what does it give?")
    if not income:
        return _("Your savings would carry you for about %(time)s.") % {"time": _span(found.nothing.middle, found)}
    best = next((one for one in found.steps if one.years == 3), found.steps[0])
    if best.share <= 0:
        return (
            _("Income and savings carry what you need now.")
            if runway(purse, income) is None
            else _("What you need is more than what comes in.")
        )
    said = {"share": f"{best.share:.0%}", "years": best.years}
    return _("For %(years)d years, income could be %(share)s smaller.") % said


def _span(count: float, found: Computed) -> str:
    return _("40 years or more") if count >= found.nothing.horizon else months(count)


def between(found: Computed) -> str:
    """How long savings last from the low to the high: months with their unit once, years from two on."""
    one = found.nothing
    if one.high >= YEARS_FROM or one.low == one.high:
        low, high = _span(one.low, found), _span(one.high, found)
        return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}
    return ngettext("%(low)d to %(high)d month", "%(low)d to %(high)d months", one.high) % {
        "low": one.low,
        "high": one.high,
    }


def _stream(family: Household, one: Role, purse: Purse, today: date) -> StreamLine:
    stream = Stream(one.title, one.income, one.hours(today))
    hour = stream.an_hour
    said = _("%(sum)s an hour after tax") % {"sum": figure(hour * (1 - purse.tax))} if hour else ""
    return StreamLine(one.title, family.names.get(one.parent, ""), sum_of(one.income), spoken(stream.hours), said)


def _said(purse: Purse, income: float, found: Computed) -> tuple[str, ...]:
    """What comes and what is needed, and how long savings last where nothing comes."""
    values = {"income": sum_of(income), "needs": sum_of(purse.needs), "care": sum_of(purse.care)}
    said = [_("About %(income)s a month comes in after tax; %(needs)s is needed, of which care is %(care)s.") % values]
    plain = runway(purse)
    if plain is not None:
        time = {"plain": months(plain), "span": between(found)}
        said.append(
            _(
                "Without any income, savings last for %(plain)s as they are; with what they may earn or lose,"
                " for %(span)s in eight lives of ten."
            )
            % time
        )
    return tuple(said)


def _step(one: Step) -> StepLine:
    years = _("For %(years)d years") % {"years": one.years} if one.years > 1 else _("For a year")
    if one.share <= 0:
        return StepLine(years, _("no step back lasts in nine lives of ten"), 0)
    values = {"share": f"{one.share:.0%}", "sum": sum_of(one.a_month)}
    if one.share >= 1:
        return StepLine(years, _("all of the income could go"), 100)
    said = _("income could be %(share)s smaller, %(sum)s a month after tax") % values
    return StepLine(years, said, round(one.share * 100))


def _help(family: Household, streams: tuple[Stream, ...], purse: Purse) -> tuple[str, ...]:
    """What an hour of help is in hours of one's own work."""
    paid = [one for one in family.carers if one.rate > 0]
    hours = [(one.an_hour * (1 - purse.tax), one.title) for one in streams if one.an_hour]
    if not paid or not hours:
        return ()
    cheapest, said = min(hour for hour, _title in hours), []
    title = next(title for hour, title in hours if hour == cheapest)
    for one in paid[:3]:
        minutes = round(60 * one.rate / cheapest)
        values = {"name": one.name, "rate": f"{one.rate:g}", "minutes": minutes, "role": title}
        said.append(
            _("An hour of %(name)s, at %(rate)s, is what %(minutes)d minutes of “%(role)s” bring after tax.") % values
        )
    return tuple(said)


def _assumptions(purse: Purse) -> tuple[str, ...]:
    values = {"mean": f"{purse.mean:.1%}", "spread": f"{purse.spread:.1%}"}
    return (
        _("Returns are drawn with a mean of %(mean)s a year after inflation and a spread of %(spread)s.") % values,
        say(RETURN_SOURCE),
        _("2,000 lives of 40 years, month by month and always the same ones; income and needs stay as they are."),
        _("An income is taken to be worked for in 48 weeks a year; tax is the one share that you give."),
    )


def _values(purse: Purse, *, known: bool) -> dict[str, str]:
    """The form as it stands: sums only where the family gave them."""
    sums = {name: getattr(purse, name) for name in ("savings", "spending", "care", "other")}
    shares = {"tax": purse.tax, "mean": purse.mean, "spread": purse.spread}
    said = {name: f"{value:.0f}" if known and value else "" for name, value in sums.items()}
    return said | {name: f"{100 * value:g}" if value or known else "" for name, value in shares.items()}
