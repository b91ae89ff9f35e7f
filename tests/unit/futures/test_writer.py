"""A scenario is written as a file that says the same, whatever is in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from homecall.futures.codec import read
from homecall.futures.rotation import Cycle, Rotation
from homecall.futures.scenario import (
    AddHours,
    AddMoment,
    AddWork,
    ChangeIncome,
    DropMoment,
    DropWork,
    Edit,
    Hire,
    LetGo,
    MoreHours,
    MoveWork,
    Relocate,
    ScaleWork,
    Scenario,
)
from homecall.futures.writer import write
from homecall.household.codec.keys import SHIFT_KINDS
from homecall.spans.wall import Clock, Weekly
from homecall.timeline.period import Kind, Overrun
from tests.unit.helpers import ANA, BEN, carer, household, moment

HOME = replace(household(parents=(ANA, BEN), carers=(carer(),)), moments=(moment("Mon-Sun 19:00-19:45"),))
OFF = (Kind.LEAVE, Kind.MARKER)

parents = st.sampled_from(("ana", "ben"))
titles = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=12).filter(str.strip)
days = st.frozensets(st.integers(0, 6), min_size=1)
starts = st.builds(Clock, st.integers(0, 1439))
ends = st.builds(Clock, st.integers(0, 1440), st.integers(0, 1))
kinds = st.sampled_from([Kind(one) for one in SHIFT_KINDS])
sums = st.floats(-9e5, 9e5).filter(bool)
later = st.integers(-27, 27)
weeklies = st.tuples(st.builds(Weekly, days, starts, ends))
pairs = st.tuples(st.floats(1, 200), st.floats(0, 200)).map(lambda two: (two[0], two[0] + two[1]))


def moved(edit: MoveWork) -> bool:
    """Whether a move says where to."""
    return edit.start is not None or edit.end is not None or edit.later != 0


EDITS: tuple[st.SearchStrategy[Edit], ...] = (
    st.builds(DropWork, parents, titles, days),
    st.just(LetGo("rosa")),
    st.just(DropMoment("talk")),
    st.builds(AddWork, parents, titles, days, starts, ends, kinds, st.integers(1, 52)),
    st.builds(AddHours, parents, titles, st.floats(-120, 120)),
    st.builds(MoveWork, parents, titles, days, st.none() | starts, st.none() | ends, later).filter(moved),
    st.builds(ScaleWork, parents, titles, st.floats(0, 1), days),
    st.floats(0, 90).map(lambda rate: Hire(carer("Mon-Fri 07:00-17:00", id="sam", rate=rate, guaranteed=12.5))),
    st.builds(MoreHours, st.just("rosa"), weeklies, st.just(()) | weeklies, st.floats(0, 100)),
    st.builds(Relocate, parents, st.integers(0, 200)),
    st.builds(ChangeIncome, parents, sums),
    st.just(AddMoment(moment("Sat 10:00-12:00", id="walk", title="A “walk”", goal=1))),
)
ROTATIONS = st.builds(
    Rotation, parents, titles, kinds, starts, ends, st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.builds(Cycle, st.integers(1, 60), st.integers(0, 60)), days, st.none() | pairs.map(lambda two: Overrun(*two)),
).map(lambda one: replace(one, start=Clock(0), end=Clock(0, 1)) if one.kind in OFF else one)  # fmt: skip


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Any scenario of the family, its edits in the order in which a file has them; of each kind one or none."""
    edits = tuple(draw(one) for one in EDITS if draw(st.booleans()))
    overruns = {f"{draw(parents)}/{draw(kinds)}": pair for pair in draw(st.lists(pairs, max_size=2))}
    shocks = draw(st.dictionaries(st.sampled_from(("bad_night", "clinic_cancelled")), st.floats(0, 1)))
    incomes = draw(st.dictionaries(parents, st.floats(0, 1e6)))
    rotations = tuple(draw(st.lists(ROTATIONS, max_size=3)))
    return Scenario(draw(titles), edits, rotations, incomes, shocks, overruns, draw(st.floats(0, 0.99)))


@settings(max_examples=60, deadline=None)
@given(scenarios())
def test_a_scenario_comes_back_as_it_went_out(scenario: Scenario) -> None:
    """Every kind of change, every number to its last digit; and writing it again changes no letter."""
    text = write(scenario)
    found = read(text, "try.toml", HOME)
    assert found == scenario
    assert write(found) == text


def test_edits_stand_in_the_order_in_which_they_are_done() -> None:
    """However they were put together."""
    text = write(Scenario("Both", (Relocate("ana", 5), DropWork("ana", "Clinic"))))
    assert text.index("[[drop]]") < text.index("[[relocate]]")
    assert text.startswith('format = 1\nname = "Both"\n')
