"""What a parent tells of their own sleep in the app: kept, used, theirs alone, refused in a sentence, forgotten."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from homecall.rest.calibration import Answer, offset_of
from homecall.spans.span import HOUR, Span, instant
from homecall.spans.wall import Wall
from homecall.web import world
from homecall.web.awake import files
from homecall.web.awake.own import typed
from homecall.web.awake.words import believed
from homecall.web.people import store as people
from homecall.web.people.models import User
from homecall.web.rested.models import Felt, Slept
from tests.web.made import Sitting

CHICAGO = Wall("America/Chicago")
RECORD = '<Record type="HKCategoryTypeIdentifierSleepAnalysis" startDate="{}" endDate="{}" value="{}"/>'


def night(days: int = 1) -> Span:
    """From eleven to five, so many days ago."""
    day = CHICAGO.date(instant(world.now())) - timedelta(days=days)
    return Span(CHICAGO.midnight(day) - HOUR, CHICAGO.midnight(day) + 5 * HOUR)


def local(at: int) -> datetime:
    """What the clock on the wall shows."""
    return CHICAGO.local(at).replace(tzinfo=None)


def csv_of(*spans: Span) -> bytes:
    """A log of these sleeps."""
    rows = (f"{local(one.start):%Y-%m-%d %H:%M},{local(one.end):%Y-%m-%d %H:%M}" for one in spans)
    return "\n".join(("sleep_start,sleep_end", *rows)).encode()


def health(*spans: Span) -> bytes:
    """An export of a phone with these sleeps."""
    asleep = "HKCategoryValueSleepAnalysisAsleepCore"
    said = ((f"{CHICAGO.local(at):%Y-%m-%d %H:%M:%S %z}" for at in (one.start, one.end)) for one in spans)
    return ("<HealthData>" + "".join(RECORD.format(*one, asleep) for one in said) + "</HealthData>").encode()


def zipped(**members: bytes) -> bytes:
    """A ZIP, the same bytes at every run: a test is named after them."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(zipfile.ZipInfo(f"apple_health_export/{name}.xml"), content, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def sent(client: Client, content: bytes, name: str = "sleep.csv") -> str:
    """What the page says after a file."""
    answer = client.post("/awake/slept/file/", {"file": SimpleUploadedFile(name, content)}, follow=True)
    return answer.content.decode().replace("&#x27;", "'")


@pytest.fixture
def other(parent: Sitting) -> Client:
    """The other parent's browser."""
    user = User.objects.create_user("ben@example.com", "a long enough password", name="Ben")
    people.join(user, parent.family, "ben")
    client = Client()
    client.force_login(user)
    return client


def test_a_typed_sleep_is_kept_listed_and_taken_away(parent: Sitting) -> None:
    """By the day one got up on."""
    one = night()
    form = {"day": f"{local(one.end):%Y-%m-%d}", "from": "23:00", "to": "05:00"}
    assert "Kept." in parent.client.post("/awake/slept/", form, follow=True).content.decode()
    row = Slept.objects.get()
    assert Span(instant(row.start), instant(row.end)) == one
    assert "Take away" in parent.client.get("/awake/").content.decode()
    parent.client.post(f"/awake/slept/drop/{row.pk}/")
    assert not Slept.objects.exists()


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"day": "2027-02-30", "from": "23:00", "to": "07:00"},
        {"day": "9999-12-31", "from": "23:00", "to": "07:00"},
        {"day": "2027-03-02", "from": "24:00", "to": "07:00"},
        {"day": "2027-03-02", "from": "23:00+1", "to": "07:00"},
        {"day": "\u0662\u0660\u0662\u0667", "from": "\x00", "to": "sleepy"},
    ],
)
def test_a_sleep_that_cannot_be_read_is_refused_in_a_sentence(parent: Sitting, form: dict[str, str]) -> None:
    """It says what to give instead, and keeps nothing."""
    text = parent.client.post("/awake/slept/", form, follow=True).content.decode()
    assert "This sleep cannot be read." in text
    assert not Slept.objects.exists()


def test_an_afternoon_and_a_night_are_told_apart() -> None:
    """An end that is not later by the clock is of the day after."""
    day = {"day": "2027-03-02"}
    assert typed({**day, "from": "13:00", "to": "15:30"}, CHICAGO).minutes == 150
    assert typed({**day, "from": "22:30", "to": "06:30"}, CHICAGO).minutes == 480
    assert typed({"day": "2027-03-14", "from": "23:00", "to": "07:00"}, CHICAGO).minutes == 420


def test_a_log_goes_out_as_it_came_in(parent: Sitting) -> None:
    """The CSV of the page can be read in again."""
    log = csv_of(night(2), night(1))
    assert "2 sleeps are kept." in sent(parent.client, log)
    assert parent.client.get("/awake/mine.csv").content.decode().split() == log.decode().split()


@pytest.mark.parametrize("form", ["xml", "zip"])
def test_a_health_export_is_read_as_the_phone_makes_it(parent: Sitting, form: str) -> None:
    """The XML or the ZIP, whose largest XML it is, whatever its name in the phone's language."""
    content = health(night(1), night(2), night(200))
    content = content if form == "xml" else zipped(Exportieren=content, export_cda=b"<x/>")
    assert "2 sleeps are kept." in sent(parent.client, content, f"export.{form}")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "There was no file."),
        (b"\xff\xd8\xff\xe0 a photo", "neither a CSV nor an export"),
        (b"when,until\n1,2", "There is no column sleep_start"),
        (b"<HealthData><Record", "cut off"),
        (zipped(export=health())[:60], "cannot be opened"),
        (b"PK\x03\x04" + b"PK\x05\x06" + b"\xff" * 18, "cannot be opened"),
        (b"sleep_start,sleep_end\n0001-01-01 00:00,0001-01-01 08:00", "no sleep of the last 90 days"),
    ],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(parent: Sitting, content: bytes, said: str) -> None:
    """Nothing of it is kept, and the page is there."""
    assert said in sent(parent.client, content)
    assert not Slept.objects.exists()


def test_what_a_watch_got_wrong_does_not_cost_the_rest(parent: Sitting) -> None:
    """Five minutes on the sofa, and a night that is not over."""
    now = instant(world.now())
    wrong = (Span(night(3).end + HOUR, night(3).end + HOUR + 5), Span(now - HOUR, now + HOUR))
    text = sent(parent.client, csv_of(night(1), *wrong))
    assert "1 sleep is kept. 2 were left out" in text


def test_too_large_a_file_is_stopped_while_it_comes(parent: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    """And so is what unpacks to too much."""
    monkeypatch.setattr(files, "LARGEST", 1000)
    assert "larger than" in sent(parent.client, health() + b" " * 2000, "export.xml")
    monkeypatch.setattr(files, "LARGEST", 100_000)
    monkeypatch.setattr(files, "UNPACKED", 1000)
    assert "more than any Health export" in sent(parent.client, zipped(export=health(night()) + b" " * 2000), "e.zip")
    assert not Slept.objects.exists()


def test_a_file_without_the_forms_mark_is_refused(parent: Sitting) -> None:
    """As everywhere, though how the file is read was said before."""
    client = Client(enforce_csrf_checks=True)
    client.cookies = parent.client.cookies
    assert client.post("/awake/slept/file/", {"file": SimpleUploadedFile("a.csv", b"x")}).status_code == 403


def test_an_answer_is_kept_beside_what_was_expected(parent: Sitting) -> None:
    """One tap; what is no step of the scale is refused."""
    parent.client.post("/awake/felt/", {"score": "7"})
    assert Felt.objects.get().score == 7
    for wrong in ("0", "10", "seven", "", "7.0", "\u0667"):
        assert "Nothing was kept." in parent.client.post("/awake/felt/", {"score": wrong}, follow=True).content.decode()
    assert Felt.objects.count() == 1


def test_the_other_parent_sees_no_row_and_no_reason(parent: Sitting, other: Client) -> None:
    """Not on the page, not in the log as a CSV, and nothing of hers can be taken away or forgotten by him."""
    sent(parent.client, csv_of(night(1)))
    said = CHICAGO.local(night(1).start).strftime("%Y-%m-%d")
    for path in ("/awake/", "/awake/0/ana/", "/awake/mine.csv", "/today/", "/week/", "/people/"):
        assert said not in other.get(path).content.decode()
    assert "log of sleep is used" not in other.get("/awake/0/ana/").content.decode()
    assert other.post(f"/awake/slept/drop/{Slept.objects.get().pk}/").status_code == 404
    other.post("/awake/forget/")
    assert Slept.objects.count() == 1


def test_forgetting_takes_one_tap_and_says_so(parent: Sitting) -> None:
    """The log and the answers are gone; the list of deeds has no word of what was in them."""
    sent(parent.client, csv_of(night(1)))
    parent.client.post("/awake/felt/", {"score": "7"})
    assert "Forgotten:" in parent.client.post("/awake/forget/", follow=True).content.decode()
    assert (Slept.objects.count(), Felt.objects.count()) == (0, 0)


@pytest.mark.parametrize("path", ["slept/", "slept/file/", "felt/", "forget/", "slept/drop/1/"])
def test_who_only_looks_around_has_no_sleep_here(demo: Sitting, path: str) -> None:
    """Nothing of a visitor's is kept."""
    assert demo.client.post(f"/awake/{path}", {"score": "5"}).status_code == 404


@pytest.mark.parametrize(
    ("count", "off", "said"),
    [
        (0, 0, "Nothing yet."),
        (11, 1, "11 answers so far."),
        (12, 2, "we lean four fifths on you"),
        (100, -2, "almost wholly"),
        (30, -2, "nine tenths"),
        (12, 0, "about as awake as most"),
        (12, 2, "sleepier than most after such nights: by 1.6 steps of nine, give or take 0.4"),
        (12, -2, "more awake than most"),
    ],
)
def test_the_shrinkage_is_said_in_words(count: int, off: float, said: str) -> None:
    """How many answers, how much of them is believed, and what comes of it."""
    kept: Any = [Answer(5 + off, 5)] * count
    assert said in believed(offset_of(kept))
