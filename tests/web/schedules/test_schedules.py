"""Schedules come in, are looked at before they count, and say how fresh they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from homecall.cases import book
from homecall.household.codec import read as read_household
from homecall.household.household import Household
from homecall.web.family import store as families
from homecall.web.jobs import store as jobs
from homecall.web.schedules import taking
from tests.web.made import Sitting
from tests.web.queries import growth

DAY = (
    "BEGIN:VEVENT\r\nUID:{n}\r\nDTSTART;TZID=America/Chicago:{day}T080000\r\n"
    "DTEND;TZID=America/Chicago:{day}T170000\r\nSUMMARY:{title}\r\nEND:VEVENT\r\n"
)


def rota(*titles: str, day: int = 20261207) -> bytes:
    """A calendar with a day of each title, in the weeks that the demo family plans."""
    events = "".join(DAY.format(n=n, day=day + n, title=title) for n, title in enumerate(titles))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{events}END:VCALENDAR\r\n".encode()


def drop(one: Sitting, content: bytes, name: str = "rota.ics") -> Any:
    """Drop a file for Ana."""
    return one.client.post("/schedules/ana/file/", {"file": SimpleUploadedFile(name, content)})


def schedules(one: Sitting) -> list[str]:
    """The names of Ana's schedules."""
    return [spec.name for spec in families.newest(one.family).household.parents[0].schedule]


def test_the_page_shows_each_schedule_with_what_was_read(demo: Sitting) -> None:
    """By parent, with how far it is known."""
    page = demo.client.get("/schedules/").content.decode()
    assert schedules(demo)[0] in page
    assert "Known through" in page
    assert "Published through" in page


def test_the_page_asks_no_more_for_more_schedules(demo: Sitting) -> None:
    """However many there are."""

    def grow() -> None:
        for n in range(4):
            demo.client.post("/schedules/ana/link/", {"link": f"https://rota.example.org/{n}.ics"})

    growth(demo.client, "/schedules/", grow)


def test_a_file_is_shown_before_it_counts(demo: Sitting) -> None:
    """What was read is on the page; the household is as it was."""
    before = families.newest(demo.family).number
    answer = drop(demo, rota("Ward day", "Ward late"))
    assert answer.headers["Location"] == "/schedules/ana/look/rota.ics/"
    page = demo.client.get("/schedules/ana/look/rota.ics/").content.decode()
    assert "2 entries in the next four weeks" in page
    assert "Ward late" in page
    assert families.newest(demo.family).number == before


def test_a_file_that_is_believed_is_a_schedule(demo: Sitting) -> None:
    """And what nobody can know yet is asked next."""
    drop(demo, rota("Ward day"))
    answer = demo.client.post("/schedules/ana/look/rota.ics/")
    assert answer.headers["Location"] == "/schedules/titles/"
    assert schedules(demo)[-1] == "rota.ics"
    demo.client.post("/schedules/ana/look/rota.ics/")
    assert schedules(demo).count("rota.ics") == 1


def test_a_file_of_the_same_name_takes_no_others_place(demo: Sitting) -> None:
    """Dropped twice it is one file; another of its name gets its own."""
    assert drop(demo, rota("A")).headers["Location"] == drop(demo, rota("A")).headers["Location"]
    assert drop(demo, rota("B")).headers["Location"] == "/schedules/ana/look/rota-2.ics/"


def test_the_wrong_file_is_gone_with_a_tap(demo: Sitting) -> None:
    """One that a schedule stands on stays, whoever asks."""
    drop(demo, rota("A"))
    demo.client.post("/schedules/ana/forget/rota.ics/")
    assert "rota.ics" not in families.shelf(demo.family)
    path = families.newest(demo.family).household.parents[0].schedule[0].path
    families.keep_upload(demo.family, "used.ics", rota("A"))
    demo.client.post("/schedules/ana/look/used.ics/")
    demo.client.post("/schedules/ana/forget/used.ics/")
    assert {"used.ics", path} <= set(families.shelf(demo.family))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "nothing in this file"),
        (b"  \r\n", "nothing in this file"),
        (b"<!doctype html><html><title>Sign in</title>", "web page came instead"),
        (b"please log in to see this schedule", "refused the password"),
        (b"BEGIN:VCARD\r\nFN:Ana\r\nEND:VCARD\r\n", "contact card"),
        (b"PK\x03\x04 and then nothing that a workbook has", "We find no schedule in this file."),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "picture"),
        (b"{not json", "We find no schedule in this file."),
        (b"Dear all,\nsee you on Friday.", "We find no schedule in this file."),
        (b"%PDF-1.7 x", "PDF"),
    ],
)
def test_what_is_no_schedule_gets_a_sentence_and_a_way_on(demo: Sitting, content: bytes, said: str) -> None:
    """The page of adding once more, and nothing is kept."""
    before = set(families.shelf(demo.family))
    answer = drop(demo, content, "thing.bin")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'role="alert"' in page
    assert said in page
    assert set(families.shelf(demo.family)) == before


def test_a_file_of_30_mb_is_refused_unread(demo: Sitting) -> None:
    """With its size, the limit and what helps."""
    page = drop(demo, b"x" * 30_000_000).content.decode()
    assert "This file has 28 MB; a schedule may have 20." in page


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("", "no link yet"),
        ("my calendar", "not one link"),
        ("ftp://rota.example.org/a.ics", "not a link"),
        ("javascript:alert(1)", "not a link"),
        ("https://", "not a link"),
        ("https://[::1", "not a link"),
        ("http://127.0.0.1/a.ics", "private network"),
        ("http://192.168.1.10:8080/a.ics", "private network"),
        ("http://169.254.169.254/latest", "private network"),
        ("http://[::1]/a.ics", "private network"),
        ("https://localhost/a.ics", "private network"),
        ("webcal://nas.local/a.ics", "private network"),
        ("https://example.org/" + "a" * 2100, "not one link"),
    ],
)
def test_a_link_that_cannot_be_is_said_at_once(demo: Sitting, link: str, said: str) -> None:
    """And it still stands in its field, so that it can be put right."""
    before = schedules(demo)
    answer = demo.client.post("/schedules/ana/link/", {"link": link})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert schedules(demo) == before


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("https://www.amion.com/cgi-bin/ocs?Lo=x&Rpt=619", "amion-619"),
        ("https://app.qgenda.com/ical?key=x", "qgenda-ics"),
        ("webcal://rota.example.org/a", "ics"),
    ],
)
def test_a_link_gives_its_kind_away(demo: Sitting, link: str, kind: str) -> None:
    """What gives nothing away is a calendar."""
    demo.client.post("/schedules/ana/link/", {"link": link})
    spec = families.newest(demo.family).household.parents[0].schedule[-1]
    assert (spec.kind, spec.url) == (kind, link)


def test_a_link_is_on_no_page(demo: Sitting) -> None:
    """Whoever has it can read the schedule; only its host is named."""
    demo.client.post("/schedules/ana/link/", {"link": "https://rota.example.org/secret-key.ics"})
    page = demo.client.get("/schedules/").content.decode()
    assert "rota.example.org" in page
    assert "secret-key" not in page
    assert "It has not been read yet." in page


def test_a_schedule_is_removed_and_named(demo: Sitting) -> None:
    """One that somebody else has changed meanwhile stays."""
    before, kept = schedules(demo), families.newest(demo.family).number
    demo.client.post("/schedules/ana/0/remove/", {"expected": kept - 1 or 99})
    assert schedules(demo) == before
    demo.client.post("/schedules/ana/0/remove/", {"expected": kept})
    assert schedules(demo) == before[1:]
    assert before[0] in families.newest(demo.family).said


def test_reading_again_asks_for_a_plan(demo: Sitting) -> None:
    """The worker reads; the page says that it does."""
    assert not jobs.progress(demo.family).renewing
    demo.client.post("/schedules/again/")
    assert "They are being read" in demo.client.get("/schedules/").content.decode()


def test_a_parent_who_is_not_there_has_no_page(demo: Sitting) -> None:
    """Nor a file that was never dropped."""
    assert demo.client.get("/schedules/nobody/add/").status_code == 404
    assert demo.client.get("/schedules/ana/look/nothing.ics/").status_code == 404
    assert demo.client.post("/schedules/ana/99/remove/").status_code == 404


def test_a_roster_of_many_is_read_for_the_parent_by_name(demo: Sitting) -> None:
    """Where several people stand in a table, it is their own row that counts."""
    rows = (
        "person,start,end,title\nAna,2026-12-07T08:00,2026-12-07T17:00,Day\nBo,2026-12-08T08:00,2026-12-08T17:00,Off\n"
    )
    answer = drop(demo, rows.encode(), "list.csv")
    page = demo.client.get(answer.headers["Location"]).content.decode()
    assert "1 entry in the next four weeks" in page
    assert 'name="match"' in page


@pytest.mark.parametrize(
    ("case", "path", "parent", "kind", "entries"),
    [
        ("six-children", "grid", "Ingrid", "grid", 28),
        ("home-call-and-resident", "amion-625c", "Omar", "amion-625c", 33),
        ("two-residents", "ics", "Ben", "qgenda-ics", 29),
    ],
)
def test_the_kind_is_found_in_the_file_itself(case: str, path: str, parent: str, kind: str, entries: int) -> None:
    """By its look and by which reader makes most sense of it, for the parent of that name."""
    folder = book.folder(case)
    home = read_household((folder / "household.toml").read_text("utf-8"), case)
    one = next(each for each in home.parents if each.name == parent)
    spec = next(each for each in one.schedule if each.kind == path)
    horizon = taking.horizon_of(home, datetime.fromisoformat(book.case(case).now))
    found = taking.of_file("dropped", (folder / spec.path).read_bytes(), one, horizon)
    assert (found.spec.kind, len(found.intake.entries)) == (kind, entries)


MAIL = (
    b"From: amion@example.org\r\nTo: ana@example.org\r\nDate: Mon, 30 Nov 2026 08:00:00 -0600\r\n"
    b"Subject: Changes to your Amion schedule\r\n\r\nYou've been scheduled for HMC Night on 12-8-26.\r\n"
)


def test_mail_without_its_schedule_says_what_is_missing(demo: Sitting) -> None:
    """Before it is believed and afterwards; beside a schedule there is nothing to say."""
    families.change(demo.family, without, "Ana", "No schedules.")
    look = drop(demo, MAIL, "trade.eml").headers["Location"]
    said = "Until the schedule itself is here too, Ana’s time is not known."
    assert said in demo.client.get(look).content.decode()
    demo.client.post(look)
    assert said in demo.client.get("/schedules/").content.decode()
    demo.client.post(drop(demo, rota("Wards A")).headers["Location"])
    assert said not in demo.client.get("/schedules/").content.decode()


def without(home: Household) -> Household:
    """The household in which Ana has no schedule."""
    first, *others = home.parents
    return replace(home, parents=(replace(first, schedule=()), *others))
