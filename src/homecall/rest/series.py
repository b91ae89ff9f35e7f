"""A series of alertness as a table, in the columns of the published implementations, so that anybody can check it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from enum import StrEnum
from math import isfinite
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from homecall.errors import RestError
from homecall.rest import alertness as three
from homecall.rest import unified
from homecall.rest.history import History, Hours, grid
from homecall.rest.sleepiness import INGRE, Scale

MOST_ROWS = 3_000_000
"""Rows of one table: 28 years at five minutes."""
_HOUR = timedelta(hours=1)

Columns = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Rested:
    """How somebody lies down to the first sleep of a history in the model of people: S + C + U at its onset."""

    rest_at_onset: float = three.REST_AT_ONSET


Kept = TypeVar("Kept", three.Parameters, unified.Parameters, Scale, Rested)


class Model(StrEnum):
    """A model of alertness."""

    TPM = "tpm"
    UNIFIED = "unified"
    TWO_PROCESS = "two-process"
    INGRE = "ingre"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a series is asked for: local times without a zone, `last` included; `step` is minutes."""

    first: datetime
    last: datetime
    step: float = 30.0
    model: Model = Model.TPM
    params: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Axis:
    """The instants of a series in hours: since its first, and on the clock."""

    hours: Hours
    clock: Hours


def lines(sleeps: Sequence[tuple[datetime, datetime]], asked: Asked) -> Iterator[str]:
    """The table as lines of CSV, heading first. Sleeps are local times, in order. Raises RestError.

    A series begins where the first sleep does if that is before it, so that what was slept before counts.
    """
    axis = _axis(asked)
    since = tuple(((start - asked.first) / _HOUR, (end - asked.first) / _HOUR) for start, end in sleeps)
    history = History(min(0.0, since[0][0]) if since else 0.0, since)
    with np.errstate(all="ignore"):  # what comes of impossible parameters is seen at the end
        columns, rows = _MODELS[asked.model](history, axis, asked.params)
    if not all(np.isfinite(column).all() for column in columns.values()):
        cure = "Give parameters nearer to the published ones."
        raise RestError("With these parameters the numbers grow beyond all bounds.", cure=cure)
    yield ",".join(("datetime", *columns))
    moments = (asked.first + timedelta(hours=float(hour)) for hour in axis.hours[rows])
    cells = zip(*(_cells(name, column) for name, column in columns.items()), strict=True)
    for moment, row in zip(moments, cells, strict=True):
        yield ",".join((moment.isoformat(" ", "seconds"), *row))


def _axis(asked: Asked) -> _Axis:
    last = (asked.last - asked.first) / _HOUR
    if not (asked.step > 0 and 0 <= last * 60 / asked.step < MOST_ROWS):
        cure = f"Give an end after the beginning, and a step that makes at most {MOST_ROWS:,} rows."
        raise RestError("This would be no series, or far too long a one.", cure=cure)
    hours = grid(0.0, last, asked.step / 60)
    begun = asked.first.hour + asked.first.minute / 60 + asked.first.second / 3600
    return _Axis(hours, (begun + hours) % 24)


def _cells(name: str, column: NDArray[Any]) -> list[str]:
    if name == "hours_awake":
        return [f"{one:.6f}" for one in column.tolist()]
    if column.dtype == bool:
        return ["TRUE" if one else "FALSE" for one in column.tolist()]
    return [f"{one:.10f}" for one in column.tolist()]


def _check(params: Mapping[str, float], *kept: three.Parameters | unified.Parameters | Scale | Rested) -> None:
    """Raises RestError for a name that is a parameter of none of them, and for what is no number."""
    known = list(dict.fromkeys(name for one in kept for name in _names(one)))
    for name, value in params.items():
        if name not in known:
            raise RestError(f"The model has no parameter {name!r}.", cure=f"It has {', '.join(known)}.")
        if not isfinite(value):
            raise RestError(f"The parameter {name} must be a number.")


def _names(kept: three.Parameters | unified.Parameters | Scale | Rested) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kept))


def _given(kept: Kept, params: Mapping[str, float]) -> Kept:
    """The parameters with those in place that were given; what belongs to others is left to them."""
    mine = _names(kept)
    return replace(kept, **{name: value for name, value in params.items() if name in mine})


def _spells(axis: _Axis, found: three.Alertness | unified.Fatigue) -> Columns:
    return {"sim_hours": axis.hours, "time": axis.clock, "wake_status": ~found.asleep, "status_duration": found.since}


def _tpm(history: History, axis: _Axis, params: Mapping[str, float]) -> tuple[Columns, Any]:
    _check(params, three.DEFAULT)
    of = _given(three.DEFAULT, params)
    found = three.alertness(history, axis.hours, axis.clock, of)
    kss = of.KSS_intercept + of.KSS_beta * (found.x + found.w)
    said = {"s": found.s, "c": found.c, "u": found.u, "w": found.w, "alertness": found.x, "KSS": kss}
    return _spells(axis, found) | said, slice(None)


def _ingre(history: History, axis: _Axis, params: Mapping[str, float]) -> tuple[Columns, Any]:
    """Awake rows only, from the first sleep on, where the model begins.

    It has no inertia and begins rested, so that `Wc`, `Wd` and `S0` play no part.
    """
    _check(params, three.DEFAULT, INGRE, Rested())
    of, scale, rested = (_given(three.DEFAULT, params), _given(INGRE, params), _given(Rested(), params))
    found = three.alertness_of_people(history, axis.hours, axis.clock, of, rested.rest_at_onset)
    begun = history.sleeps[0][0] if history.sleeps else 0.0
    rows = ~found.asleep & (axis.hours >= begun)
    x, kss = found.x[rows], scale.kss(found.x[rows])
    said = {"hours_awake": found.since, "s": found.s, "c": found.c, "u": found.u}
    return {name: column[rows] for name, column in said.items()} | {
        "x": x,
        "kss": kss,
        "kss_p90": kss + scale.kss_p90,
        "p_kss_ge7": scale.chance(x, scale.K6),
        "p_kss_ge7_p90": scale.chance(x, scale.K6, scale.logit_p90),
        "p_kss_ge8": scale.chance(x, scale.K7),
        "p_kss_ge9": scale.chance(x, scale.K8),
    }, rows


def _fatigue(history: History, axis: _Axis, params: Mapping[str, float]) -> tuple[Columns, Any]:
    _check(params, unified.UNIFIED)
    found = unified.fatigue(history, axis.hours, axis.clock, _given(unified.UNIFIED, params))
    said = {"s": found.s, "l": found.l, "c": found.c, "w": found.w, "fatigue": found.fatigue}
    return _spells(axis, found) | said, slice(None)


def _two_process(history: History, axis: _Axis, params: Mapping[str, float]) -> tuple[Columns, Any]:
    _check(params, unified.TWO_PROCESS)
    found = unified.fatigue(history, axis.hours, axis.clock, _given(unified.TWO_PROCESS, params))
    return _spells(axis, found) | {"s": found.s, "c": found.c}, slice(None)


_MODELS: Mapping[Model, Callable[[History, _Axis, Mapping[str, float]], tuple[Columns, Any]]] = {
    Model.TPM: _tpm,
    Model.UNIFIED: _fatigue,
    Model.TWO_PROCESS: _two_process,
    Model.INGRE: _ingre,
}
