"""A family's own data: listed, taken along, erased."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from homecall.errors import SetupError
from homecall.web.family import store
from homecall.web.family.models import Family
from homecall.web.people import store as people
from homecall.web.people.models import User
from homecall.web.service.export import export, listed
from tests.web.made import Sitting


def test_an_export_holds_what_the_family_has(parent: Sitting, tmp_path: Path) -> None:
    """The file, its history, the plan in every form, what was dropped, who belongs to it."""
    store.revise(parent.family, store.newest(parent.family).text + "\n# x\n", "Ana", "A word.")
    export(parent.family, tmp_path / "out")
    names = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*")}
    assert {
        "household.toml",
        "history/00002.toml",
        "plan/plan.json",
        "plan/ana.ics",
        "uploads/feeds/qgenda.ics",
    } <= names
    assert (tmp_path / "out" / "household.toml").read_text() == store.newest(parent.family).text
    assert json.loads((tmp_path / "out" / "people.json").read_text())[0]["email"] == "ana@example.org"
    assert json.loads((tmp_path / "out" / "tables" / "family.Revision.json").read_text())[1]["said"] == "A word."


def test_an_export_holds_nothing_that_opens_a_door(parent: Sitting, tmp_path: Path) -> None:
    """No hash of a link or a code, no password."""
    _id, token = people.make_link(parent.family, "carer", "rosa", None)
    people.make_device(parent.family, "Kitchen")
    export(parent.family, tmp_path / "out")
    every = "".join(path.read_text(errors="replace") for path in (tmp_path / "out").rglob("*.json"))
    assert "Kitchen" in every
    assert people.hashed(token) not in every
    assert User.objects.get().password not in every


def test_an_export_holds_nothing_of_others(parent: Sitting, tmp_path: Path) -> None:
    """Another family's household is not in it."""
    other = store.create(store.newest(parent.family).text + "\n# somebody else's\n", "Zoe")
    export(parent.family, tmp_path / "out")
    assert not any("somebody else's" in path.read_text(errors="replace") for path in (tmp_path / "out").rglob("*.*"))
    assert [one.id for one in listed()] == [parent.family, other]


def test_an_export_spares_a_folder_that_holds_something(parent: Sitting, tmp_path: Path) -> None:
    """It might be last year's."""
    (tmp_path / "mine").write_text("")
    with pytest.raises(SetupError, match="something already"):
        export(parent.family, tmp_path)


def test_erasing_wants_to_be_meant(parent: Sitting) -> None:
    """Without --yes nothing goes; with it everything does, accounts that are nowhere else included."""
    call_command("families")
    with pytest.raises(SetupError, match="cannot be taken back"):
        call_command("erase", family=parent.family)
    assert Family.objects.exists()
    call_command("erase", family=parent.family, yes=True)
    assert not Family.objects.exists()
    assert not User.objects.exists()


def test_an_account_with_another_family_stays(parent: Sitting) -> None:
    """Only what was this family's goes."""
    other = store.create(store.newest(parent.family).text, "Ana")
    people.join(User.objects.get(), other)
    call_command("erase", family=parent.family, yes=True)
    assert User.objects.count() == 1


def test_a_family_that_is_not_there_is_a_sentence(db: None) -> None:
    """With the command that lists those that are."""
    with pytest.raises(SetupError, match="There is no family 77"):
        call_command("erase", family=77, yes=True)
