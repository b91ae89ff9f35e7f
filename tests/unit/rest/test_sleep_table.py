"""The page that sets predicted beside published sleep: every number of ours is what the rules give today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from homecall.rest.sleeper import Sleep, Sleeper
from homecall.spans.span import HOUR
from tests.unit.rest.made import SLEEPER, at, duty, near, week

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "sleep.md").read_text("utf-8")
NUMBER = r"([+-]?\d+\.\d\d)"
ROWS = re.findall(rf"^\| (R\d), ([^|]+?) \| {NUMBER} \| {NUMBER} \| {NUMBER} \| ([^|]+?) \|$", PAGE, re.MULTILINE)
CALL, NIGHTS = duty(2, "07:00", "11:00+1"), tuple(duty(day, "19:00", "07:00+1") for day in (1, 2, 3))


def early(start: str) -> Sleep:
    """The night before a duty that starts so."""
    return near(week(duty(3, start, "17:00")), at(2, "20:00"))


def quick(sleeper: Sleeper) -> Sleep:
    """The night between a late duty and an early one."""
    return near(week(duty(1, "14:00", "23:00"), duty(2, "07:00", "15:00"), sleeper=sleeper), at(1, "23:00"))


def made(case: str) -> tuple[float, str]:
    """What a row speaks of, in hours, and its rule."""
    if case.startswith("start at"):
        sleep = early(case[-5:])
    elif case.startswith("mean of starts"):
        pair = [early(start) for start in re.findall(r"\d\d:\d\d", case)]
        return sum(one.span.minutes for one in pair) / 2 / HOUR, pair[0].rule
    elif case.startswith("between nights"):
        sleep = near(week(*NIGHTS), at(2, "08:00"))
    elif "commute" in case:
        sleep = quick(Sleeper() if "no commute" in case else SLEEPER)
    else:
        return _call(case)
    return sleep.span.minutes / HOUR, sleep.rule


def _call(case: str) -> tuple[float, str]:
    on_call, nap = (one for one in week(CALL) if one.rule == "R6")
    both, usual = on_call.span.minutes + nap.span.minutes, early("07:00").span.minutes
    found = {"asleep": on_call.span.minutes, "the na": nap.span.minutes, "call a": both - usual}
    return found[case[:6]] / HOUR, nap.rule


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[1]} {row[5][:12]}")
def test_a_row_is_what_the_rules_give(row: tuple[str, ...]) -> None:
    """The predicted hours, the rule that they come from, and the difference."""
    rule, case, predicted, published, difference, _source = row
    hours, by = made(case)
    assert by == rule
    assert hours == pytest.approx(float(predicted), abs=0.0051)
    assert float(difference) == pytest.approx(float(predicted) - float(published), abs=0.001)


def test_every_source_with_a_mean_has_its_rows() -> None:
    """Ganesan's three, Basner's three, Ingre's line; Darwent gives no mean, and the page says what they give."""
    counts = {name: sum(row[5].startswith(name) for row in ROWS) for name in ("Ingre", "Ganesan", "Basner")}
    assert counts == {"Ingre": 7, "Ganesan": 4, "Basner": 3}
    assert "Darwent et al. 2010 give no mean" in PAGE
    assert "28 to 42 %" in PAGE
