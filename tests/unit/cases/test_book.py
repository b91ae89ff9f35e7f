"""The book of families: what it lists, where it finds them, how it copies them."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path

import pytest

from homecall.cases.book import CASES, Case, case, copy, folder

ORDER = [
    "two-residents",
    "home-call-and-resident",
    "single-parent-au-pair",
    "six-children",
    "clock-change",
    "nobody-to-help",
    "stopped-feed",
]
EACH = pytest.mark.parametrize("one", CASES, ids=lambda one: one.name)


def test_the_demo_family_comes_first_and_none_is_missing() -> None:
    """The book lists the seven families in the order of the docs."""
    assert [one.name for one in CASES] == ORDER


def test_every_folder_on_disk_is_in_the_book() -> None:
    """A family cannot lie in the package unlisted."""
    home = folder("two-residents").parent
    assert sorted(path.parent.name for path in home.glob("*/household.toml")) == sorted(ORDER)


def test_a_family_is_found_by_its_name() -> None:
    """The name gives the entry of the book."""
    assert case("nobody-to-help").weeks == 2


@EACH
def test_every_family_has_a_household_and_feeds(one: Case) -> None:
    """Each folder holds the household file and at least one feed."""
    assert (folder(one.name) / "household.toml").is_file()
    assert list((folder(one.name) / "feeds").iterdir())


@EACH
def test_every_family_is_planned_from_a_monday_on_the_evening_before(one: Case) -> None:
    """The first day is a Monday, and `now` is six in the evening of the Sunday before it."""
    now = datetime.fromisoformat(one.now)
    assert one.start.weekday() == 0
    assert (one.start - now.date()).days == 1
    assert now.hour == 18
    assert now.tzinfo is not None


@EACH
def test_every_feed_is_named_by_its_household(one: Case) -> None:
    """No feed lies about unused, and none that is named is missing."""
    text = (folder(one.name) / "household.toml").read_text("utf-8")
    feeds = {f"feeds/{path.name}" for path in (folder(one.name) / "feeds").iterdir()}
    household = tomllib.loads(text)
    named = {spec["path"] for parent in household["parents"] for spec in parent["schedule"]}
    named |= {p["closed_from"] for c in household["children"] for p in c.get("places", []) if "closed_from" in p}
    assert named == feeds


@EACH
def test_every_sentence_is_one_sentence(one: Case) -> None:
    """What the demo says of a family fits on one line of a page and ends with a full stop."""
    assert one.sentence.endswith(".")
    assert len(one.sentence) <= 120
    assert one.title
    assert not one.title.endswith(".")


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    """The refusal lists the families."""
    with pytest.raises(LookupError, match=r"called 'two-surgeons'.*two-residents"):
        folder("two-surgeons")


def test_a_copy_holds_the_same_bytes(tmp_path: Path) -> None:
    """Household and feeds arrive as they are, carriage returns included, and the household file is given back."""
    there = copy("two-residents", tmp_path / "ours")
    assert there == tmp_path / "ours" / "household.toml"
    source = folder("two-residents")
    for path in source.rglob("*.*"):
        assert (tmp_path / "ours" / path.relative_to(source)).read_bytes() == path.read_bytes()


def test_a_copy_may_join_other_files(tmp_path: Path) -> None:
    """A folder that is there already is used, and what else it holds stays."""
    (tmp_path / "notes.txt").write_text("milk", "utf-8")
    assert copy("clock-change", tmp_path).is_file()
    assert (tmp_path / "notes.txt").read_text("utf-8") == "milk"


def test_a_copy_never_overwrites(tmp_path: Path) -> None:
    """Where a household file is already, nothing at all is copied."""
    (tmp_path / "household.toml").write_text("ours", "utf-8")
    with pytest.raises(FileExistsError, match=r"household\.toml is there already"):
        copy("clock-change", tmp_path)
    assert (tmp_path / "household.toml").read_text("utf-8") == "ours"
    assert not (tmp_path / "feeds").exists()
