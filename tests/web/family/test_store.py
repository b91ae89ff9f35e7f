"""A family's household between its rows and the core."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from homecall.errors import HouseholdError
from homecall.household.codec import write
from homecall.household.household import Household
from homecall.web import world
from homecall.web.family import store
from homecall.web.family.models import Family, Revision, Upload
from homecall.web.jobs import store as jobs
from tests.unit.household.households import households
from tests.web.made import SMALL

pytestmark = pytest.mark.django_db
PROPERTY = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)


def renamed(name: str, by: str = "Ana") -> int:
    """A new family, changed once."""
    family = store.create(SMALL, "Ana")
    store.change(family, lambda home: replace(home, name=name), by, f"The name is {name} now.")
    return family


@PROPERTY
@given(household=households())
def test_a_household_survives_its_rows(household: Household) -> None:
    """File to rows to file: the text is the same to the letter, and the household the same to the last key."""
    text = write(household)
    family = store.create(text, "Ana")
    assert store.newest(family).text == text
    assert store.newest(family).household == household


@PROPERTY
@given(household=households())
def test_an_edit_that_changes_nothing_is_no_revision(household: Household) -> None:
    """Rows to household to rows: what the forms write is what the file says."""
    family = store.create(write(household), "Ana")
    store.change(family, lambda same: same, "Ben", "Nothing.")
    assert store.newest(family).number == 1


@pytest.mark.parametrize("text", [f"# ours\r\n{SMALL}", f"{SMALL}\n\n# the end", SMALL.replace("Home", "Ærø 😀")])
def test_an_imported_file_is_kept_to_the_letter(text: str) -> None:
    """Comments, line ends and letters of any language."""
    assert store.newest(store.create(text, "Ana")).text == text


def test_a_change_is_a_revision_with_its_writer() -> None:
    """The history says who changed what, newest first."""
    family = renamed("Us")
    assert [(one.number, one.by, one.said) for one in store.history(family)] == [
        (2, "Ana", "The name is Us now."),
        (1, "Ana", "The household was created."),
    ]


def test_undo_gives_back_the_text_before() -> None:
    """Taking back is a change as well, and has its line in the history."""
    family = renamed("Us")
    store.undo(family, "Ben")
    assert store.newest(family).text == SMALL
    assert store.newest(family).said == "Taken back: The name is Us now."


def test_an_undo_can_be_undone() -> None:
    """Whoever took back too much has it again."""
    family = renamed("Us")
    store.undo(family, "Ben")
    store.undo(family, "Ben")
    assert store.newest(family).household.name == "Us"


def test_the_first_revision_cannot_be_taken_back() -> None:
    """There is nothing before it."""
    with pytest.raises(HouseholdError, match="no change to take back"):
        store.undo(store.create(SMALL, "Ana"), "Ana")


def test_a_text_that_cannot_be_changes_nothing() -> None:
    """What is refused is refused whole."""
    family = store.create(SMALL, "Ana")
    with pytest.raises(HouseholdError, match="time zone"):
        store.revise(family, SMALL.replace("America/Chicago", "Mars"), "Ana", "Moved.")
    assert store.newest(family).number == 1


def test_letters_that_no_file_can_hold_are_refused() -> None:
    """Half of a letter pair is no text, and would break the database later."""
    with pytest.raises(HouseholdError, match="not UTF-8"):
        store.create(SMALL.replace("Home", "\ud800"), "Ana")


def test_two_writers_do_not_overwrite_each_other() -> None:
    """Whoever saves second is told what the first has changed."""
    family = renamed("Us", by="Ben")
    with pytest.raises(HouseholdError, match="Ben has changed the household meanwhile: The name is Us now"):
        store.revise(family, SMALL.replace("Home", "We"), "Ana", "Renamed.", expected=1)


def test_every_change_asks_for_a_plan() -> None:
    """And nothing else does: the same text again is no reason."""
    family = renamed("Us")
    store.revise(family, store.newest(family).text, "Ana", "Saved again.")
    claim = jobs.claim("one", world.now())
    assert claim is not None
    assert claim.wanted == 2


def test_a_file_takes_the_place_of_the_one_before() -> None:
    """A roster that is dropped again is the newer one."""
    family = store.create(SMALL, "Ana")
    store.keep_upload(family, "ana.csv", b"one")
    store.keep_upload(family, "ana.csv", b"two")
    assert store.shelf(family) == {"ana.csv": b"two"}


def test_files_have_a_limit_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disc is not filled by one family; what was there stays."""
    monkeypatch.setattr(store, "LARGEST_UPLOADS", 5)
    family = store.create(SMALL, "Ana")
    store.keep_upload(family, "a", b"123")
    with pytest.raises(HouseholdError, match="no room"):
        store.keep_upload(family, "b", b"456")
    assert set(store.shelf(family)) == {"a"}


def test_an_erased_family_leaves_no_row() -> None:
    """Whatever hangs on a family goes with it, and another family stays."""
    family, other = renamed("Us"), store.create(SMALL, "Else")
    store.keep_upload(family, "ana.csv", b"one")
    store.erase(family)
    assert list(Family.objects.values_list("pk", flat=True)) == [other]
    assert set(Revision.objects.values_list("family", flat=True)) == {other}
    assert not Upload.objects.exists()


def test_a_family_that_is_gone_is_said() -> None:
    """A page that was left open over it gets a sentence."""
    family = store.create(SMALL, "Ana")
    store.erase(family)
    with pytest.raises(HouseholdError, match="not here any more"):
        store.change(family, lambda same: same, "Ana", "Late.")
    assert store.about(family) is None


def test_an_older_revision_can_be_had_again() -> None:
    """To the letter, as a new revision that says which."""
    family = renamed("Us")
    store.change(family, lambda home: replace(home, name="We"), "Ben", "The name is We now.")
    store.go_back(family, 2, "Ana", expected=3)
    assert store.newest(family).household.name == "Us"
    assert store.newest(family).said == "Back to version 2: The name is Us now."


def test_a_revision_that_was_never_made_cannot_be_had() -> None:
    """Nor can that of another family."""
    family = store.create(SMALL, "Ana")
    renamed("Else")
    assert store.at(family, 2) is None
    with pytest.raises(HouseholdError, match="not here"):
        store.go_back(family, 2, "Ana")


def test_an_undo_of_a_change_that_is_not_the_last_is_refused() -> None:
    """Whoever pressed the button had seen another one."""
    family = renamed("Us", by="Ben")
    with pytest.raises(HouseholdError, match="Ben has changed the household"):
        store.undo(family, "Ana", expected=1)
    assert store.newest(family).household.name == "Us"


def test_the_history_can_be_read_on() -> None:
    """The page before a number, newest first."""
    family = renamed("Us")
    assert [one.number for one in store.history(family, 5, before=2)] == [1]
