"""Everything of one family as files that other programs can read, and the list of families."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, models
from django.db.models.deletion import Collector

from homecall import workflow
from homecall.errors import SetupError
from homecall.web.family import store as families
from homecall.web.family.models import Family, Upload
from homecall.web.people.access import Role, Seat
from homecall.web.people.models import Membership
from homecall.web.plans import store as plans
from homecall.web.service import rows

SECRET = re.compile(r"hash|code|secret|token|password|auth|p256dh")
"""What is in the name of a column that leaves no house, not even as a hash."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A family in the list: `parents` are the addresses of its accounts."""

    id: int
    made: datetime
    demo: bool
    parents: tuple[str, ...]


def listed() -> tuple[Listed, ...]:
    """The families, the oldest first. Raises SetupError."""
    rows.there(connection)
    found = Family.objects.order_by("pk").prefetch_related("memberships__user")
    return tuple(
        Listed(one.pk, one.made, one.demo, tuple(sorted(each.user.email for each in one.memberships.all())))
        for one in found
    )


def the_family(id: int) -> families.About:
    """The family of an id. Raises SetupError where there is none."""
    rows.there(connection)
    found = families.about(id)
    if found is None:
        raise SetupError(f"There is no family {id}.", cure="homecall families lists those that are there.")
    return found


def export(family: int, folder: Path) -> tuple[Path, ...]:
    """Write everything of a family into a new or empty folder. Gives the paths. Raises SetupError."""
    the_family(family)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SetupError("This folder holds something already.", where=str(folder), cure="Choose an empty one.")
    everything = {folder / name: content for name, content in _files(family)}
    try:
        for path in everything:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        workflow.write_all(everything)
    except OSError as wrong:
        text = f"The files cannot be written: {wrong.strerror or 'the folder refuses them'}."
        raise SetupError(text, where=str(folder), cure="Choose another folder.") from wrong
    return tuple(sorted(everything))


def _files(family: int) -> Iterator[tuple[str, bytes]]:
    yield "household.toml", families.newest(family).text.encode()
    for kept in families.history(family, 1_000_000):
        yield f"history/{kept.number:05}.toml", kept.text.encode()
    for row in Upload.objects.filter(family=family):
        yield f"uploads/{_inside(row.name)}", bytes(row.content)
    shown = plans.shown(Seat(family, Role.PARENT))
    if shown is not None:
        for name, content in workflow.documents(shown.household, shown.plan, {}):
            yield f"plan/{name}", content
    yield "people.json", _json(_people(family))
    yield from _tables(family)


def _inside(name: str) -> str:
    """The name of a dropped file as a path that stays inside the folder."""
    parts = [part.strip(". ") or "_" for part in re.sub(r"[^\w./ -]", "_", name).split("/")]
    return "/".join(part for part in parts if part)


def _people(family: int) -> list[dict[str, Any]]:
    found = Membership.objects.filter(family=family).select_related("user").order_by("pk")
    return [
        {"email": one.user.email, "name": one.user.name, "person": one.person, "since": one.since.isoformat()}
        for one in found
    ]


class _Everything(Collector):
    """What would go with a family if it were erased: the same walk, so that neither forgets a table."""

    def can_fast_delete(self, objs: Any, from_field: Any = None) -> bool:
        """Never: the rows are wanted, not their end."""
        return False


def _tables(family: int) -> Iterator[tuple[str, bytes]]:
    """Each table's rows of the family; what is no text lies beside, in a file of its own."""
    walk = _Everything(using="default", origin=None)
    walk.collect(Family.objects.filter(pk=family))
    for table, found in sorted(walk.data.items(), key=lambda one: rows.meta(one[0]).label):
        name, ordered = rows.meta(table).label, sorted(found, key=lambda row: row.pk)
        yield f"tables/{name}.json", _json([_plain(row, name) for row in ordered])
        if table is not Upload:
            yield from ((where, content) for row in ordered for where, content in _contents(row, name))


def _plain(row: models.Model, name: str) -> dict[str, Any]:
    said = {column: value for column, value in rows.said(row).items() if not SECRET.search(column)}
    return said | {field.attname: _where(row, name, field) for field in _binaries(row) if field.attname in said}


def _contents(row: models.Model, name: str) -> Iterator[tuple[str, bytes]]:
    for field in _binaries(row):
        if getattr(row, field.attname) is not None and not SECRET.search(field.attname):
            yield _where(row, name, field), bytes(getattr(row, field.attname))


def _binaries(row: models.Model) -> list[Any]:
    return [field for field in rows.meta(row).concrete_fields if isinstance(field, models.BinaryField)]


def _where(row: models.Model, name: str, field: Any) -> str:
    return f"uploads/{_inside(row.name)}" if isinstance(row, Upload) else f"files/{name}-{row.pk}-{field.attname}"


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str).encode() + b"\n"
