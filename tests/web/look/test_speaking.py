"""Every person's own language and clock."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import translation
from django.utils.formats import localize

from homecall import tongue
from homecall.plan.voice import either, listed, time_of_day
from homecall.web.look import speaking
from homecall.web.people.models import User
from tests.web.made import Sitting


def test_a_person_reads_their_own_language_before_the_browsers(parent: Sitting) -> None:
    """The page says so in its own words, its markup and its header."""
    User.objects.update(language="es")
    answer = parent.client.get("/week/", headers={"accept-language": "en"})
    assert answer.headers["Content-Language"] == "es"
    assert '<html lang="es">' in answer.content.decode()
    assert "Semana" in answer.content.decode()


def test_a_stranger_reads_the_browsers_language(db: None) -> None:
    """Nobody is asked before they are in."""
    answer = Client().get("/", headers={"accept-language": "es"})
    assert '<html lang="es">' in answer.content.decode()
    assert "Accept-Language" in answer.headers["Vary"]


def test_a_week_is_drawn_anew_for_another_clock(parent: Sitting) -> None:
    """What was kept for one person's clock is not shown by another's."""
    assert "6 pm" in parent.client.get("/week/").content.decode()
    User.objects.update(hours="24")
    page = parent.client.get("/week/").content.decode()
    assert "18:00" in page
    assert "6 pm" not in page


def test_a_tablet_speaks_as_the_first_parent_does(device: Sitting, parent: Sitting) -> None:
    """It hangs in that parent's kitchen."""
    User.objects.update(language="es")
    answer = device.client.get("/board/", headers={"accept-language": "en"})
    assert answer.headers["Content-Language"] == "es"


@pytest.mark.parametrize(("zone", "counted"), [("America/Chicago", 12), ("America/Bogota", 24), ("Europe/Madrid", 24)])
def test_spanish_counts_as_the_country_does(zone: str, counted: int) -> None:
    """To twelve in the United States, to 24 elsewhere."""
    with tongue.speaking(speaking.tongue("es")):
        assert tongue.hours(zone) == counted


def test_spanish_leans_on_its_neighbours() -> None:
    """One o'clock is one, and Inés is not joined by a second i."""
    with tongue.speaking(speaking.tongue("es")):
        assert listed(["Ana", "Inés"]) == "Ana e Inés"
        assert tongue.say("until {time}", time=time_of_day(13, 0, 12)) == "hasta la 1 p. m."
        assert tongue.say("until {time}", time=time_of_day(12, 0, 12)) == "hasta las 12 p. m."


def test_english_comes_back_when_the_block_ends() -> None:
    """The next request is somebody else's."""
    with tongue.speaking(speaking.tongue("es", "24")):
        assert tongue.manner() == "es24"
    assert tongue.manner() == "en"
    assert time_of_day(18, 30, tongue.hours("Europe/Madrid")) == "6:30 pm"


@pytest.mark.parametrize(
    ("message", "values", "said"),
    [
        (
            "%(name)s takes over at %(time)s.",
            {"name": "Ana", "time": "1:30\N{NO-BREAK SPACE}p. m."},
            "Ana te releva a la 1:30 p. m.",
        ),
        ("%(name)s takes over at %(time)s.", {"name": "Ana", "time": "13:00"}, "Ana te releva a las 13:00."),
        ("%(name)s takes over at %(time)s.", {"name": "Ana", "time": "01:00"}, "Ana te releva a la 01:00."),
    ],
)
def test_spanish_pages_lean_as_the_core_does(message: str, values: dict[str, str], said: str) -> None:
    """Whoever fills the places: code or a template."""
    speaking.tongue("es")
    with translation.override("es"):
        assert (translation.gettext(message) % values).replace("\N{NO-BREAK SPACE}", " ") == said


def test_spanish_templates_lean_too() -> None:
    """What Django fills itself."""
    speaking.tongue("es")
    page = Template(
        "{% load i18n %}{% blocktrans with name=who time=at %}{{ name }} takes over at {{ time }}.{% endblocktrans %}"
    )
    with translation.override("es"):
        assert page.render(Context({"who": "Ana", "at": "1 p. m."})) == "Ana te releva a la 1 p. m."


@pytest.mark.parametrize(("first", "last", "said"), [("Ana", "Olga", "Ana u Olga"), ("Ana", "Ben", "Ana o Ben")])
def test_either_of_two_leans(first: str, last: str, said: str) -> None:
    """No "o" before another."""
    with tongue.speaking(speaking.tongue("es")):
        assert either([first, last]) == said


def test_numbers_are_written_as_in_the_united_states() -> None:
    """Where most who read Spanish here live."""
    with translation.override("es"):
        assert localize(1234.5) == "1234.5"
