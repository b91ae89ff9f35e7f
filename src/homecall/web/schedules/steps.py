"""What a schedule that comes in is a step of: the first run, or the end of another one."""

from __future__ import annotations

import re

from django.http import Http404

from homecall.household.people import Parent, SourceSpec
from homecall.web.people.access import SeatedRequest


def _said(request: SeatedRequest, name: str) -> str:
    return request.POST.get(name) or request.GET.get(name) or ""


def first(request: SeatedRequest) -> bool:
    """Whether this is a step of the first run, which goes on to the next parent and then to the plan."""
    return _said(request, "run") == "first"


def instead(request: SeatedRequest) -> tuple[int, int]:
    """Which schedule is to be replaced, from 0 and -1 for none, and the revision in which it was seen."""
    found = re.fullmatch(r"(\d{1,2})\.(\d{1,9})", _said(request, "instead"), re.ASCII)
    return (int(found[1]), int(found[2])) if found else (-1, 0)


def replaced(request: SeatedRequest, parent: Parent) -> SourceSpec | None:
    """The schedule that is to be replaced, None where one is added. Raises Http404 for one that is not there."""
    number, _seen = instead(request)
    if number >= len(parent.schedule):
        raise Http404
    return parent.schedule[number] if number >= 0 else None


def carried(request: SeatedRequest) -> dict[str, str]:
    """What the next step must know, as names and values of a form."""
    number, seen = instead(request)
    said = {"run": "first"} if first(request) else {}
    return said | ({"instead": f"{number}.{seen}"} if number >= 0 else {})
