"""Recurrence rules: against an independent engine where it is right, and by hand where it hangs."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped] # it ships no types
from hypothesis import given
from hypothesis import strategies as st

from homecall.sources.ics.rules import parse
from homecall.sources.ics.walk import Budget, TooMuch, fits, starts

START = datetime(1970, 1, 1)
FIRST = datetime(2026, 10, 5, 8, 30)
LAST = datetime(2028, 12, 31, 23, 59, 59)


def seconds(at: datetime) -> int:
    """A wall-clock time in seconds since 1970."""
    return int((at - START).total_seconds())


def walked(text: str, first: datetime = FIRST, since: datetime | None = None) -> list[datetime]:
    """The starts that a rule gives up to the last day, the event's own where the rule gives it."""
    rule, budget = parse(text), Budget(5_000_000)
    found = starts(rule, seconds(first), seconds(since or first), seconds(LAST), budget)
    own = [first] if fits(rule, seconds(first), budget) else []
    return own + [START + timedelta(seconds=start) for start in found]


def oracle(text: str, first: datetime = FIRST) -> list[datetime]:
    """The same by dateutil."""
    found: list[datetime] = rrulestr(text, dtstart=first).between(first, LAST, inc=True)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=DAILY;BYDAY=MO,WE;BYMONTH=1,11",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO",
        "FREQ=MONTHLY;BYMONTHDAY=-1,15",
        "FREQ=MONTHLY;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYDAY=2TU,-1FR",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=YEARLY;BYYEARDAY=-1,100",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=WEEKLY;BYHOUR=7,19;BYMINUTE=0,30",
        "FREQ=MONTHLY;BYMONTH=1,7",
        "FREQ=YEARLY;BYWEEKNO=1,53,-1;BYDAY=SU;WKST=SU",
        "FREQ=YEARLY;BYWEEKNO=20,-2;BYDAY=MO,TH;WKST=TH",
        "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1,40",
        "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1,2,3,4,5,6,7;BYDAY=FR",
        "FREQ=MONTHLY;BYDAY=MO,WE;BYHOUR=8,9;BYSETPOS=3,-2",
        "FREQ=DAILY;BYYEARDAY=200;BYSECOND=10,40",
        "FREQ=HOURLY;INTERVAL=7;BYDAY=TU",
        "FREQ=HOURLY;INTERVAL=36;BYMINUTE=10,50;BYSETPOS=-1",
        "FREQ=MINUTELY;INTERVAL=25;BYHOUR=9,10,11;BYDAY=MO",
        "FREQ=MINUTELY;INTERVAL=7;BYMINUTE=0,30;BYMONTH=12;BYSECOND=5,50",
        "FREQ=SECONDLY;INTERVAL=5400;BYHOUR=6,7,8",
        "FREQ=SECONDLY;INTERVAL=45;BYHOUR=6;BYMINUTE=0,1,2;BYDAY=MO",
        "FREQ=SECONDLY;INTERVAL=9000",
    ],
)
def test_agrees_with_an_independent_engine(text: str) -> None:
    """Each part of the language gives what dateutil gives."""
    assert walked(text) == oracle(text)


WEEKDAYS = st.lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, max_size=3, unique=True)
PARTS = st.fixed_dictionaries(
    {"INTERVAL": st.integers(1, 5)},
    optional={
        "BYMONTH": st.integers(1, 12),
        "BYMONTHDAY": st.sampled_from([1, 15, 28, -1, -3]),
        "BYDAY": WEEKDAYS.map(",".join),
    },
)


@given(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]), PARTS, st.integers(0, 400))
def test_agrees_on_any_mixture_of_parts(frequency: str, parts: dict[str, object], ahead: int) -> None:
    """Mixtures agree too, and starting the walk later loses nothing after that day."""
    text = ";".join([f"FREQ={frequency}", *(f"{name}={value}" for name, value in parts.items())])
    since = FIRST + timedelta(days=ahead)

    late = [start for start in walked(text, since=since) if start >= since]

    assert walked(text) == oracle(text)
    assert late == [start for start in oracle(text) if start >= since]


@pytest.mark.parametrize(
    "text",
    ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYDAY=53MO;BYMONTH=2", "FREQ=HOURLY;BYMONTHDAY=30;BYMONTH=2"],
)
def test_a_rule_that_never_fits_ends(text: str) -> None:
    """The thirtieth of February is looked for up to the last day and no further."""
    budget = Budget(10_000)

    assert list(starts(parse(text), seconds(FIRST), seconds(FIRST), seconds(LAST), budget)) == []
    assert budget.steps > 8_000


def test_the_budget_ends_a_long_walk() -> None:
    """Days looked at are counted, so that many series together cannot take for ever."""
    with pytest.raises(TooMuch, match="too long to follow"):
        list(starts(parse("FREQ=DAILY;BYDAY=MO"), seconds(FIRST), seconds(FIRST), seconds(LAST), Budget(100)))


def test_a_week_without_a_day_is_the_day_of_the_start() -> None:
    """RFC 5545: what the rule leaves open comes from the start; it does not mean all seven days."""
    assert walked("FREQ=YEARLY;BYWEEKNO=20") == [datetime(2027, 5, 17, 8, 30), datetime(2028, 5, 15, 8, 30)]


@pytest.mark.parametrize(
    ("text", "more"), [("FREQ=DAILY;COUNT=3", 2), ("FREQ=WEEKLY;BYDAY=FR;COUNT=3", 2), ("FREQ=DAILY;COUNT=1", 0)]
)
def test_count_counts_the_events_own_start(text: str, more: int) -> None:
    """RFC 5545: DTSTART is the first of them, whether or not the rule would give it."""
    assert len(list(starts(parse(text), seconds(FIRST), seconds(FIRST), seconds(LAST), Budget(1_000)))) == more


def test_a_thousand_million_starts_are_counted_at_once() -> None:
    """Plain rules are arithmetic, however long ago they began."""
    first = datetime(1970, 1, 1)
    found = starts(parse("FREQ=SECONDLY;COUNT=1000000000"), 0, 999_999_990, seconds(LAST), Budget(10))

    assert [START + timedelta(seconds=one) for one in found][-1] == first + timedelta(seconds=999_999_999)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("FREQ=FORTNIGHTLY", "does not say how often"),
        ("FREQ=DAILY;RSCALE=HEBREW", "another calendar"),
        ("FREQ=DAILY;BYSECOND=61", "BYSECOND=61"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0"),
        ("FREQ=DAILY;INTERVAL=-1", "INTERVAL=-1"),
        ("FREQ=DAILY;COUNT=many", "COUNT=MANY"),
        ("FREQ=DAILY;UNTIL=tomorrow", "UNTIL=TOMORROW"),
        ("FREQ=DAILY;BYDAY=XX", "BYDAY=XX"),
        ("FREQ=DAILY;BYMONTH=13", "BYMONTH=13"),
        ("FREQ=DAILY;BYMONTHDAY=0", "BYMONTHDAY=0"),
        ("FREQ=DAILY;BYHOUR=24", "BYHOUR=24"),
        ("FREQ=DAILY;WKST=8", "WKST=8"),
        ("FREQ=DAILY;BYEASTER=1", "BYEASTER"),
        ("daily", "its rule holds"),
        ("", "its rule holds"),
    ],
)
def test_a_broken_rule_says_what_is_wrong(text: str, why: str) -> None:
    """The reason names the part."""
    with pytest.raises(ValueError, match=why):
        parse(text)
