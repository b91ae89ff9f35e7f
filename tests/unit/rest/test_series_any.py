"""Series of any sleeps, steps and parameters against the formulas of the notes, gone through spell by spell."""

from __future__ import annotations

import csv
from dataclasses import fields
from datetime import datetime, timedelta
from itertools import pairwise
from math import cos, exp, pi, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homecall.errors import RestError
from homecall.rest import alertness as three
from homecall.rest import unified
from homecall.rest.series import Asked, Model, lines

ZERO = datetime(2027, 3, 13, 18)
"""The evening before the clocks of Chicago go forward; a log has no zone, and so no change of clocks."""
Params = dict[str, float]


def some(least: float, most: float) -> st.SearchStrategy[float]:
    """A number between two."""
    return st.floats(least, most, allow_nan=False)


TPM = {
    "la": some(1, 3), "ha": some(14, 15), "d": some(-0.05, -0.01), "g": some(-0.6, -0.2), "bl": some(11, 13.5),
    "Cm": some(-1, 1), "Ca": some(1, 4), "p": some(12, 20), "Um": some(-1, 0), "Ua": some(0, 1),
    "Wc": some(-6, 0), "Wd": some(-2, -1), "S0": some(4, 13.9),
    "KSS_intercept": some(9, 11), "KSS_beta": some(-1, 0),
}  # fmt: skip
UNIFIED = {
    "U0": some(10, 30), "L0": some(-5, 5), "S0": some(0, 9), "phi": some(0, 4), "kappa": some(1, 6),
    "tau_s": some(0.5, 3), "tau_w": some(15, 60), "tau_la": some(50, 150), "sigma": some(1, 2), "wc": some(0, 2),
    "wd": some(-1, -0.1), "a1": some(0, 1), "a2": some(0, 1), "a3": some(0, 1), "a4": some(0, 1), "a5": some(0, 1),
}  # fmt: skip
GAPS = st.lists(st.tuples(st.integers(1, 1500), st.integers(1, 700)), min_size=1, max_size=6)
"""Minutes awake before a sleep, and asleep in it."""
STEPS = st.sampled_from([0.5, 7.0, 13.3, 30.0, 61.0, 777.0])


def slept(gaps: list[tuple[int, int]]) -> list[tuple[float, float]]:
    """Sleeps in hours after ZERO."""
    found, at = [], 0
    for awake, asleep in gaps:
        found.append(((at + awake) / 60, (at + awake + asleep) / 60))
        at += awake + asleep
    return found


def rows(
    sleeps: list[tuple[float, float]], first: float, step: float, model: Model, of: Params
) -> list[dict[str, str]]:
    """Some twenty rows of our series from an hour on."""
    times = [tuple(ZERO + timedelta(minutes=round(60 * at)) for at in one) for one in sleeps]
    begins = ZERO + timedelta(minutes=round(60 * first))
    asked = Asked(begins, begins + timedelta(minutes=20 * step), step, model, of)
    return list(csv.DictReader(lines([(one, other) for one, other in times], asked)))


def spells(sleeps: list[tuple[float, float]], start: float, at: float) -> list[tuple[bool, float]]:
    """What was gone through from `start` up to an instant: asleep or awake, and for how many hours."""
    begun = sorted({start, *(edge for one in sleeps for edge in one if start < edge <= at + 1e-9), at})
    found = [(any(a - 1e-9 <= one < b - 1e-9 for a, b in sleeps), two - one) for one, two in pairwise(begun)]
    here = any(a - 1e-9 <= at < b - 1e-9 for a, b in sleeps)
    return (
        found if found and found[-1][0] == here and at not in {e for s in sleeps for e in s} else [*found, (here, 0.0)]
    )


def homeostat(of: Params, asleep: bool, hours: float, s: float) -> float:  # noqa: FBT001 - one of a pair from `spells`
    """S of the three process model after some hours of sleep or of waking."""
    if not asleep:
        return of["la"] + (s - of["la"]) * exp(of["d"] * hours)
    k = of["g"] * (of["bl"] - of["ha"])
    turn = (of["bl"] - s) / k
    return s + k * hours if hours <= turn else of["ha"] - (of["ha"] - of["bl"]) * exp(of["g"] * (hours - turn))


@settings(max_examples=60)
@given(GAPS, STEPS, some(0, 40), st.fixed_dictionaries(TPM))
def test_the_three_process_model_is_its_formulas(
    gaps: list[tuple[int, int]], step: float, first: float, of: Params
) -> None:
    """Whatever the sleeps, wherever the series begins and ends in them, and with every parameter otherwise."""
    sleeps, first = slept(gaps), round(first * 60) / 60
    for n, row in enumerate(rows(sleeps, first, step, Model.TPM, of)):
        at = first + n * step / 60
        s = of["S0"]
        gone = spells(sleeps, min(first, sleeps[0][0]), at)
        for asleep, hours in gone:
            s = homeostat(of, asleep, hours, s)
        tod = (18 + at) % 24
        c = of["Cm"] + of["Ca"] * cos(2 * pi / 24 * (tod - of["p"]))
        u = of["Um"] + of["Ua"] * cos(2 * pi / 12 * (tod - of["p"] - 3))
        w = 0.0 if gone[-1][0] else of["Wc"] * exp(of["Wd"] * gone[-1][1])
        kss = of["KSS_intercept"] + of["KSS_beta"] * (s + c + u + w)
        assert row["wake_status"] == ("FALSE" if gone[-1][0] else "TRUE")
        found = [float(row[name]) for name in ("s", "c", "u", "w", "KSS")]
        assert found == pytest.approx([s, c, u, w, kss], abs=1e-6)


@settings(max_examples=40)
@given(GAPS, STEPS, some(0, 40), st.fixed_dictionaries(UNIFIED))
def test_the_unified_model_is_its_formulas(gaps: list[tuple[int, int]], step: float, first: float, of: Params) -> None:
    """Debt too, which remembers all that was before."""
    sleeps, first = slept(gaps), round(first * 60) / 60
    for n, row in enumerate(rows(sleeps, first, step, Model.UNIFIED, of)):
        at = first + n * step / 60
        s, debt = of["S0"], of["L0"]
        for asleep, h in spells(sleeps, min(first, sleeps[0][0]), at):
            slow, fast, top = exp(-h / of["tau_la"]), exp(-h / of["tau_s"]), of["U0"]
            lag = of["tau_la"] / (of["tau_la"] - of["tau_s"])
            if asleep:
                s = s * fast - 2 * top * (1 - fast) + (debt + 2 * top) * lag * (slow - fast)
                debt = debt * slow - 2 * top * (1 - slow)
            else:
                s, debt = top - (top - s) * exp(-h / of["tau_w"]), top - (top - debt) * slow
        c = sum(of[f"a{i}"] * sin(i * 2 * pi / 24 * (18 + at + of["phi"])) for i in range(1, 6))
        assert [float(row[name]) for name in ("s", "l", "c")] == pytest.approx([s, debt, c], abs=1e-6)
        assert float(row["fatigue"]) == pytest.approx(s + of["kappa"] * c, abs=1e-6)


def test_every_parameter_is_given_above() -> None:
    """Each by its own name: none was forgotten."""
    assert set(TPM) == {one.name for one in fields(three.DEFAULT)}
    assert set(UNIFIED) == {one.name for one in fields(unified.UNIFIED)}


def test_people_begin_as_rested_as_one_says() -> None:
    """The start of Ingre's model is a parameter, and so is each number of its transfer."""
    plain, tired = (rows([(5.0, 13.0)], 13.0, 30, Model.INGRE, of)[0] for of in ({}, {"rest_at_onset": 4.0}))
    assert float(tired["s"]) < float(plain["s"])
    moved = rows([(5.0, 13.0)], 13.0, 30, Model.INGRE, {"KSS_intercept": 10.68, "K7": 0.0})[0]
    assert float(moved["kss"]) == pytest.approx(float(plain["kss"]) + 1)
    assert moved["p_kss_ge8"] != plain["p_kss_ge8"]
    assert moved["p_kss_ge9"] == plain["p_kss_ge9"]


@pytest.mark.parametrize(
    ("model", "of"),
    [
        (Model.TPM, {"Ca": 1e308, "KSS_beta": -10}),
        (Model.UNIFIED, {"U0": 1e308}),
        (Model.INGRE, {"KSS_beta": -1e308}),
    ],
)
def test_numbers_without_bounds_are_refused(model: Model, of: Params) -> None:
    """In a sentence, and with no warning of a library."""
    with pytest.raises(RestError, match="beyond all bounds"):
        rows([(5.0, 13.0)], 0.0, 60, model, of)


def test_a_wrong_name_is_told_all_that_there_are() -> None:
    """Those of the transfer too."""
    with pytest.raises(RestError, match=r"no parameter 'q'.*bl.*K6.*rest_at_onset"):
        rows([(5.0, 13.0)], 0.0, 30, Model.INGRE, {"q": 1.0})
