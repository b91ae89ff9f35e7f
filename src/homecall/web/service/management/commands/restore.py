"""`homecall restore`, inside Django."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandParser

from homecall.web.service.restore import restore


class Command(BaseCommand):
    """Puts a backup back."""

    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """From where, and whether it may take the place of families that are there."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Put it back, and say what it held. Raises SetupError."""
        held = restore(settings.DATA, options["file"], replace=options["replace"])
        rows = sum(held.rows.values())
        self.stdout.write(
            f"{held.rows['family.Family']} families are back, {rows:,} rows, as they were at {held.made}."
        )
