"""Putting a backup back: made and checked beside what is there, and swapped in at one stroke."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from homecall.errors import SetupError
from homecall.web.post.tidying import restored
from homecall.web.service import rows, swap
from homecall.web.service.archive import Manifest, opened
from homecall.web.service.backup import other
from homecall.web.service.lock import alone


def restore(data: Path, path: Path, *, replace: bool) -> Manifest:
    """Put a backup in the place of what is there. Raises SetupError, and then nothing has changed.

    Without `replace` there must be no family there yet. The app must not be running on this folder.
    """
    archive, manifest = opened(path)
    _refuse_newer(manifest)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with archive, alone(data):
        swap.finish(data)
        _refuse_others(data, replace=replace)
        stage = swap.stage(data)
        try:
            _unpack(archive, stage)
            with _target(stage) as using:
                _fill(archive, manifest, using)
            connections["default"].close()
            swap.commit(data)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
        swap.finish(data)
    return manifest


def _refuse_newer(manifest: Manifest) -> None:
    """Say so where the backup was made by a later homecall than this one."""
    if not manifest.migrations or set(manifest.migrations) - set(MigrationLoader(None).disk_migrations):
        text = f"This backup is of homecall {manifest.homecall}, which knows more than this one."
        raise SetupError(text, cure="Install that version, or a later one, and restore with it.")


def _refuse_others(data: Path, *, replace: bool) -> None:
    """Say so where something is there that the backup must not take the place of."""
    default = connections["default"]
    if default.vendor == "sqlite" and Path(default.settings_dict["NAME"]) != data / swap.DATABASE:
        cure = f"Leave DATABASE_URL out; then it is {swap.DATABASE} in the data folder."
        raise SetupError("A backup is put back into the data folder only, not into another file.", cure=cure)
    if not replace and _families(default):
        cure = "Choose an empty --data, or say --replace if the backup is to take its place."
        raise SetupError("There are families in this database already.", where=str(data), cure=cure)


def _families(connection: BaseDatabaseWrapper) -> bool:
    """Whether any family is there. A file that is no database counts: somebody should look at it first."""
    try:
        if "family_family" not in connection.introspection.table_names():
            return False
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM family_family")
            return int(cursor.fetchone()[0]) > 0
    except DatabaseError:
        return True


def _unpack(archive: zipfile.ZipFile, stage: Path) -> None:
    """The files beside the database, for their owner alone."""
    for name in archive.namelist():
        if name.startswith("files/"):
            to = stage / name.removeprefix("files/")
            to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with archive.open(name) as entry, to.open("wb") as file:
                to.chmod(0o600)
                shutil.copyfileobj(entry, file)


@contextmanager
def _target(stage: Path) -> Iterator[str]:
    """Where the rows go: a new file of SQLite, or a transaction that first takes away what is there."""
    default = connections["default"]
    if default.vendor == "sqlite":
        with other(stage / swap.DATABASE) as using:
            yield using
        return
    with transaction.atomic():
        _empty(default)
        yield "default"


def _empty(connection: BaseDatabaseWrapper) -> None:
    """Take our own tables away, and none of anybody else's."""
    ours = {rows.meta(table).db_table for table in rows.tables(rows.applied(connection)).values()} | {
        "django_migrations"
    }
    with connection.cursor() as cursor:
        for name in sorted(ours & set(connection.introspection.table_names())):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(name)} CASCADE")


def _fill(archive: zipfile.ZipFile, manifest: Manifest, using: str) -> None:
    """The tables as they were with their rows, checked, and then whatever this homecall has added since."""
    connection = connections[using]
    MigrationExecutor(connection).migrate(_leaves(manifest))
    tables = rows.tables(manifest.migrations)
    try:
        with transaction.atomic(using=using):
            for name, count in manifest.rows.items():
                _load(archive, name, tables[name], using, count)
            connection.check_constraints()
    except (KeyError, ValueError, TypeError, ValidationError, DatabaseError) as wrong:
        cure = "Restore an earlier one. Nothing was changed."
        raise SetupError("What this backup holds does not fit together.", cure=cure) from wrong
    with connection.cursor() as cursor:
        for sentence in connection.ops.sequence_reset_sql(no_style(), list(tables.values())):
            cursor.execute(sentence)
    call_command("migrate", database=using, interactive=False, verbosity=0)
    restored(using)


def _leaves(manifest: Manifest) -> list[tuple[str, str]]:
    """The last migrations that the backup had been through."""
    graph, known = MigrationLoader(None).graph, set(manifest.migrations)
    return [
        one
        for one in manifest.migrations
        if one in graph.nodes and not any(child.key in known for child in graph.node_map[one].children)
    ]


def _load(archive: zipfile.ZipFile, name: str, table: type[models.Model], using: str, count: int) -> None:
    with archive.open(f"rows/{name}.jsonl") as lines:
        for line in lines:
            rows.row_of(table, json.loads(line)).save_base(raw=True, force_insert=True, using=using)
    if rows.every(table, using).count() != count:
        raise ValueError(name)
