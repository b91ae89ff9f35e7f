"""`homecall families`, inside Django."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand

from homecall.web.service.export import listed


class Command(BaseCommand):
    """Lists the families."""

    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """A line a family: its id, since when it is there, whose it is."""
        for one in listed():
            whose = "demo" if one.demo else ", ".join(one.parents) or "nobody has an account"
            self.stdout.write(f"{one.id}\t{one.made:%Y-%m-%d}\t{whose}")
