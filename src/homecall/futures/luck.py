"""What comes to a family in so many lives of one year: how late each duty ends, visits, illness, closed doors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from homecall.futures.day import Ending
from homecall.futures.dice import Days, Dice, Numbers
from homecall.futures.overrun import MOST_LATE, Lateness, published
from homecall.futures.policy import CALLED_OFF, NEVER, quarters
from homecall.futures.setting import Setting
from homecall.futures.shocks import Rates
from homecall.timeline.period import Overrun

WEEKDAYS_A_YEAR = 261
VISITS = 2
"""So many visits of one day on call are drawn at most; a third is one in a hundred days."""
Minutes = NDArray[np.int16]


@dataclass(frozen=True)
class Luck:
    """All that is drawn for a setting, by name, so that another scenario of the family draws the same."""

    setting: Setting
    dice: Dice

    @property
    def rates(self) -> Rates:
        """How often what comes."""
        return self.setting.assumptions.rates

    def late(self, ending: Ending, days: Sequence[int]) -> Minutes:
        """How late a duty ends on these days of the year: (lives, days), CALLED_OFF where its half is not held."""
        known = self._lateness(ending)
        if known is None:
            return np.zeros((self.dice.lives, len(days)), dtype=np.int16)
        mean, sigma = known.parameters(self.dice, ending.key)
        numbers = self._normals[ending.parent][:, days]
        minutes = np.exp(mean[:, None] + sigma[:, None] * numbers)
        found = quarters(np.minimum(minutes, MOST_LATE))
        if ending.called_off is not None:
            off = self._clinics[ending.parent][:, days] < self.rates.clinic_cancelled
            found = np.where(off, np.int16(CALLED_OFF), found)
        return found

    def _lateness(self, ending: Ending) -> Lateness | None:
        learned = self.setting.assumptions.late(ending.key)
        if learned is not None:
            return learned
        return published(Overrun(ending.median, ending.p90)) if ending.median > 0 else None

    @cached_property
    def _normals(self) -> tuple[Numbers, ...]:
        return tuple(self.dice.normal(f"late {p.id}") for p in self.setting.household.parents)

    @cached_property
    def _clinics(self) -> tuple[Numbers, ...]:
        return tuple(self.dice.uniform(f"called off {p.id}") for p in self.setting.household.parents)

    @cached_property
    def _calls(self) -> tuple[tuple[Numbers, ...], ...]:
        """How many visits, and when each, as numbers from 0 to 1, by parent."""
        names = ("visits", *(f"visit {n}" for n in range(VISITS)))
        return tuple(
            tuple(self.dice.uniform(f"{name} {p.id}") for name in names) for p in self.setting.household.parents
        )

    @cached_property
    def _nights(self) -> tuple[Numbers, ...]:
        return tuple(self.dice.uniform(f"bad night {p.id}") for p in self.setting.household.parents)

    def visits(self, parent: int, rates: NDArray[np.float64], days: Sequence[int]) -> Minutes:
        """The first minutes of visits on these days, (visits, lives, days), NEVER for none, each after the one before.

        `rates` are visits to expect in each half hour of the day.
        """
        total, shape = float(rates.sum()), (VISITS, self.dice.lives, len(days))
        found = np.full(shape, NEVER, dtype=np.int16)
        if total <= 0:
            return found
        known = self.setting.assumptions.often(name := f"visits {self.setting.household.parents[parent].id}")
        mean = total * known.factors(self.dice, name) if known else total
        count = _poisson(self._calls[parent][0][:, days], mean)
        share = np.cumsum(rates) / total
        for n in range(VISITS):
            half = np.searchsorted(share, self._calls[parent][n + 1][:, days], side="right").clip(0, 47)
            found[n] = np.where(count > n, half * 30, NEVER)
        again = found[1] <= found[0] + self.visit
        found[1] = np.where(again & (np.abs(found[1] - found[0].astype(np.int32)) < self.visit), NEVER, found[1])
        return found

    @property
    def visit(self) -> int:
        """Minutes of a visit, the way there and back included, in whole quarters."""
        return max(15, round(self.rates.visit_hours * 4) * 15)

    def bad(self, parent: int, days: Sequence[int]) -> NDArray[np.bool_]:
        """Whether the night that ends on these days is a bad one, if it is on call from home."""
        found: NDArray[np.bool_] = self._nights[parent][:, days] < self.rates.bad_night
        return found

    @cached_property
    def home(self) -> tuple[Days, ...]:
        """For each child, which day in a row it is at home that would be in a place: ill, or its places shut."""
        found = []
        shut = {name: self._shut(name) for child in self.setting.household.children for name in _places(child.places)}
        for child in self.setting.household.children:
            ill = self._spells(f"ill {child.id}", self.rates.child_ill_days, self.rates.child_ill_spell)
            for name in _places(child.places):
                ill = np.where((ill == 0) & shut[name], np.int8(1), ill)
            found.append(ill)
        return tuple(found)

    def _shut(self, name: str) -> NDArray[np.bool_]:
        chance = self.rates.place_closed_days / WEEKDAYS_A_YEAR
        found: NDArray[np.bool_] = self.dice.uniform(f"shut {name}") < self._weekdays * np.float32(chance)
        return found

    @cached_property
    def out(self) -> tuple[Days, ...]:
        """For each carer, which day in a row they are ill."""
        days, spell = self.rates.carer_ill_days, self.rates.carer_ill_spell
        return tuple(self._spells(f"ill {c.id}", days, spell) for c in self.setting.household.carers)

    def _spells(self, name: str, days: float, mean: float) -> Days:
        chance, known = min(1.0, days / mean / WEEKDAYS_A_YEAR), self.setting.assumptions.often(name)
        own = np.minimum(chance * known.factors(self.dice, name), 1) if known else np.float32(chance)
        return self.dice.spells(name, self._weekdays * own, mean)

    @cached_property
    def _weekdays(self) -> Numbers:
        """1 on weekdays: spells are counted where they are felt, and so begin there."""
        days = (self.setting.first + timedelta(days=n) for n in range(self.dice.days))
        return np.array([[day.weekday() < 5 for day in days]], dtype=np.float32)


def _places(places: Sequence[object]) -> list[str]:
    return list(dict.fromkeys(str(getattr(one, "name", "")) for one in places))


def _poisson(uniform: Numbers, mean: float | NDArray[np.float32]) -> NDArray[np.int8]:
    """How many, by inversion, at most VISITS; the mean is one for all, or one for each life."""
    count, part = np.zeros(uniform.shape, dtype=np.int8), np.exp(-np.asarray(mean, dtype=np.float32))
    below = np.zeros_like(part)
    for n in range(VISITS):
        below = below + part
        count += (uniform >= below).astype(np.int8)
        part = part * mean / (n + 1)
    return count
