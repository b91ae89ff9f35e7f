"""What may come in a day that no schedule knows: rates with their sources, drawn for many lives at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from homecall.errors import ScenarioError
from homecall.futures.often import Often
from homecall.futures.overrun import Lateness

YEAR = 365.25
Lesson = Lateness | Often
"""What somebody's own time has taught: how late a kind of duty ends, or how often something comes."""


@dataclass(frozen=True, slots=True)
class Rates:
    """How often what comes. Each can be changed in a scenario under [shocks]; `SOURCES` says where each is from.

    Days are days a year; `*_spell` is the mean length of one spell in days. Visits are per call from home,
    `visit_hours` with the way there and back. Chances are per clinic and per night on call from home.
    """

    child_ill_days: float = 10.0
    child_ill_spell: float = 2.0
    carer_ill_days: float = 7.0
    carer_ill_spell: float = 1.5
    place_closed_days: float = 5.0
    call_visits_weekday: float = 0.7
    call_visits_weekend: float = 1.5
    visit_hours: float = 2.0
    visits_by_night: float = 0.13
    clinic_cancelled: float = 0.03
    bad_night: float = 0.15

    def __post_init__(self) -> None:
        for name in ("visits_by_night", "clinic_cancelled", "bad_night"):
            if not 0 <= getattr(self, name) <= 1:
                raise ScenarioError(f"The chance {name} cannot be {getattr(self, name):g}.", cure="It is from 0 to 1.")
        for name in ("child_ill_spell", "carer_ill_spell"):
            if not 1 <= getattr(self, name) <= 30:
                raise ScenarioError(f"A spell of {getattr(self, name):g} days cannot be.", cure="Give 1 to 30 days.")
        if not 0 < self.visit_hours <= 12:
            raise ScenarioError(f"A visit of {self.visit_hours:g} hours cannot be.", cure="Give up to 12 hours.")

    def with_changes(self, changes: Mapping[str, float]) -> Rates:
        """The same with some rates changed. Raises ScenarioError for a rate that there is not, or that cannot be."""
        known = self.__dataclass_fields__
        for name in changes:
            if name not in known:
                raise ScenarioError(f"There is no rate {name!r}.", cure=f"There are {', '.join(known)}.")
        return replace(self, **changes)


_DAYCAREPATH = (
    "8 to 12 days a child is ill, 5 to 15 a day care is closed, 5 to 10 a nanny is ill: one site's table, which names "
    "no source (daycarepath.com/blog/backup-childcare-plan); the middle of each range, for closures its lower end"
)
SOURCES: Mapping[str, str] = MappingProxyType(
    {
        "child_ill_days": _DAYCAREPATH,
        "child_ill_spell": "ours: day cares want a child well for a day before it is back (nrckids.org, CFOC 3.6.1.1)",
        "carer_ill_days": _DAYCAREPATH,
        "carer_ill_spell": "ours",
        "place_closed_days": _DAYCAREPATH,
        "call_visits_weekday": "3.5 calls, a fifth of which need going in: urology, Canada (cuaj.ca, article 4333)",
        "call_visits_weekend": "7.7 calls, a fifth of which need going in (the same)",
        "visit_hours": "ours: no source gives the length of a visit by field",
        "visits_by_night": "13 % of calls come from 23:00 to 08:00 (the same article)",
        "clinic_cancelled": "ours: how often a clinic's second half is called off",
        "bad_night": "ours, for nights like those with 181 minutes of sleep (Fitbits of urologists, JGME 10:591)",
    }
)
"""Where each rate is from. Those called ours are guesses to be changed, and the page on a year lived says so."""

RATES = Rates()


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What is taken for true of a family: rates, overruns by "parent/kind" (median and 90th percentile), incomes, tax.

    What is not said of an overrun is the schedule's own, or the published one of the parent's rule pack; `learned` is
    what a person's own time has taught: of "parent/kind" how late such duties end, which comes before both; of
    "ill mia" and "visits ana" by which factor that comes more often than by the rates.
    """

    rates: Rates = RATES
    overruns: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    learned: Mapping[str, Lesson] = field(default_factory=dict)
    incomes: Mapping[str, float] = field(default_factory=dict)
    tax: float = 0.0

    def often(self, name: str) -> Often | None:
        """How often something comes to one person, by name; None where nothing was learned."""
        found = self.learned.get(name)
        return found if isinstance(found, Often) else None

    def late(self, name: str) -> Lateness | None:
        """How late one kind of a parent's duties ends; None where nothing was learned."""
        found = self.learned.get(name)
        return found if isinstance(found, Lateness) else None
