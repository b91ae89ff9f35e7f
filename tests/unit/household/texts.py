"""Household files for the tests of the codec: the contract's example, a small one, and ways to change it."""

from __future__ import annotations

from pathlib import Path

import pytest

from homecall.errors import HouseholdError
from homecall.household.codec import read

CORPUS = Path(__file__).parents[2] / "corpus" / "household"
EXAMPLE = (CORPUS / "planning-example.toml").read_text("utf-8")
REST = (CORPUS / "planning-example-rest.toml").read_text("utf-8")

SMALL = """\
format = 1
name = "The Abel family"
timezone = "America/Chicago"

[[parents]]
id = "ana"
commute = 25
[[parents.schedule]]
kind = "ics"
path = "ana.ics"
[[parents.shifts]]
title = "Call: *"
kind = "night"
overrun = { median = 10, p90 = 20 }

[[parents]]
id = "ben"

[[children]]
id = "mia"
born = 2022-03-05
[[children.places]]
name = "Preschool"
days = "Mon-Fri"
start = "08:30"
end = "15:00"

[[carers]]
id = "rosa"
kind = "nanny"
hours = ["Mon-Fri 07:00-18:30"]

[[moments]]
id = "story"
children = ["mia"]
window = "19:00-19:45"

[[moments]]
id = "play"
children = ["mia"]
at = "2026-12-10T14:00/2026-12-10T15:30"

[[usual]]
children = ["mia"]
lead = "ben"
window = "08:00-08:30"

[prices]
ask = 15
"""
"""A household that reads, with one of everything. Tests change a line of it and look at what is said."""


def changed(old: str, new: str) -> str:
    """The small household with a piece of its text replaced; the piece must be there exactly once."""
    assert SMALL.count(old) == 1, old
    return SMALL.replace(old, new)


def refusal(text: str) -> HouseholdError:
    """The error with which the reader refuses the text."""
    with pytest.raises(HouseholdError) as caught:
        read(text, "household.toml")
    return caught.value
