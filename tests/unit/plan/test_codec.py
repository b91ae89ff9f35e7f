"""Plans as JSON: the same plan comes back, and what is no plan is refused with its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homecall.errors import PlanError
from homecall.plan.codec import LARGEST, RISKS, read, to_json, write
from homecall.plan.plan import Ask, Cover, Finding, Kept, Plan, Risk, Shift, Tier, Unknown
from homecall.spans.span import DAY, Span
from tests.unit.helpers import MONDAY, WALL, at, span

WEEK = Span(WALL.midnight(MONDAY), WALL.midnight(MONDAY + timedelta(days=7)))
PLAN = Plan(
    household="Home",
    timezone=WALL.zone,
    span=WEEK,
    now=at("3 18:00"),
    status="optimal",
    tiers=(Tier("uncovered_minutes", 0, 0), Tier("cost", 412.5, 412.5, {"pay": 400.0, "asks": 12.5})),
    cover=(Cover("mia", span("4 07:00-18:00"), "rosa"), Cover("mia", span("4 18:00-18:30"), None)),
    shifts=(Shift("rosa", span("4 07:00-18:00"), asked=False, pay=0.0),),
    moments=(Kept("talk", MONDAY, span("4 18:30-18:45"), ("ana",), ("mia",), kept=True),),
    asks=(Ask("carer", "rosa", span("4 17:00-18:00"), "Somebody is needed.", "1 hour"),),
    risks=(Risk("ana", at("4 18:30"), "Call: NC-A", 0.42, 18.0, "joan"),),
    unknown=(Unknown("ben", at("8 00:00"), "the schedule is published through 2027-01-07"),),
    findings=(Finding("us-au-pair/10-hours-a-day", "rosa", "must", "Too long."),),
)

IDS = st.text(min_size=1, max_size=8).filter(lambda text: text.encode("utf-8", "ignore").decode() == text)
MINUTES = st.integers(WEEK.start - DAY, WEEK.end + DAY)
SPANS = st.builds(lambda start, length: Span(start, start + length), MINUTES, st.integers(1, 2 * DAY))
FEW = partial(st.lists, max_size=3)
NUMBERS = st.floats(-1e9, 1e9) | st.integers(-(10**6), 10**6)
DAYS = st.dates(date(2026, 1, 1), date(2028, 1, 1))
PLANS = st.builds(
    Plan,
    household=IDS,
    timezone=st.just(WALL.zone),
    span=st.just(WEEK),
    now=MINUTES,
    status=st.sampled_from(["optimal", "feasible"]),
    tiers=FEW(st.builds(Tier, IDS, NUMBERS, NUMBERS, st.dictionaries(IDS, NUMBERS, max_size=3))).map(tuple),
    cover=FEW(st.builds(Cover, IDS, SPANS, st.none() | IDS)).map(tuple),
    shifts=FEW(st.builds(Shift, IDS, SPANS, st.booleans(), NUMBERS)).map(tuple),
    moments=FEW(st.builds(Kept, IDS, DAYS, SPANS, st.tuples(IDS), st.tuples(IDS, IDS), st.booleans())).map(tuple),
    asks=FEW(st.builds(Ask, st.sampled_from(["carer", "work", "moment"]), IDS, SPANS, IDS, IDS)).map(tuple),
    risks=FEW(
        st.builds(Risk, IDS, MINUTES, IDS, NUMBERS, NUMBERS, IDS, st.sampled_from(RISKS), st.none() | MINUTES)
    ).map(tuple),
    unknown=FEW(st.builds(Unknown, IDS, MINUTES, IDS)).map(tuple),
    findings=FEW(st.builds(Finding, IDS, IDS, st.sampled_from(["must", "should", "note"]), IDS)).map(tuple),
)


@given(PLANS)
def test_a_plan_comes_back_as_it_was_written(plan: Plan) -> None:
    """Reading what was written gives an equal plan, and writing that gives the same bytes."""
    text = write(plan)
    assert read(text) == plan
    assert write(read(text)) == text


def test_the_keys_are_those_of_the_contract_in_its_order() -> None:
    """People read the file too: what it is, how good it is, then who has whom."""
    data = to_json(PLAN)
    assert list(data)[:8] == ["format", "household", "timezone", "start", "end", "now", "status", "tiers"]
    assert list(data)[8:] == ["cover", "shifts", "moments", "asks", "risks", "unknown", "findings"]
    assert list(data["tiers"][1]) == ["name", "value", "bound", "parts"]
    assert list(data["cover"][0]) == ["child", "start", "end", "lead"]
    assert list(data["shifts"][0]) == ["carer", "start", "end", "asked", "pay"]
    assert list(data["moments"][0]) == ["moment", "date", "start", "end", "parents", "children", "kept"]
    assert list(data["asks"][0]) == ["kind", "of", "start", "end", "why", "gains"]
    assert set(data["risks"][0]) >= {"parent", "at", "after", "late_chance", "expected_minutes", "standby"}
    assert list(data["unknown"][0]) == ["parent", "from", "why"]
    assert list(data["findings"][0]) == ["rule", "who", "severity", "text"]


def test_instants_carry_their_offset() -> None:
    """A wall clock without an offset happens twice on one night of the year."""
    data = to_json(PLAN)
    assert data["start"] == "2027-01-04T00:00:00-06:00"
    assert data["cover"][0]["end"] == "2027-01-04T18:00:00-06:00"


def test_a_gap_is_null_and_whole_numbers_stay_whole() -> None:
    """Nobody is nobody, not a person called "None"."""
    text = write(PLAN)
    assert '"lead": null' in text
    assert '"value": 0,' in text
    assert '"value": 412.5,' in text


Change = Callable[[dict[str, Any]], object]
BROKEN: dict[str, tuple[Change, str]] = {
    "no cover": (lambda d: d.pop("cover"), "f: 'cover' is missing or is not a list."),
    "an unknown key": (lambda d: d.update(colour="red"), "f: 'colour' is no key"),
    "a strange status": (lambda d: d.update(status="perfect"), "f: 'status' cannot be 'perfect'."),
    "a naive start": (lambda d: d.update(start="2027-01-04T00:00:00"), "f: 'start' '2027-01-04T00:00:00' is not"),
    "no instant": (lambda d: d.update(now="soon"), "f: 'now' 'soon' is no instant."),
    "seconds": (lambda d: d.update(now="2027-01-03T18:00:30-06:00"), "f: 'now' '2027-01-03T18:00:30-06:00' is not"),
    "the year one": (
        lambda d: d.update(now="0001-01-01T00:00:00+00:00"),
        "f: 'now' '0001-01-01T00:00:00+00:00' is not",
    ),
    "an end before its start": (lambda d: d.update(end="2027-01-01T00:00:00-06:00"), "f: Its end is not after"),
    "a start at five": (
        lambda d: d.update(start="2027-01-04T05:00:00-06:00"),
        "f: The plan does not run from midnight",
    ),
    "a hundred years": (lambda d: d.update(end="2127-01-04T00:00:00-06:00"), "f: The plan runs over more than 800"),
    "a wrong zone": (lambda d: d.update(timezone="Mars/Base"), "f: 'Mars/Base' is not a time zone."),
    "a cover that is text": (lambda d: d["cover"].append("mia"), "f, cover 3: This is not an object."),
    "a lead that is a number": (
        lambda d: d["cover"][1].update(lead=7),
        "f, cover 2: 'lead' is missing or is not text.",
    ),
    "no lead at all": (lambda d: d["cover"][1].pop("lead"), "f, cover 2: 'lead' is missing."),
    "true for pay": (lambda d: d["shifts"][0].update(pay=True), "f, shifts 1: 'pay' is missing or is not a number."),
    "a text for asked": (lambda d: d["shifts"][0].update(asked="no"), "f, shifts 1: 'asked' is missing or is not true"),
    "a parent in a list": (lambda d: d["moments"][0].update(parents=[["ana"]]), "f, moments 1: 'parents' holds"),
    "no date": (lambda d: d["moments"][0].update(date="Monday"), "f, moments 1: 'Monday' is no date."),
    "parts as a list": (
        lambda d: d["tiers"][1].update(parts=[1]),
        "f, tiers 2: 'parts' is missing or is not an object.",
    ),
    "a part in words": (lambda d: d["tiers"][1]["parts"].update(pay="much"), "f, tiers 2, parts: 'pay' is missing"),
    "infinity": (
        lambda d: d["tiers"][0].update(value=float("inf")),
        "f, tiers 1: 'value' is missing or is not a number.",
    ),
    "a number without end": (lambda d: d["tiers"][0].update(value=10**400), "f, tiers 1: 'value' is missing or is not"),
    "a strange ask": (lambda d: d["asks"][0].update(kind="beg"), "f, asks 1: 'kind' cannot be 'beg'."),
    "a strange severity": (lambda d: d["findings"][0].update(severity="grave"), "f, findings 1: 'severity' cannot be"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_plan_is_refused_with_its_place(name: str) -> None:
    """Every refusal says where, what, and what to do about it."""
    change, said = BROKEN[name]
    data = json.loads(write(PLAN))
    change(data)
    with pytest.raises(PlanError) as refused:
        read(json.dumps(data), "f")
    assert str(refused.value).startswith(said)
    assert refused.value.cure


@pytest.mark.parametrize(
    "text",
    ["", "null", "[]", '{"format": "homecall-plan/2"}', "[" * 100_000, '{"format": ' + "9" * 5000 + "}", "<html>"],
    ids=["empty", "null", "list", "another format", "brackets without end", "an endless number", "a page"],
)
def test_what_is_not_even_json_is_refused(text: str) -> None:
    """No depth and no length of nonsense gets further than one sentence."""
    with pytest.raises(PlanError) as refused:
        read(text, "f")
    assert str(refused.value).startswith("f")
    assert refused.value.cure


def test_a_cut_off_file_says_where_it_breaks_off() -> None:
    """The line helps to see that a copy was not finished."""
    with pytest.raises(PlanError) as refused:
        read("\n".join(write(PLAN).splitlines()[:6]), "f")
    assert refused.value.where == "f:6"


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    """A year of a large family is far below the limit."""
    with pytest.raises(PlanError, match="too large"):
        read(" " * (LARGEST + 1), "f")


def test_a_plan_by_another_hand_may_leave_out_what_only_tells() -> None:
    """The contract's own risk has no kind; lists of asks and findings decide nothing."""
    data = to_json(PLAN)
    del data["asks"], data["unknown"], data["findings"], data["risks"][0]["kind"]
    data["risks"][0]["standby"] = None
    found = read(json.dumps(data))
    assert (found.asks, found.unknown, found.findings) == ((), (), ())
    assert (found.risks[0].kind, found.risks[0].standby) == ("late", "")


def test_a_plan_without_its_cover_is_no_plan() -> None:
    """Who has whom cannot be left out."""
    data = to_json(PLAN)
    del data["cover"]
    with pytest.raises(PlanError, match="cover"):
        read(json.dumps(data))


def test_only_who_is_tired_is_so_until_an_hour() -> None:
    """A key more where there is something to say, and for other risks the bytes that they have always had."""
    late, tired = (
        Risk("ana", at("4 18:30"), "Call", 0.4, 18.0, ""),
        Risk("ana", at("4 18:30"), "Call", 0.0, 0.0, "joan"),
    )
    plan = replace(PLAN, risks=(late, replace(tired, kind="tired", until=at("4 20:00"))))
    data = json.loads(write(plan))["risks"]
    assert "until" not in data[0]
    assert data[1]["until"] == "2027-01-04T20:00:00-06:00"
    assert read(write(plan)) == plan
