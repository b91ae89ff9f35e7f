"""`homecall backup`, inside Django."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandParser

from homecall.web.service.backup import back_up


class Command(BaseCommand):
    """Writes a backup."""

    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it, and say what it holds. Raises SetupError."""
        made = back_up(settings.DATA, options["file"])
        size = options["file"].stat().st_size
        self.stdout.write(f"{options['file']}: {made.rows['family.Family']} families, {size:,} bytes.")
