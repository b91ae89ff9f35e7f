"""The vocabulary of rosters, read from the file beside this one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache
from importlib.resources import files

from homecall.household.people import ShiftMeaning
from homecall.spans.wall import Clock, parse_days
from homecall.timeline.period import ON_SITE, Kind

Hours = tuple[Clock, Clock]

FREE = frozenset({Kind.LEAVE, Kind.MARKER})
"""Kinds that leave a parent free all day: a wrong guess of one of these leaves a child waiting."""


class Sure(IntEnum):
    """How far a guess can be trusted."""

    UNSURE = 0
    LIKELY = 1
    SURE = 2

    @property
    def word(self) -> str:
        """The word that people read."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Form:
    """A whole title by pattern, with the lines it stands for. `beside` is a pattern that makes it sure on its day."""

    title: str
    lines: tuple[ShiftMeaning, ...]
    sure: Sure
    why: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase of rosters. The top of words.toml explains its keys; `usual` is for weekdays, then weekends."""

    kind: Kind
    sure: Sure
    why: str
    phrases: frozenset[tuple[str, ...]] = frozenset()
    codes: frozenset[str] = frozenset()
    usual: tuple[Hours, ...] = ()
    anywhere: bool = False
    alone: bool = False
    weekend: bool = False
    rotation: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A word found in a title, as the title writes it, from token `first` up to `last`, which is not part of it.

    `whole`: nothing else of weight stands in the title. `torn`: the title also says that there is work.
    """

    word: Word
    said: str
    first: int
    last: int
    whole: bool
    torn: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that words.toml holds."""

    forms: tuple[Form, ...]
    words: tuple[Word, ...]
    skip: frozenset[str]


_TOKEN = re.compile(r"[A-Za-z]+(?:[&'’/][A-Za-z]+)*|\d+")
_LONGEST = 4


def find(title: str) -> Found | None:
    """The word of the vocabulary that a title, its hours taken out, is best explained by; None for none.

    The longest phrase explains it best. Where that says "free" and another part of the title says "work", it is work.
    """
    tokens = [part for token in _TOKEN.findall(title) for part in ([token] if _known(token) else token.split("/"))]
    found = [one for first in range(len(tokens)) for one in _at(tokens, first)]
    if not found:
        return None
    place = {word: number for number, word in enumerate(vocabulary().words)}
    best = max(found, key=lambda one: (one.last - one.first, -place[one.word], one.first))
    if best.word.kind not in FREE:
        return best
    work = (one for one in found if one.word.kind in ON_SITE and not one.word.rotation)
    apart = next((one for one in work if one.last <= best.first or one.first >= best.last), None)
    return replace(apart, torn=True) if apart else best


def _known(token: str) -> bool:
    return any(token in word.codes or (token.lower(),) in word.phrases for word in vocabulary().words)


def _at(tokens: list[str], first: int) -> Iterator[Found]:
    """Every word that begins at one token of a title."""
    for last in range(first + 1, min(first + _LONGEST, len(tokens)) + 1):
        said = tokens[first:last]
        phrase, rest = tuple(one.lower() for one in said), [*tokens[:first], *tokens[last:]]
        whole = all(one.lower() in vocabulary().skip or one.isdigit() or len(one) == 1 for one in rest)
        for word in vocabulary().words:
            code = len(said) == 1 and said[0] in word.codes and (whole or len(said[0]) > 1)
            if (phrase in word.phrases or code) and (whole or not word.alone):
                yield Found(word, " ".join(said), first, last, whole)


@cache
def vocabulary() -> Vocabulary:
    """The words that ship with homecall."""
    read = tomllib.loads((files("homecall.sources.guess") / "words.toml").read_text("utf-8"))
    forms, words = tuple(map(_form, read["forms"])), tuple(map(_word, read["words"]))
    return Vocabulary(forms, words, frozenset(read["skip"]))


def _form(table: Mapping[str, object]) -> Form:
    title, lines = str(table["title"]), table["lines"]
    assert isinstance(lines, list)
    meanings = tuple(_line(title, one) for one in lines)
    return Form(title, meanings, _sure(table), str(table["why"]), str(table.get("beside", "")))


def _line(title: str, line: Mapping[str, str]) -> ShiftMeaning:
    start, end = (Clock.parse(line[key]) if key in line else None for key in ("start", "end"))
    return ShiftMeaning(title, Kind(line["kind"]), start, end, days=parse_days(line.get("days", "Mon-Sun")))


def _word(table: Mapping[str, object]) -> Word:
    phrases, codes, usual = (_texts(table.get(key, [])) for key in ("phrases", "codes", "usual"))
    anywhere, alone, weekend, rotation = (bool(table.get(key)) for key in ("anywhere", "alone", "weekend", "rotation"))
    return Word(
        Kind(str(table["kind"])),
        _sure(table),
        str(table["why"]),
        frozenset(tuple(one.split()) for one in phrases),
        frozenset(codes),
        tuple(_hours(one) for one in usual),
        anywhere,
        alone,
        weekend,
        rotation,
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list) else ()


def _sure(table: Mapping[str, object]) -> Sure:
    return Sure[str(table["sure"]).upper()]


def _hours(text: str) -> Hours:
    start, _, end = text.partition("-")
    return Clock.parse(start), Clock.parse(end)
