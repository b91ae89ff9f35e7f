"""Recurrence rules: against an independent engine where it is right, and by hand where it hangs."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from homecall.sources.ics.rules import Budget, TooMuch, parse

FIRST = datetime(2026, 10, 5, 8, 30)
LAST = date(2028, 12, 31)


def walked(text: str, first: datetime = FIRST, since: date | None = None) -> list[datetime]:
    """The starts that a rule gives up to the last day."""
    found = parse(text).starts(first, since or first.date(), LAST, Budget())
    return [start for start in found if start.date() <= LAST]


def oracle(text: str, first: datetime = FIRST) -> list[datetime]:
    """The same by dateutil."""
    end = datetime(2028, 12, 31, 23, 59)
    found: list[datetime] = rrulestr(text, dtstart=first).between(first, end, inc=True)
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
    since = FIRST.date() + timedelta(days=ahead)

    late = [start for start in walked(text, since=since) if start.date() >= since]

    assert walked(text) == oracle(text)
    assert late == [start for start in oracle(text) if start.date() >= since]


@pytest.mark.parametrize("text", ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYDAY=53MO;BYMONTH=2"])
def test_a_rule_that_never_fits_ends(text: str) -> None:
    """The thirtieth of February is looked for up to the last day and no further."""
    budget = Budget()

    assert list(parse(text).starts(FIRST, FIRST.date(), LAST, budget)) == []
    assert budget.days > 240_000


def test_the_budget_ends_a_long_walk() -> None:
    """Days looked at are counted, so that many series together cannot take for ever."""
    with pytest.raises(TooMuch, match="too long to follow"):
        list(parse("FREQ=DAILY").starts(FIRST, FIRST.date(), LAST, Budget(days=100)))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("FREQ=HOURLY", "within the day"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0"),
        ("FREQ=DAILY;INTERVAL=-1", "INTERVAL=-1"),
        ("FREQ=DAILY;COUNT=many", "COUNT=MANY"),
        ("FREQ=DAILY;UNTIL=tomorrow", "UNTIL=TOMORROW"),
        ("FREQ=DAILY;BYDAY=XX", "BYDAY=XX"),
        ("FREQ=DAILY;BYMONTH=13", "BYMONTH=13"),
        ("FREQ=DAILY;BYMONTHDAY=0", "BYMONTHDAY=0"),
        ("FREQ=DAILY;BYHOUR=24", "BYHOUR=24"),
        ("FREQ=DAILY;WKST=8", "WKST=8"),
        ("FREQ=YEARLY;BYWEEKNO=1;WKST=SU", "weeks that do not start on Monday"),
        ("FREQ=DAILY;BYEASTER=1", "BYEASTER"),
        ("daily", "its rule holds"),
        ("", "its rule holds"),
    ],
)
def test_a_broken_rule_says_what_is_wrong(text: str, why: str) -> None:
    """The reason names the part."""
    with pytest.raises(ValueError, match=why):
        parse(text)
