"""`homecall export`, inside Django."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandParser

from homecall.web.service.export import export


class Command(BaseCommand):
    """Writes everything of a family."""

    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Which family, and where to."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--family", type=int, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the files, and say how many. Raises SetupError."""
        paths = export(options["family"], options["folder"])
        self.stdout.write(f"{options['folder']}: {len(paths)} files.")
