"""The scenario file: every kind of change is read, and what cannot be is refused with its place and a cure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from homecall.errors import ScenarioError
from homecall.futures.codec import KEYS, read
from homecall.futures.scenario import (
    AddHours,
    AddMoment,
    AddWork,
    ChangeIncome,
    DropMoment,
    DropWork,
    Hire,
    LetGo,
    MoreHours,
    MoveWork,
    Relocate,
    ScaleWork,
    Scenario,
)  # fmt: skip
from homecall.spans.wall import Clock, parse_days
from homecall.timeline.period import Kind
from tests.unit.helpers import ANA, BEN, carer, household, moment

HOME = replace(household(parents=(ANA, BEN), carers=(carer(),)), moments=(moment("Mon-Sun 19:00-19:45"),))
TOP = 'format = 1\nname = "Try it"\n'
WORK = 'parent = "ana"\ntitle = "Clinic"\n'


def said(text: str) -> Scenario:
    """The scenario of a text below its head."""
    return read(TOP + text, "try.toml", HOME)


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        (f'[[drop]]\n{WORK}days = "Thu"', DropWork("ana", "Clinic", parse_days("Thu"))),
        ('[[drop]]\ncarer = "rosa"', LetGo("rosa")),
        ('[[drop]]\nmoment = "talk"', DropMoment("talk")),
        (f"[[add]]\n{WORK}hours = -4", AddHours("ana", "Clinic", -4.0)),
        (
            f'[[add]]\n{WORK}days = "Wed"\nstart = "18:00"\nend = "19:30"\nevery = 2',
            AddWork("ana", "Clinic", parse_days("Wed"), Clock(1080), Clock(1170), Kind.WORK, 2),
        ),
        (f'[[move]]\n{WORK}end = "16:00"', MoveWork("ana", "Clinic", end=Clock(960))),
        (f"[[move]]\n{WORK}later = -1", MoveWork("ana", "Clinic", later=-1)),
        (f"[[scale]]\n{WORK}share = 0.75", ScaleWork("ana", "Clinic", 0.75)),
        ('[[relocate]]\nparent = "ben"\ncommute = 5', Relocate("ben", 5)),
        ('[[income]]\nparent = "ben"\nby = -1000', ChangeIncome("ben", -1000.0)),
    ],
)
def test_each_kind_of_change_is_read(text: str, edit: object) -> None:
    """One table, one edit; where it stands is no part of what it says."""
    assert said(text).edits == (edit,)


def test_hired_people_and_moments_are_written_as_in_the_household_file() -> None:
    """And hours may be added to somebody who is only being hired."""
    found = said(
        '[[hire]]\nid = "sam"\nkind = "sitter"\nrate = 20\n[[hours]]\ncarer = "sam"\nhours = ["Mon 16:00-20:00"]\n'
        '[[moments]]\nid = "walk"\ntitle = "A walk"\nchildren = ["mia"]\nwindow = "10:00-11:00"\nminutes = 30\n'
    )
    hire, more, walk = found.edits
    assert isinstance(hire, Hire)
    assert hire.carer.rate == 20
    assert isinstance(more, MoreHours)
    assert more.carer == "sam"
    assert isinstance(walk, AddMoment)
    assert walk.moment.minutes == 30


def test_rotations_rates_and_incomes_are_read() -> None:
    """The rest of the file."""
    found = said(
        'tax = 0.3\n[incomes]\nana = 100\n[shocks]\nchild_ill_days = 4\n[[overruns]]\nparent = "ana"\nkind = "clinic"\n'
        'median = 20\np90 = 40\n[[rotations]]\nparent = "ana"\ntitle = "Call"\nkind = "home_call"\npattern = "1 in 3"\n'
        'anchor = 2027-01-04\nstart = "17:00"\nend = "07:00"\noverrun = { median = 5, p90 = 9 }\n'
    )
    assert (found.tax, found.incomes, found.shocks) == (0.3, {"ana": 100.0}, {"child_ill_days": 4.0})
    assert found.overruns == {"ana/clinic": (20.0, 40.0)}
    assert found.rotations[0].cycle.days == 3
    assert found.rotations[0].overrun is not None


WRONG = [
    ("[[dropp]]\n", "unknown key", 'nearest known key is "drop"'),
    ('[[drop]]\nparent = "anna"\ntitle = "X"', '"anna" is no parent', 'Did you mean "ana"'),
    ("[[drop]]\n", "does not say one thing to drop", 'carer = "rosa"'),
    ('[[drop]]\nmoment = "tal"', '"tal" is no moment', 'Did you mean "talk"'),
    (f"[[scale]]\n{WORK}", 'has no "share"', "share"),
    (f"[[scale]]\n{WORK}share = 2", "1 is the most", ""),
    (f"[[move]]\n{WORK}", "does not say where to", '"start"'),
    (f'[[add]]\n{WORK}hours = 4\nstart = "08:00"', 'both "hours" and fixed times', '"hours"'),
    (f"[[add]]\n{WORK}hours = 400", "120 is the most", ""),
    ('[[hire]]\nid = "rosa"\nkind = "nanny"', "in the household already", "[[hours]]"),
    ('[[hours]]\ncarer = "rosa"', "adds nothing", "hours ="),
    ('[[rotations]]\nparent = "ana"\ntitle = "X"\nstart = "08:00"\nend = "09:00"', 'no "anchor"', "2027-01-04"),
    ("[shocks]\nill = 1", "unknown key", "child_ill_days"),
    ("[incomes]\nana = -1", "cannot be below 0", "0 or more"),
    ("drop = 3", "tables of its own", "[[drop]]"),
    (
        '[[moments]]\nid = "talk"\nchildren = ["mia"]\nwindow = "10:00-11:00"\nminutes = 9',
        'a moment "talk"',
        "another id",
    ),
]


@pytest.mark.parametrize(("text", "message", "cure"), WRONG)
def test_what_cannot_be_is_refused_with_its_line_and_a_cure(text: str, message: str, cure: str) -> None:
    """The thing, the place, the cure."""
    with pytest.raises(ScenarioError) as caught:
        said(text)
    assert message in caught.value.message
    assert cure in caught.value.cure
    assert caught.value.where.startswith("try.toml:")


@pytest.mark.parametrize(
    "text", ["", "format = 2", "format = true", "format = 1\n[[", "a = " + "[" * 5000, "x" + ".x" * 300]
)
def test_a_text_that_is_no_scenario_is_refused(text: str) -> None:
    """Whatever it is, in a sentence."""
    with pytest.raises(ScenarioError):
        read(text, "try.toml", HOME)


def test_a_file_is_bounded() -> None:
    """In bytes, and in tables of a kind."""
    with pytest.raises(ScenarioError, match="too large"):
        said("#" * 300_000)
    with pytest.raises(ScenarioError, match="100 is the most"):
        said('[[relocate]]\nparent = "ana"\ncommute = 5\n' * 101)


def test_the_reference_lists_every_key() -> None:
    """docs/reference/scenarios.md names each key of each table."""
    from tests.fitness.reading import ROOT

    page = (ROOT / "docs" / "reference" / "scenarios.md").read_text("utf-8")
    own = {key for table, keys in KEYS.items() if table not in ("hire", "moments") for key in keys}
    assert [key for key in sorted(own) if f"`{key}`" not in page and f"[{key}]" not in page] == []
