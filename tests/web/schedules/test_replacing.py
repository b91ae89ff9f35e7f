"""A file in the place of another, and what becomes of files that nothing stands on."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from homecall.household.people import SourceSpec
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.family.models import Revision, Upload
from homecall.web.plans.tending import seldom
from homecall.web.schedules import store
from tests.web.made import FILES, NOW, SMALL, Sitting
from tests.web.schedules.test_schedules import rota, schedules


def ana(one: Sitting) -> tuple[SourceSpec, ...]:
    """Ana's schedules."""
    return families.newest(one.family).household.parents[0].schedule


def replace_first(one: Sitting, name: str = "january.ics", said: str = "") -> str:
    """Walk the pages from the list to a new file in the first one's place; the page that ends it."""
    way = re.search(r'href="(/schedules/ana/add/\?instead=0\.\d+)"', one.client.get("/schedules/").content.decode())
    assert way is not None
    page = one.client.get(way[1]).content.decode()
    hidden = re.search(r'name="instead" value="([\d.]+)"', page)
    assert hidden is not None
    instead = said or hidden[1]
    dropped = SimpleUploadedFile(name, rota("Wards A", "GOR"))
    look = one.client.post("/schedules/ana/file/", {"file": dropped, "instead": instead}).headers["Location"]
    assert f'name="instead" value="{instead}"' in one.client.get(look).content.decode()
    return one.client.post(look, {"instead": instead}, follow=True).content.decode()


def test_a_file_takes_the_place_of_another_in_one_step(demo: Sitting) -> None:
    """One revision, in which the old one's place among the others is kept."""
    before, number = ana(demo), families.newest(demo.family).number
    page = replace_first(demo)
    assert schedules(demo) == ["january.ics", *(one.name for one in before[1:])]
    assert families.newest(demo.family).number == number + 1
    assert f"in place of {before[0].name}" in page


def test_one_undo_brings_the_old_one_back(demo: Sitting) -> None:
    """With all that was said of it."""
    before, number = ana(demo), families.newest(demo.family).number
    replace_first(demo)
    families.go_back(demo.family, number, "Ana")
    assert ana(demo) == before


def test_nothing_is_replaced_that_changed_meanwhile(demo: Sitting) -> None:
    """Somebody else took a schedule away: another one stands at that number now."""
    seen = families.newest(demo.family).number
    families.change(demo.family, lambda home: home, "Ben", "Nothing.")
    text = families.newest(demo.family).text
    families.revise(demo.family, text + "\n", "Ben", "A line.")
    before = schedules(demo)
    replace_first(demo, said=f"0.{seen}")
    assert schedules(demo) == before


@pytest.mark.parametrize("instead", ["99.1", "0", "x.y", "-1.2", "٣.1"])
def test_a_schedule_that_is_not_there_is_not_replaced(demo: Sitting, instead: str) -> None:
    """A number beyond them is no page; what is no number adds."""
    answer = demo.client.get("/schedules/ana/add/", {"instead": instead})
    assert answer.status_code == (404 if instead == "99.1" else 200)
    assert b'name="instead"' not in answer.content


def lived(days: int) -> datetime:
    """So many days from now."""
    return world.now() + timedelta(days=days)


def test_a_file_stays_as_long_as_an_undo_may_want_it(db: None) -> None:
    """A month after its schedule went; then it goes too."""
    family = families.create(SMALL, "Ana", pinned=NOW)
    families.keep_upload(family, "ana.csv", FILES["ana.csv"])
    families.revise(family, SMALL.replace('path = "ana.csv"', 'path = "other.csv"'), "Ana", "Another file.")
    store.tidy(lived(29))
    assert Upload.objects.count() == 1
    store.tidy(lived(31))
    assert Upload.objects.count() == 0


def test_a_file_that_a_schedule_stands_on_stays(db: None) -> None:
    """However old it is, and though nothing has changed for years."""
    family = families.create(SMALL, "Ana", pinned=NOW)
    families.keep_upload(family, "ana.csv", FILES["ana.csv"])
    families.keep_upload(family, "never-believed.csv", FILES["ana.csv"])
    store.tidy(lived(1000))
    assert list(Upload.objects.values_list("name", flat=True)) == ["ana.csv"]


def test_a_household_that_cannot_be_read_loses_nothing(db: None) -> None:
    """It may stand on anything."""
    family = families.create(SMALL, "Ana", pinned=NOW)
    families.keep_upload(family, "old.csv", b"x")
    Revision.objects.update(text="format = 99")
    store.tidy(lived(1000))
    assert Upload.objects.exists()


def test_what_is_seldom_done_is_done_at_first() -> None:
    """And again when its time has come."""
    done = list[datetime]()
    tidy, start = seldom(done.append), datetime(2027, 1, 4, tzinfo=UTC)
    for minutes in (0, 1, 359, 360, 361):
        tidy(start + timedelta(minutes=minutes))
    assert [(one - start).seconds // 60 for one in done] == [0, 360]
