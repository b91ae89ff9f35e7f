"""The table of the cache that all processes share: wrong tries are counted in it, and how often one signs in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.management import call_command
from django.db import migrations


def make(_apps: Any, editor: Any) -> None:
    """Make the table, unless it is there."""
    call_command("createcachetable", "people_counts", database=editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    """No model stands behind it: nothing of it is worth a backup."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("people", "0002_sessions_ended_at_once")]
    operations: ClassVar[list[Any]] = [migrations.RunPython(make, migrations.RunPython.noop)]
