"""Beginning from a plan changes how soon the yardstick answers, never what it answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.families import horizon, small
from benchmarks.yardstick.core import core
from benchmarks.yardstick.facts import facts
from benchmarks.yardstick.moments import add_moments
from benchmarks.yardstick.solve import Yardstick, solve
from benchmarks.yardstick.start import Start, values
from homecall.household.moments import Moment
from homecall.plan.plan import Cover
from homecall.spans.span import Span
from tests.unit.benchmarks.made import ahead, at, best, duty, home, rosa, when

FAMILY = home(duty("4 08:00-12:00"), carers=(rosa(rate=20.0),))


def _start(answer: Yardstick) -> Start:
    return Start(answer.leads, answer.shifts, answer.moments)


@pytest.mark.parametrize("seed", [0, 5, 6, 17])
def test_the_best_plan_as_a_start_stays_the_best(seed: int) -> None:
    """Every tier has the same value and the same bound as from nothing."""
    one, days = small(seed), horizon(seed, 1)
    first = solve(one, days, 60.0)
    again = solve(one, days, 60.0, None, _start(first))
    assert again.proven
    assert [t[1:3] for t in again.tiers] == [pytest.approx(t[1:3], abs=1e-3) for t in first.tiers]


def test_a_start_that_breaks_the_rules_is_not_believed() -> None:
    """Ana is on duty in the start's only lead; the answer is Rosa all the same: four hours at 20, two handoffs."""
    day = ahead().span
    wrong = Start((Cover("mia", Span(day.start, day.end), "ana"),), (), ())
    answer = solve(FAMILY, ahead(), 60.0, None, wrong)
    assert answer.proven
    assert answer.tiers[0][1] == 0
    assert answer.tiers[2][1] == pytest.approx(88)


def test_a_start_decides_leads_gaps_shifts_and_moments() -> None:
    """What the plan does is 1 and the rest 0, each gap and each parent at a dated moment included."""
    play = Moment("play", "Play", ("mia",), "any", (), "must", when("4 14:00"), when("4 15:00"))
    family = replace(FAMILY, moments=(play,))
    made = core(facts(family, ahead(), {}))
    decided = add_moments(made)
    found = values(made, decided, _start(best(family)))
    slot = made.facts.of(Span(at("4 09:00"), at("4 09:15"))).start
    assert found[made.lead["mia", "rosa", slot]] == 1
    assert found[made.on["rosa", slot]] == 1
    assert found[made.gap["mia", slot]] == 0
    assert found[made.attend["ana", "play"]] == found[decided.dated["play"]] == 1
    nobody = values(made, decided, Start((Cover("mia", ahead().span, None),), (), ()))
    assert nobody[made.gap["mia", slot]] == 1
    assert sum(nobody[v] for v in (*made.lead.values(), *made.on.values(), *made.attend.values())) == 0


def test_rest_by_the_model_is_refused() -> None:
    """A second opinion on something else would be none."""
    with pytest.raises(ValueError, match="constants alone"):
        solve(replace(FAMILY, rest="model"), ahead(1), 10)
