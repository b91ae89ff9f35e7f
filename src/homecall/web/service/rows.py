"""Rows of any table as lines of JSON, exactly, on any database: what backups and exports are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import DatabaseError, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.exceptions import MigrationSchemaMissing
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from homecall.errors import SetupError

BATCH = 200
"""Rows that are in memory at once."""


def applied(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """The migrations that a database has been through, sorted; none for an empty one. Raises SetupError."""
    try:
        return sorted(MigrationRecorder(connection).applied_migrations())
    except (DatabaseError, MigrationSchemaMissing) as wrong:
        raise SetupError("The database cannot be had.", cure="See --data, and DATABASE_URL.") from wrong


def there(connection: BaseDatabaseWrapper) -> None:
    """Refuse a database that is not there, or not up to date. Raises SetupError."""
    if set(MigrationLoader(None).disk_migrations) - set(applied(connection)):
        text = "There is no database of this homecall here."
        raise SetupError(text, cure="Start homecall serve once, which brings it up to date, or see --data.")


def tables(migrations: list[tuple[str, str]]) -> dict[str, type[models.Model]]:
    """The tables as they are after these migrations, by their name such as "family.Revision"."""
    loader = MigrationLoader(None)
    known = [one for one in migrations if one in loader.graph.nodes]
    found = loader.project_state(known).apps.get_models(include_auto_created=True)
    return {meta(one).label: one for one in found if meta(one).managed and not meta(one).proxy}


def meta(table: type[models.Model] | models.Model) -> Any:
    """What Django knows of a table: its label, its name in the database, its columns."""
    return table._meta  # noqa: SLF001 (Django's own, public name for it)


def every(table: type[models.Model], using: str) -> models.QuerySet[models.Model]:
    """All rows of a table in a database."""
    return table._default_manager.using(using)  # noqa: SLF001 (the same)


def said(row: models.Model) -> dict[str, Any]:
    """A row by the names of its columns, each value as text that `row_of` reads back exactly."""
    return {field.attname: _said(field, row) for field in meta(row).concrete_fields}


def _said(field: Any, row: models.Model) -> Any:
    return None if getattr(row, field.attname) is None else field.value_to_string(row)


def row_of(table: type[models.Model], said: dict[str, Any]) -> models.Model:
    """The row that was said. Raises KeyError or ValidationError where it is not one of this table."""
    row = table()
    for field in meta(table).concrete_fields:
        value = said[field.attname]
        setattr(row, field.attname, None if value is None else field.to_python(value))
    return row


def all_of(table: type[models.Model], using: str) -> Iterator[models.Model]:
    """Every row of a table, by its key."""
    return every(table, using).order_by("pk").iterator(chunk_size=BATCH)
