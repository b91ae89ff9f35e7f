"""Data folders of the app for tests, made and asked by processes of their own, as a person would."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.fitness.reading import PACKAGE

PLAIN = {"PYTHONPATH": str(PACKAGE.parent), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
SET_UP = """
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
from homecall.web import world
from homecall.web.people import store as people
from homecall.web.people.models import Deed, User
from homecall.web.service.run import prepare
from homecall.web.welcome.store import begin
prepare(settings.DATA)
call_command("migrate", verbosity=0)
family = begin()
people.join(User.objects.create_user("ana@example.org", "a long enough password", name="Ana"), family, "ana")
people.make_link(family, "carer", "rosa", None)
at = world.now()
Deed.objects.bulk_create(Deed(family_id=family, at=at, who="Ana", what=f"deed {n}") for n in range(DEEDS))
memory = settings.DATA / "memory" / str(family)
memory.mkdir(parents=True)
(memory / "key").write_text("remembered")
"""


def app(data: Path, *words: str, database: str = "") -> subprocess.CompletedProcess[str]:
    """One command of homecall on a folder."""
    command = [sys.executable, "-m", "homecall", *words, "--data", str(data)]
    known = PLAIN | ({"DATABASE_URL": database} if database else {})
    return subprocess.run(command, env=known, capture_output=True, text=True, check=False, timeout=120)


def lived_in(data: Path, deeds: int = 3, database: str = "") -> Path:
    """A folder with a demo family, a parent's account, a carer's link, some deeds and something remembered."""
    known = PLAIN | {"HOMECALL_DATA": str(data), "DJANGO_SETTINGS_MODULE": "homecall.web.settings"}
    known |= {"DATABASE_URL": database} if database else {}
    code = f"DEEDS = {deeds}\n{SET_UP}"
    subprocess.run([sys.executable, "-c", code], env=known, check=True, timeout=120)
    return data
