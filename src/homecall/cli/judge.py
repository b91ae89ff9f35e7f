"""`homecall judge`: is this plan what it says it is?"""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from homecall.cli.shell import Exit, HouseholdFile, PlanFile

if TYPE_CHECKING:
    from homecall.rules.book import Verdict


class Form(StrEnum):
    """What `--format` may print."""

    TEXT = "text"
    JSON = "json"


def judge(
    household: HouseholdFile,
    plan: PlanFile,
    format: Annotated[Form, typer.Option(help="What to print.")] = Form.TEXT,
) -> None:
    """Check a plan against every rule, and recompute what it is worth. Ends with 1 where a rule is broken."""
    from homecall import workflow

    made = workflow.open_plan(plan)
    verdict = workflow.judge(workflow.read_for(household, made), made)
    print(json.dumps(_data(verdict), indent=1) if format is Form.JSON else _text(verdict))
    if not verdict.clean:
        sys.exit(Exit.BREACH)


def _data(verdict: Verdict) -> dict[str, Any]:
    worth = verdict.value
    return {
        "clean": verdict.clean,
        "tiers": [
            {"name": "uncovered_minutes", "value": worth.uncovered_minutes},
            {"name": "must_missed", "value": worth.must_missed},
            {"name": "cost", "value": round(worth.cost, 4), "parts": {k: round(v, 4) for k, v in worth.parts.items()}},
        ],
        "breaches": [{"rule": b.rule, "who": b.who, "amount": b.amount, "text": b.text} for b in verdict.breaches],
    }


def _text(verdict: Verdict) -> str:
    worth = verdict.value
    gaps, musts = worth.uncovered_minutes, worth.must_missed
    value = f"{gaps} child-minutes without cover, {musts} musts missed, cost {worth.cost:.2f}."
    if verdict.clean:
        return f"The plan keeps every rule. It is worth: {value}"
    lines = [f"{b.rule}: {b.text}" for b in verdict.breaches]
    return "\n".join([f"The plan breaks {len(lines)} rules or statements. As written it is worth: {value}", *lines])
