"""A form that is opened and sent changes nothing, and there is a form for everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest
from django.template.loader import render_to_string
from hypothesis import HealthCheck, given, settings

from homecall.household.carers import Carer
from homecall.household.codec import read, write
from homecall.household.codec.keys import KEYS, LABOUR_PACKS, LAYOUTS, SHIFT_KINDS, SOURCE_KINDS, WORK_RULES
from homecall.household.gates import Gates
from homecall.household.household import Household
from homecall.household.moments import Moment, Usual
from homecall.household.people import Child, Parent, ShiftMeaning, SourceSpec
from homecall.household.places import Place
from homecall.household.prices import Prices
from homecall.web.editing import spots
from homecall.web.editing.inputs import of_field
from homecall.web.editing.pages import address, thing_page
from homecall.web.editing.saving import opened
from homecall.web.editing.sheet import filled, sent
from homecall.web.editing.sheets import SHEETS, schedules
from homecall.web.editing.sheets.adults import LABOUR_PACKS as PACK_LABELS
from homecall.web.editing.sheets.adults import SHIFT_KINDS as KIND_LABELS
from homecall.web.editing.sheets.adults import WORK_RULES as RULE_LABELS
from homecall.web.family.store import Kept
from tests.unit.household.households import households
from tests.web.editing.browser import form
from tests.web.editing.kept import kept_of

SLOW = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
ELSEWHERE = {
    "id": "made from the name, and kept, for plans and links speak of it",
    "schedule": "each has a page of its own",
    "places": "each has a page of its own",
    "shifts": "each has a page of its own",
    "parents": "each has a page of its own",
    "children": "each has a page of its own",
    "carers": "each has a page of its own",
    "moments": "each has a page of its own",
    "usual": "each has a page of its own",
    "prices": "a page of their own",
    "gates": "a page of their own",
    "schedules": "only known while a plan runs",
    "marks": "only known while a plan runs",
    "away": "only known while a plan runs",
    "agreed": "only known while a plan runs",
    "shut": "only known while a plan runs",
    "offered": "only known while a plan runs",
    "worked": "only known while a plan runs",
    "since": "only known while a plan runs",
    "own": "told to the app by a person for themself, and in no file",
}
FORMS: dict[type, tuple[str, ...]] = {
    Household: ("family",),
    Parent: ("parent",),
    SourceSpec: ("schedule",),
    ShiftMeaning: ("shift",),
    Child: ("child",),
    Place: ("place",),
    Carer: ("carer",),
    Moment: ("moment", "ritual"),
    Usual: ("usual",),
    Prices: ("prices",),
    Gates: ("gates",),
}


def everything(home: Household) -> Iterator[tuple[str, str]]:
    """Kind and key of each thing that has a form."""
    yield from (("family", ""), ("prices", ""), ("gates", ""))
    yield from (("parent", one.id) for one in home.parents)
    yield from (("child", one.id) for one in home.children)
    yield from (("carer", one.id) for one in home.carers)
    yield from (("moment" if one.dated else "ritual", one.id) for one in home.moments)
    yield from (("usual", str(n)) for n in range(len(home.usual)))
    yield from (("place", f"{one.id}.{n}") for one in home.children for n in range(len(one.places)))
    yield from (("shift", f"{one.id}.{n}") for one in home.parents for n in range(len(one.shifts)))
    yield from (("schedule", f"{one.id}.{n}") for one in home.parents for n in range(len(one.schedule)))


def untouched(kept: Kept, kind: str, key: str) -> dict[str, list[str]]:
    """What a browser sends where a page is opened and its button pressed."""
    edit = opened(kept, kind, key)
    assert edit is not None
    return form(render_to_string("editing/thing.html", {"page": thing_page(edit)}), address(kind, key))


@SLOW
@given(home=households())
def test_a_form_that_is_sent_untouched_gives_the_same_household(home: Household) -> None:
    """Rendered as a page, read as a browser reads it, sent back: identical to the last bit."""
    kept = kept_of(write(home))
    for kind, key in everything(home):
        thing = spots.get(home, kind, key)
        done = filled(SHEETS[kind], sent(SHEETS[kind], untouched(kept, kind, key)), thing, home)
        assert not done.refused, (kind, key, done.refused)
        assert spots.put(home, kind, key, done.thing) == home, (kind, key)


@SLOW
@given(home=households())
def test_what_is_shown_means_what_it_was(home: Household) -> None:
    """Each codec read without knowing what was there before, as if every field had been typed anew."""
    for kind, key in everything(home):
        thing, data = spots.get(home, kind, key), untouched(kept_of(write(home)), kind, key)
        for field in SHEETS[kind].fields:
            again = field.codec.parse(of_field(field.name, data), field.value(thing), home)
            assert field.codec.show(again) == field.codec.show(_stripped(field.value(thing))), (kind, field.name)


def _stripped(value: Any) -> Any:
    """Typed text loses the space around it."""
    if isinstance(value, tuple) and all(isinstance(one, str) for one in value):
        return tuple(one.strip() for one in value)
    return value.strip() if isinstance(value, str) else value


@SLOW
@given(home=households())
def test_file_and_forms_agree(home: Household) -> None:
    """The text that all forms together leave behind is the text that was there."""
    text = write(home)
    now = home
    for kind, key in everything(home):
        done = filled(
            SHEETS[kind], sent(SHEETS[kind], untouched(kept_of(text), kind, key)), spots.get(now, kind, key), now
        )
        now = spots.put(now, kind, key, done.thing)
    assert write(now) == text
    assert read(write(now), "household.toml") == home


@pytest.mark.parametrize("kind", FORMS)
def test_every_field_of_a_household_is_in_a_form(kind: type) -> None:
    """A new field cannot be forgotten: it is asked for, or its reason stands above."""
    asked = {attr for name in FORMS[kind] for field in SHEETS[name].fields for attr in field.sets}
    assert {one.name for one in fields(kind)} - asked <= set(ELSEWHERE)


def test_every_key_of_the_file_is_in_a_form() -> None:
    """An error at a key has a field to stand at."""
    tables = {"moments": ("moment", "ritual"), "carers": ("carer",), "children.places": ("place",), "usual": ("usual",)}
    tables |= {"parents.schedule": ("schedule",), "parents.shifts": ("shift",)}
    tables |= {"children": ("child",), "parents": ("parent",), "prices": ("prices",), "gates": ("gates",)}
    for table, forms in tables.items():
        about = {key for one in forms for field in SHEETS[one].fields for key in field.about}
        assert set(KEYS[table]) - about <= set(ELSEWHERE), table


def test_every_word_that_may_be_chosen_has_a_label() -> None:
    """What the file knows can be chosen, and nothing else."""
    assert set(RULE_LABELS) == set(WORK_RULES)
    assert set(PACK_LABELS) == set(LABOUR_PACKS)
    assert set(KIND_LABELS) == set(SHIFT_KINDS)
    assert set(schedules.SOURCE_KINDS) == set(SOURCE_KINDS)
    assert set(schedules.LAYOUTS) == {"", *LAYOUTS}
