"""A form that was sent, on its way into the household: refused at its field, met by somebody else's change, or kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from homecall.errors import HomecallError, HouseholdError
from homecall.household.changes import changes, summary
from homecall.household.codec import read, write
from homecall.household.codec.lines import lines_of
from homecall.household.household import Household
from homecall.web.editing import spots
from homecall.web.editing.inputs import Raw
from homecall.web.editing.sheet import Field, Sheet, fields_about, filled, sent, shown
from homecall.web.editing.sheets import SHEETS
from homecall.web.family import store
from homecall.web.family.store import Kept

_LINE = re.compile(r":(\d+)$")


@dataclass(frozen=True, slots=True)
class Edit:
    """A form as it stands: which thing, seen in which revision, and what is in its fields.

    `refused` has the reason by field, "" for the whole. `theirs` has what somebody else wrote meanwhile, by field.
    `said` is what they changed.
    """

    kind: str
    key: str
    number: int
    raws: Mapping[str, Raw]
    home: Household
    refused: Mapping[str, HomecallError]
    theirs: Mapping[str, str]
    said: tuple[str, ...] = ()
    by: str = ""

    @property
    def sheet(self) -> Sheet:
        """The form's fields."""
        return SHEETS[self.kind]

    @property
    def new(self) -> bool:
        """Whether the thing is not there yet."""
        return spots.get(self.home, self.kind, self.key) is None


@dataclass(frozen=True, slots=True)
class Done:
    """A form that was kept: the key of its thing, what changed (which may be nothing), and the revision that holds."""

    key: str
    said: str
    number: int


def opened(kept: Kept, kind: str, key: str) -> Edit | None:
    """The form of a thing as it is now, or of a new one; None where the key means nothing."""
    home = kept.household
    thing = spots.get(home, kind, key)
    if thing is None and not _may_add(home, kind, key):
        return None
    sheet = SHEETS[kind]
    return Edit(kind, key, kept.number, shown(sheet, thing or sheet.blank(home)), home, {}, {})


def _may_add(home: Household, kind: str, key: str) -> bool:
    if kind in spots.ALONE:
        return False
    return key == "" or (key.endswith(".") and bool(spots.SHELVES[kind].inside) and _owned(home, kind, key))


def _owned(home: Household, kind: str, key: str) -> bool:
    return spots.things(home, kind, key) is not None


def save(family: int, by: str, kind: str, key: str, data: Mapping[str, Any], expected: int) -> Edit | Done | None:
    """Keep what was sent for a thing as it was seen in revision `expected`, or give back the form with what is wrong.

    Where somebody else changed the same thing meanwhile, the form comes back with both, and nothing of either is lost;
    where they changed another thing, both changes hold. A new thing that is sent twice is kept once. None where there
    never was such a thing. Raises HouseholdError for a family that is gone.
    """
    newest = store.newest(family)
    base = newest if expected == newest.number else store.at(family, expected) or newest
    raws = sent(SHEETS[kind], data)
    if base.number != newest.number:
        met = _met(base, newest, kind, key, raws)
        if isinstance(met, Edit):
            return met
        key = met
    if opened(newest, kind, key) is None:
        return None
    edit = Edit(kind, key, newest.number, raws, newest.household, {}, {})
    tried = _tried(edit)
    if isinstance(tried, Edit):
        return tried
    twice = _twice(base.household, edit, tried) if edit.new else None
    return _kept(family, by, edit, tried) if twice is None else Done(twice, "", newest.number)


def _twice(base: Household, edit: Edit, tried: tuple[Household, str]) -> str | None:
    """The key of a new thing that was kept since `base` and says the same: the form is sent once more. None if not."""
    after, key = tried
    thing, kind, shelf = spots.get(after, edit.kind, key), edit.kind, spots.SHELVES[edit.kind]
    old = spots.things(base, kind, edit.key) or ()
    for at, one in enumerate(spots.things(edit.home, kind, edit.key) or ()):
        if one not in old and (replace(one, id=thing.id) if shelf.has_ids else one) == thing:
            return str(one.id) if shelf.has_ids else f"{edit.key}{at}"
    return None


def _met(base: Kept, newest: Kept, kind: str, key: str, raws: Mapping[str, Raw]) -> Edit | str:
    """The key of the thing now, where nobody else touched it; else the form with what both wrote."""
    before, now = base.household, newest.household
    was = spots.get(before, kind, key)
    if was is None:
        return key
    key = spots.moved(before, now, kind, key)
    found = spots.get(now, kind, key)
    sheet = SHEETS[kind]
    if found is not None and shown(sheet, found) == shown(sheet, was):
        return key
    said = changes(before, now)
    edit = Edit(kind, key, newest.number, raws, now, {}, {}, said, newest.by)
    return edit if found is None else replace(edit, **_both(sheet, raws, was, found, now))


def _both(sheet: Sheet, raws: Mapping[str, Raw], was: Any, found: Any, now: Household) -> dict[str, Any]:
    """What I wrote where I wrote something, theirs elsewhere; and theirs again beside mine where the two differ."""
    old, new = shown(sheet, was), shown(sheet, found)
    mine = {name: raw for name, raw in raws.items() if raw != old[name]}
    met = [one for one in sheet.fields if one.name in mine and new[one.name] not in (old[one.name], mine[one.name])]
    theirs = {one.name: one.codec.words(one.value(found), now) for one in met}
    return {"raws": {**new, **mine}, "theirs": theirs}


def _tried(edit: Edit) -> Edit | tuple[Household, str]:
    """The household with the thing in it, and the thing's key; or the form with the reasons why it cannot be."""
    before = spots.get(edit.home, edit.kind, edit.key) or edit.sheet.blank(edit.home)
    done = filled(edit.sheet, edit.raws, before, edit.home)
    if done.refused:
        return replace(edit, refused=done.refused)
    thing, key = done.thing, edit.key
    if edit.new and spots.SHELVES[edit.kind].has_ids:
        key = spots.fresh_id(edit.home, edit.kind, getattr(thing, "name", "") or thing.title)
        thing = replace(thing, id=key)
    elif edit.new:
        key = f"{key}{len(spots.things(edit.home, edit.kind, key) or ())}"
    refused = _refused(edit, thing, before, key)
    return replace(edit, refused=refused) if refused else (spots.put(edit.home, edit.kind, edit.key, thing), key)


def _refused(edit: Edit, thing: Any, before: Any, key: str) -> dict[str, HomecallError]:
    """Why the household codec refuses the thing, at each field: what is refused gives way to what was there before."""
    refused: dict[str, HomecallError] = {}
    for _round in edit.sheet.fields:
        after = spots.put(edit.home, edit.kind, edit.key, thing)
        try:
            check(after)
        except HouseholdError as error:
            field, wrong = refusal(edit, after, key, error)
            if field is None or field.name in refused:
                # Of one that has given way already, the first reason counts.
                return refused or {"": wrong}
            refused[field.name] = wrong
            thing = field.with_value(thing, field.value(before))
        else:
            break
    return refused


def check(home: Household) -> None:
    """Raises HouseholdError, with the line of the text that `write` makes, for a household that cannot be."""
    read(write(home), store.WHERE)


def refusal(edit: Edit, after: Household, key: str, error: HouseholdError) -> tuple[Field | None, HouseholdError]:
    """The field that an error names, None for the whole form, and the error in the words of the form."""
    line = _LINE.search(error.where)
    stem = spots.path(after, edit.kind, key)
    found = [path for path, at in lines_of(write(after)).items() if line and at == int(line[1])]
    keys = [str(path[len(stem)]) for path in found if path[: len(stem)] == stem and len(path) > len(stem)]
    fields = [field for one in keys for field in fields_about(edit.sheet, one)]
    return (fields[0] if fields else None), in_words(edit.sheet, error)


def in_words(sheet: Sheet, error: HouseholdError) -> HouseholdError:
    """The error with the labels of the form in place of keys of the file, and without the file's line."""
    labels = {f'"{key}"': f"“{field.label}”" for field in sheet.fields for key in field.about}
    message, cure = error.message, error.cure
    for key, label in labels.items():
        message, cure = message.replace(key, label), cure.replace(key, label)
    # A cure that shows how a line is written is none for a form.
    return HouseholdError(message, cure="" if " = " in cure else cure.replace("the line out", "it empty"))


def _kept(family: int, by: str, edit: Edit, tried: tuple[Household, str]) -> Edit | Done:
    after, key = tried
    if after == edit.home:
        return Done(key, "", edit.number)
    said = summary(edit.home, after)
    try:
        number = store.revise(family, write(after), by, said, expected=edit.number)
    except HouseholdError as error:
        return replace(edit, refused={"": error})
    return Done(key, said, number)


@dataclass(frozen=True, slots=True)
class Removal:
    """What comes of taking a thing away: the household that is left, in sentences; or why it cannot be."""

    number: int
    said: tuple[str, ...]
    left: Household
    refused: HomecallError | None = None


def removal(kept: Kept, kind: str, key: str) -> Removal | None:
    """What taking a thing away would mean; None where it is not there."""
    home = kept.household
    if kind in spots.ALONE or spots.get(home, kind, key) is None:
        return None
    left = spots.remove(home, kind, key)
    try:
        check(left)
    except HouseholdError as error:
        wrong = HouseholdError(error.message, cure=_("Add another one first, if you want this one to go."))
        return Removal(kept.number, changes(home, left), left, wrong)
    return Removal(kept.number, changes(home, left), left)
