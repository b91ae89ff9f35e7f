"""What was studied, as JSON (`homecall-what-if/1`)."""

from __future__ import annotations

import json
from typing import Any

from homecall.futures.smallest import Weighed
from homecall.futures.year import INTERVAL, MEASURES, Year, contrast, difference, left_open
from homecall.studio.simulate import Studied
from homecall.studio.smallest import Found
from homecall.studio.work import Asked

FORMAT = "homecall-what-if/1"


def written(studied: Studied, asked: Asked) -> str:
    """The measures of each year and how each scenario differs from the baseline, every number with its interval."""
    return json.dumps(
        {
            "format": FORMAT,
            "first": studied.before.first.isoformat(),
            "weeks": asked.weeks,
            "lives": asked.lives,
            "seed": asked.seed,
            "interval": INTERVAL,
            "baseline": _year(studied.before),
            "scenarios": [{**_year(one), "differences": _differences(one, studied.before)} for one in studied.after],
        },
        ensure_ascii=False,
        indent=2,
    )


def found_written(found: Found, asked: Asked) -> str:
    """The smallest changes and the frontier (`homecall-smallest/1`)."""
    whole = {
        "format": "homecall-smallest/1",
        "first": found.before.first.isoformat(),
        "weeks": asked.weeks,
        "lives": asked.lives,
        "seed": asked.seed,
        "tried": found.tried,
        "best": [_weighed(one) for one in found.best],
        "frontier": [_weighed(one) for one in found.frontier],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _weighed(one: Weighed) -> dict[str, Any]:
    return {
        "name": one.change.name,
        "presence": _said(one.presence),
        "uncovered": _said(one.uncovered),
        "hours": round(one.hours, 1),
        "care": round(one.care, 2),
        "gives_up": round(one.gives_up, 2),
        "reasons": list(one.reasons),
    }


def _year(year: Year) -> dict[str, Any]:
    measures = {}
    for measure in MEASURES:
        found = year.spread(measure)
        measures[measure] = {k: round(getattr(found, k), 3) for k in ("mean", "low", "median", "high")}
    return {
        "name": year.name,
        "exact": year.exact,
        "planned_uncovered": round(year.planned, 1),
        "cut_short": year.cut,
        **({"worked_out_roughly": year.large} if year.large else {}),
        "measures": measures,
        "moments": [
            {"moment": id_, "parent": who, "kept": round(float(kept.sum(axis=1).mean()), 2),
             "goal": round(float(year.goals[id_, who].sum()), 1)}
            for (id_, who), kept in year.moments.items()
        ],
    }  # fmt: skip


def _differences(after: Year, before: Year) -> list[dict[str, Any]]:
    found = [{"measure": m, **_said(difference(after, before, m))} for m in MEASURES]
    open_ = left_open(after, before, "moments")
    both = dict.fromkeys(id_ for id_, _ in before.moments if any(id_ == other for other, _ in after.moments))
    moments = [
        {
            "measure": "moments",
            "moment": id_,
            **_said(contrast("moments", after.moment(id_) - before.moment(id_), open_)),
        }
        for id_ in both
    ]
    return [*found, *moments]


def _said(one: Any) -> dict[str, Any]:
    return {"mean": round(one.mean, 3), "low": round(one.low, 3), "high": round(one.high, 3), "verdict": one.verdict}
