"""`homecall erase`, inside Django."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandParser

from homecall.errors import SetupError
from homecall.web.people.models import User
from homecall.web.plans.tending import erase
from homecall.web.service.export import the_family


class Command(BaseCommand):
    """Takes a family away for good."""

    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Which family, and whether it is meant."""
        parser.add_argument("--family", type=int, required=True)
        parser.add_argument("--yes", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take it away, and the accounts that were in no other. Raises SetupError where it was not meant."""
        family = the_family(options["family"]).id
        if not options["yes"]:
            cure = "Export it first if anybody may want it; then say --yes."
            raise SetupError(f"Erasing family {family} cannot be taken back.", cure=cure)
        here = list(User.objects.filter(memberships__family=family).values_list("pk", flat=True))
        erase(settings.DATA, family)
        User.objects.filter(pk__in=here, memberships=None).delete()
        self.stdout.write(f"Family {family} is gone. Backups that were made before still hold it.")
