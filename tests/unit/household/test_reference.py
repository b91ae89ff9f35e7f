"""The page that explains the household file keeps up with the reader."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

import pytest

from homecall.household.carers import CARER_KINDS
from homecall.household.codec import keys, read
from homecall.household.moments import IMPORTANCES
from homecall.household.prices import Prices

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "household.md").read_text("utf-8")
SECTIONS = {part.partition("\n")[0].strip("` []"): part for part in PAGE.split("\n## ")[1:]}


@pytest.mark.parametrize("table", keys.KEYS)
def test_every_key_stands_in_the_section_of_its_table(table: str) -> None:
    """Each key that the reader knows has a row, and no row speaks of a key that it does not know."""
    rows = re.findall(r"^\| `(\w+)` \|", SECTIONS[table], re.MULTILINE)
    assert rows == list(keys.KEYS[table])


@pytest.mark.parametrize(
    "words",
    [keys.SOURCE_KINDS, keys.SHIFT_KINDS, keys.WORK_RULES, keys.LABOUR_PACKS, CARER_KINDS, IMPORTANCES],
)
def test_every_word_to_choose_from_is_on_the_page(words: tuple[str, ...]) -> None:
    """Each kind, pack and importance is named."""
    assert [word for word in words if f"`{word}`" not in PAGE] == []


@pytest.mark.parametrize("table", keys.MOST)
def test_the_page_names_the_limits(table: str) -> None:
    """How many tables of a kind there may be is said in their section."""
    assert f"At most {keys.MOST[table]} " in SECTIONS[table]


def test_the_page_names_the_prices() -> None:
    """The default of each price is the one that holds."""
    rows = re.findall(r"^\| `(\w+)` \| money \| ([\d.]+) \|", SECTIONS["prices"], re.MULTILINE)
    assert {key: float(value) for key, value in rows} == asdict(Prices())


def test_the_smallest_file_of_the_page_reads() -> None:
    """The file that the page begins with is a household."""
    found = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    assert read(found[1], "household.toml").name
