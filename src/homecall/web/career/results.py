"""What a year came to, as it is kept: `homecall-lived/1`. With no database and no Django."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from homecall.tongue import Parts, parts_of, with_parts

FORMAT = "homecall-lived/1"


@dataclass(frozen=True, slots=True)
class Spread:
    """Where a measure of a year lies: mean, median, and the interval of nine in ten."""

    mean: float
    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class Change:
    """How much more of a measure a year has: the mean, its interval of nine in ten, and what may be said of it."""

    mean: float
    low: float
    high: float
    verdict: str


@dataclass(frozen=True, slots=True)
class Told:
    """A scenario that was lived beside the baseline; `wrong` says why it could not be. `id` is its row's."""

    id: int
    name: str
    changes: Mapping[str, Change]
    text: str = ""
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Small:
    """A small change of the search: what it gains and gives up, with the reasons, and whether it is one of the three.

    `gain` is moments and evenings a year, with its interval; `cost` the work and the care that it gives up, as money.
    """

    name: str
    gain: Change
    cost: float
    reasons: tuple[str, ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Result:
    """A year as it is kept. `goals` are the moments that there were to keep.

    `sketch` is true for a first picture, `borrowed` where some weeks have the plan of the week most like them. `tried`
    changes were looked at for `small`; it is None while they are not looked for yet. `repeated` are the names of
    parents whose published weeks come again and again for want of a rotation. `cut` counts the weeks, of all years,
    whose search the clock ended, `large` those worked out roughly because they are too large to be searched.
    """

    lives: int
    weeks: int
    base: Mapping[str, Spread]
    goals: float
    told: tuple[Told, ...] = ()
    small: tuple[Small, ...] = ()
    tried: int | None = None
    sketch: bool = False
    borrowed: bool = False
    repeated: tuple[str, ...] = ()
    cut: int = 0
    large: int = 0
    parts: Mapping[str, Parts] = field(default_factory=dict)


def written(result: Result) -> str:
    """A result as text, its sentences with what they are made of."""
    texts = [text for one in result.small for text in (one.name, *one.reasons)]
    texts += [text for one in result.told for text in (one.name, one.wrong)]
    said = replace(result, parts={**result.parts, **parts_of(texts)})
    return json.dumps({"format": FORMAT, **asdict(said)}, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> Result | None:
    """The result that was written, in the tongue of now; None for nothing, and for one of another version."""
    if not text:
        return None
    said = json.loads(text)
    if said.pop("format", "") != FORMAT:
        return None
    try:
        known: dict[str, Parts] = said.pop("parts")
        return Result(
            base={name: Spread(**one) for name, one in said.pop("base").items()},
            told=tuple(_told(one, known) for one in said.pop("told")),
            small=tuple(_small(one, known) for one in said.pop("small")),
            repeated=tuple(said.pop("repeated")),
            parts=known,
            **said,
        )
    except (LookupError, TypeError, AttributeError):  # kept by another version
        return None


def _told(one: dict[str, Any], known: Mapping[str, Parts]) -> Told:
    changes = {name: Change(**change) for name, change in one.pop("changes").items()}
    return Told(changes=changes, wrong=with_parts(one.pop("wrong"), known), **one)


def _small(one: dict[str, Any], known: Mapping[str, Parts]) -> Small:
    reasons = tuple(with_parts(reason, known) for reason in one.pop("reasons"))
    return Small(with_parts(one.pop("name"), known), Change(**one.pop("gain")), reasons=reasons, **one)
