"""Other engines read the corpus too: what each says is written down, and where they outvote us there is a reason."""

from __future__ import annotations

import pytest

from tests.oracles.ask import AGREES, COMMANDS, REFUSES, OracleMissingError, answers
from tests.oracles.cases import Case, cases
from tests.oracles.vote import BEGIN, END, PAGE, outvoted, table, votes

ASKED = [one for one in cases() if one.said.get("asked", True)]


@pytest.mark.parametrize("oracle", COMMANDS)
def test_every_oracle_answers(oracle: str) -> None:
    """Each engine is installed, and has an answer to every calendar that is put to the vote."""
    assert set(answers(oracle)) == {one.name for one in ASKED}


@pytest.mark.parametrize("case", ASKED, ids=lambda one: one.name)
def test_the_votes_are_as_written(case: Case) -> None:
    """What the file says of each engine is what the engine says."""
    assert votes(case) == case.said["votes"]


def test_where_we_are_outvoted_there_is_a_reason() -> None:
    """We stand against the vote only with words for it, and every file kept from the vote says why."""
    without = [one for one in cases() if not one.said.get("because")]
    assert [one.name for one in without if outvoted(one, one.said.get("votes", {}))] == []
    assert [one.name for one in without if not one.said.get("asked", True)] == []


def test_must_means_that_others_read_it_so_too() -> None:
    """A case that every reader must read is read so by at least one engine that is not ours."""
    must = [one for one in ASKED if one.said["class"] == "must"]
    assert [one.name for one in must if AGREES not in one.said["votes"].values()] == []


def test_an_oracle_that_is_missing_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """No silent skip: who has no node is told how to get it."""
    monkeypatch.setitem(COMMANDS, "nobody", ["homecall-no-such-program"])
    with pytest.raises(OracleMissingError, match="make tools"):
        answers("nobody")


def test_the_table_in_the_docs_is_the_one_of_today() -> None:
    """docs/reference/corpus.md holds what `python -m tests.oracles.vote` would write."""
    text = PAGE.read_text("utf-8")
    assert text.partition(BEGIN)[2].partition(END)[0].strip() == table()
    assert REFUSES in text
