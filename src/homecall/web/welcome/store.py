"""The demo family: made from a named case in one go, and taken away with everything."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path

from django.db import transaction

from homecall.cases import book
from homecall.web.career import demo as career
from homecall.web.family import store as families
from homecall.web.family.models import Family
from homecall.web.plans.tending import erase

CASE = "two-residents"
LOOKS = timedelta(days=3, hours=16, minutes=40)
"""So long after its plan begins a demo family looks at it: in the middle of it, at an hour when things happen."""


@transaction.atomic
def begin(name: str = CASE) -> int:
    """A new demo family with the files of a case, its clock at the case's own now. Gives its id."""
    case, folder = book.case(name), book.folder(name)
    text = (folder / "household.toml").read_text("utf-8")
    now = datetime.fromisoformat(case.now)
    looks = datetime.combine(case.start, time(), now.tzinfo) + LOOKS
    family = families.create(text, "homecall", demo=True, pinned=now, first=case.start, looks=looks)
    for path in sorted((folder / "feeds").iterdir()):
        families.keep_upload(family, f"feeds/{path.name}", path.read_bytes())
    if name == CASE:
        career.begin(family)
    return family


def end(data: Path, family: int) -> None:
    """Take a demo family away; any other is left alone."""
    if Family.objects.filter(pk=family, demo=True).exists():
        erase(data, family)
