"""What is written down of a career goes with its family: out with an export, away with the family."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from django.apps import apps
from django.db.models import Model

from homecall.career.after import Log
from homecall.web import world
from homecall.web.career import ended, own, studio
from homecall.web.career.models import DutyEnded
from homecall.web.family import store as families
from homecall.web.people.access import SEEN_BY, Role, Seat
from homecall.web.people.models import User
from homecall.web.service.export import export
from tests.web.made import Sitting

DAY = date(2026, 12, 3)


def tables() -> list[type[Model]]:
    """Every table of the Career page."""
    return list(apps.get_app_config("career").get_models())


def filled(parent: Sitting) -> None:
    """A family with something in each of them."""
    mine = Seat(parent.family, Role.PARENT, "ana", user=User.objects.get(email="ana@example.org").pk)
    own.log(mine, Log(DAY, 45))
    own.close(mine, DAY, ["Xilonen"], None)
    own.choose(mine, "surgery")
    parent.client.post("/career/evening/figures/", {"text": "month,value\n2026-10-01,40\n"})
    ended.forget(mine, world.now())
    DutyEnded.objects.get_or_create(family_id=parent.family, parent="ana", kind="work", at=1, said=30)
    parent.client.post("/career/if/rates/", {"visit_hours": "1.5"})
    studio.live(mine, [])


def test_an_export_holds_all_of_it(parent: Sitting, tmp_path: Path) -> None:
    """A file for each table, none of them empty."""
    filled(parent)
    export(parent.family, tmp_path / "out")
    for table in tables():
        found = json.loads((tmp_path / "out" / "tables" / f"{table._meta.label}.json").read_text("utf-8"))
        assert found, table


def test_nothing_of_it_outlives_the_family(parent: Sitting) -> None:
    """However it was written down."""
    filled(parent)
    assert all(table._default_manager.exists() for table in tables())
    families.erase(parent.family)
    assert not [table for table in tables() if table._default_manager.exists()]


def test_nothing_of_it_outlives_the_account_that_wrote_it_alone(parent: Sitting) -> None:
    """What was one person's goes with that person; what was the family's stays."""
    filled(parent)
    User.objects.get(email="ana@example.org").delete()
    gone = {table.__name__ for table in tables() if not table._default_manager.exists()}
    assert gone == {"WorkedLate", "WorkClosed", "Parked", "AfterHours", "Field"}


def test_no_table_of_it_is_for_anybody_but_parents() -> None:
    """A table that is not listed is for parents."""
    assert not [table for table in tables() if table._meta.label in SEEN_BY]
