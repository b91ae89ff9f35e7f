"""What is kept comes back as it was."""

from __future__ import annotations

import dataclasses
import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homecall.errors import TimeError
from homecall.sources.base import Entry, Intake, Lost, matters
from homecall.sources.memory.held import Held
from homecall.sources.memory.identity import Identity
from homecall.sources.memory.state import Changed, State, intake_of, intake_text, state_of, state_text
from homecall.sources.web.ask import Validators
from homecall.spans.span import Span
from homecall.timeline.timeline import Reject
from homecall.tongue import Said, say
from tests.unit.sources.memory.feeds import FIRST, NOW, horizon

DAYS = st.dates(FIRST - timedelta(days=60), FIRST + timedelta(days=400))
SPANS = st.none() | st.builds(
    lambda start, length: Span(start, start + length), st.integers(NOW - 90_000, NOW + 90_000), st.integers(1, 5000)
)
ENTRIES = st.builds(Entry, st.text(max_size=8), DAYS, SPANS, st.text(max_size=5))
INTAKES = st.builds(
    Intake,
    st.lists(ENTRIES, max_size=8).map(tuple),
    st.lists(st.builds(Reject, st.text(), st.text(), st.text()), max_size=2).map(tuple),
    st.none() | DAYS,
    absent=st.booleans(),
    notes=st.lists(st.text(), max_size=2).map(tuple),
    lost=st.lists(st.builds(Lost, st.text(), DAYS, st.text()), max_size=2).map(tuple),
)


def nameless(intake: Intake) -> Intake:
    """The reading without identifiers."""
    return dataclasses.replace(intake, entries=tuple(dataclasses.replace(one, uid="") for one in intake.entries))


@given(INTAKES)
def test_a_reading_comes_back_whole(intake: Intake) -> None:
    """Entries, rejects, notes and all else; only identifiers are left behind."""
    assert intake_of(intake_text(intake)) == nameless(intake)


@given(INTAKES, st.integers(1, 60), st.integers(-50, 300))
def test_a_reading_is_cut_as_its_reader_would_cut_it(intake: Intake, days: int, later: int) -> None:
    """What comes back for a horizon is what matters to it, and no more."""
    asked = horizon(days=days, first=FIRST + timedelta(days=later))
    wanted = tuple(one for one in nameless(intake).entries if matters(one, asked))
    assert intake_of(intake_text(intake), asked).entries == wanted


def test_a_state_comes_back_whole() -> None:
    """With what is held and what changed."""
    held = Held(Identity("rota", "2026-11-03", "", "wards", 2), Entry("Wards", date(2026, 11, 3), None, "u"), NOW)
    known = State(1, 2, 3, FIRST, FIRST, "d", Validators('"1"', "m"), (held,), Changed(1, 2, 3), 4, "why", 5, 6)
    assert state_of(state_text(known)) == known


def test_a_sentence_comes_back_with_its_parts() -> None:
    """So that it can be said in another language later."""
    why = say("The server answered with error {code}.", code=503)
    known = State(1, 2, 3, FIRST, FIRST, "d", Validators('"1"', "m"), why=why)
    back = state_of(state_text(known)).why
    assert isinstance(back, Said)
    assert (back, back.parts) == (why, why.parts)


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", '{"~":"Held"}', '{"~":"os.system"}', '{"~":"Span","of":[2,1]}']
)
def test_anything_else_is_no_state(text: str) -> None:
    """Broken text is refused in a way that the caller expects."""
    with pytest.raises((ValueError, TypeError, KeyError, TimeError)):
        state_of(text)


def test_every_field_of_a_reading_is_kept() -> None:
    """A field that is added to a reading one day is kept without a word more here."""
    kept = json.loads(intake_text(Intake((), (), None)))["rest"]
    assert {one.name for one in dataclasses.fields(Intake)} <= set(kept)


@pytest.mark.parametrize(("first", "days", "covered"), [(0, 28, True), (-1, 28, False), (1, 28, False), (3, 7, True)])
def test_a_reading_covers_what_lies_in_its_days(first: int, days: int, *, covered: bool) -> None:
    """From the first through the last of them."""
    known = State(0, 0, 0, FIRST, FIRST + timedelta(days=27), "", Validators())
    assert known.covers(horizon(days=days, first=FIRST + timedelta(days=first))) is covered
