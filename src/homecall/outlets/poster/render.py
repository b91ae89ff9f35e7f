"""The poster outlet: one page of PDF, A4 or Letter, lying on its side."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

from homecall.household.household import Household
from homecall.outlets.picture.draw import picture_of
from homecall.outlets.poster.sheet import Sheet
from homecall.outlets.words import Words
from homecall.plan.plan import Plan

DAYS = 7


def render(household: Household, plan: Plan, *, paper: str = "") -> bytes:
    """The PDF of the plan's first seven days. `paper` is "a4" or "us-letter"; empty chooses by the family's zone.

    Typst's own typeface is used, so that the same plan gives the same bytes on every machine.
    """
    import typst  # takes a moment to load, and only a poster needs it

    whole = picture_of(household, plan)
    week = replace(whole, days=whole.days[:DAYS])
    sheet = Sheet(Words(household, plan, week), week, paper or paper_of(household.timezone))
    template = files("homecall.outlets.poster").joinpath("poster.typ").read_bytes()
    inputs = {"sheet": json.dumps(sheet.data(), ensure_ascii=False)}
    return bytes(typst.compile(template, format="pdf", sys_inputs=inputs, timestamp=0, pdf_standards=["1.7"]))


def paper_of(zone: str) -> str:
    """The paper that lies in printers there: Letter in the Americas and Hawaii, A4 elsewhere."""
    return "us-letter" if zone.startswith(("America/", "US/", "Canada/")) or zone == "Pacific/Honolulu" else "a4"
