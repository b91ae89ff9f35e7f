"""Reading again: addresses are asked because somebody wants it, and a plan follows."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from homecall.errors import FetchError
from homecall.household.people import SourceSpec
from homecall.sources.memory import memory
from homecall.sources.web.ask import Answer, Validators
from homecall.web import world
from homecall.web.jobs import store as jobs
from homecall.web.schedules import reading
from tests.web.made import Sitting
from tests.web.schedules.test_schedules import rota


@pytest.fixture
def linked(demo: Sitting, settings: object, tmp_path: Path) -> Sitting:
    """A family with a link that nobody has asked yet, whose plan is asked for no more."""
    settings.DATA = tmp_path  # type: ignore[attr-defined] # Django's settings take anything
    demo.client.post("/schedules/ana/link/", {"link": "https://rota.example.org/a.ics"})
    claim = jobs.claim("test", world.now())
    assert claim is not None
    jobs.finish(claim)
    return demo


def test_a_tap_asks_each_address_and_for_a_plan(linked: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    """What came is remembered, so that its titles can be asked about."""
    seen: list[str] = []

    def said(spec: SourceSpec, _known: object = None) -> Answer:
        seen.append(spec.name)
        return Answer(rota("Blorb"), Validators())

    monkeypatch.setattr(memory, "asked", said)
    linked.client.post("/schedules/again/")
    assert reading.read_again("one", threading.Event())
    assert seen == ["rota.example.org"]
    assert jobs.progress(linked.family).renewing
    assert "What is “Blorb”?" in linked.client.get("/schedules/titles/").content.decode()


def test_an_address_that_fails_stops_nothing(linked: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    """The plan is asked for, and says what is wrong."""

    def refused(*_words: object) -> Answer:
        raise FetchError("It does not answer.", cure="Wait.", permanent=False)

    monkeypatch.setattr(memory, "asked", refused)
    linked.client.post("/schedules/again/")
    assert reading.read_again("one", threading.Event())
    assert jobs.progress(linked.family).renewing
    assert not jobs.progress(linked.family, reading.AGAIN).renewing


def test_nobody_who_waits_is_nothing_to_do(linked: Sitting) -> None:
    """The worker goes on with what else there is."""
    assert not reading.read_again("one", threading.Event())


def test_a_worker_that_stops_lets_it_go(linked: Sitting) -> None:
    """For whoever is next, without an address asked."""
    linked.client.post("/schedules/again/")
    stop = threading.Event()
    stop.set()
    assert reading.read_again("one", stop)
    assert jobs.progress(linked.family, reading.AGAIN).renewing
