"""What is said remembers its parts, and can be said once more to somebody else."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Iterator
from gettext import NullTranslations

import pytest

from homecall.plan.voice import either, listed, together
from homecall.tongue import (
    Said,
    Tongue,
    again,
    clock,
    joined,
    parts_of,
    say,
    say_n,
    speaking,
    with_parts,
)

TURNED = {
    "{name} comes at {time}.": "A las {time} viene {name}.",
    "{time} pm": "{time} p. m.",
    "{first} and {last}": "{first} y {last}",
    "{count} day": "{count} día",
    "{count} days": "{count} días",
}


class Spanish(NullTranslations):
    """A few sentences in another language."""

    def gettext(self, message: str) -> str:
        """The sentence there, where there is one."""
        return TURNED.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The sentence for so many."""
        return self.gettext(msgid1 if n == 1 else msgid2)


def come() -> Said:
    """A sentence with a name and a time, said in English."""
    return say("{name} comes at {time}.", name=listed(["Rosa", "Joan"]), time=clock(18, 30, "America/Chicago"))


@pytest.fixture
def abroad() -> Iterator[None]:
    """A reader of the other language who counts to 24."""
    with speaking(Tongue("es", 24, Spanish())):
        yield


ENGLISH = come()
"""As the worker says it, before anybody reads."""


def test_a_text_is_the_text() -> None:
    """Whoever asks for no parts sees none."""
    assert ENGLISH == "Rosa and Joan comes at 6:30 pm."
    assert json.dumps({"why": ENGLISH}) == '{"why": "Rosa and Joan comes at 6:30 pm."}'


def test_it_is_said_again_by_another_clock_in_another_language(abroad: None) -> None:
    """With all that is inside it."""
    assert again(ENGLISH) == "A las 18:30 viene Rosa y Joan."


def test_a_text_without_parts_stays(abroad: None) -> None:
    """Nobody knows what it was made of."""
    assert again("Rosa comes at 6:30 pm.") == "Rosa comes at 6:30 pm."


def test_parts_survive_being_written(abroad: None) -> None:
    """As JSON has them."""
    kept = json.loads(json.dumps(parts_of([ENGLISH, "plain"])))
    assert set(kept) == {str(ENGLISH)}
    assert with_parts(str(ENGLISH), kept) == "A las 18:30 viene Rosa y Joan."


@pytest.mark.parametrize("copied", [copy.deepcopy(ENGLISH), pickle.loads(pickle.dumps(ENGLISH))])
def test_a_copy_keeps_its_parts(copied: Said, abroad: None) -> None:
    """Another process gets them too."""
    assert again(copied) == "A las 18:30 viene Rosa y Joan."


@pytest.mark.parametrize(
    "parts",
    [[], ["sing"], ["say"], ["say", "{name}", {"x": 1}], ["clock", 30, 0, "UTC", True, 1], ["say", "m", []], None],
)
def test_parts_of_another_version_are_no_parts(parts: list[object] | None) -> None:
    """Then the text is read as it was kept."""
    assert with_parts("kept", {"kept": parts} if parts is not None else {}) == "kept"


@pytest.mark.parametrize(("count", "said"), [(1, "1 día"), (2, "2 días")])
def test_counts_are_counted_again(count: int, said: str, abroad: None) -> None:
    """One and many are other words there."""
    with speaking(Tongue()):
        english = say_n("{count} day", "{count} days", count)
    assert again(english) == said


def test_joined_texts_keep_their_parts(abroad: None) -> None:
    """What lies between stays."""
    with speaking(Tongue()):
        both = joined(" ", [come(), "Really."])
    assert again(both) == "A las 18:30 viene Rosa y Joan. Really."


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (listed(["a"]), "a"),
        (listed(["a", "b", "c"]), "a, b and c"),
        (together(["a", "b", "c"]), "a and b and c"),
        (either(["a", "b"]), "a or b"),
    ],
)
def test_lists_are_said_as_lists(said: str, text: str) -> None:
    """One, two or three."""
    assert said == text
