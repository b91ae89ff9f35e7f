"""Mail to the host's own server: what is certain, what is not, and how the letter reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from homecall.errors import PostError
from homecall.outlets.invite.mail import Person
from homecall.outlets.invite.post import Office
from homecall.outlets.messages.lines import Lines
from homecall.outlets.messages.mail import Mail, written
from homecall.outlets.messages.note import Note
from tests.unit.outlets.invite.post_office import Desk, office

NOW = datetime(2027, 1, 4, 18, tzinfo=UTC)
SENDER = Person("Homecall", "post@home.example.org")
NOTE = Note("f3-7", "¿Puedes venir?", ".Mia\n..Leo\n" + "ñ" * 200, link="https://h.example.org/x/")


@pytest.fixture
def desk() -> Iterator[tuple[Desk, Mail]]:
    """A mail server on loopback, and the way to Rosa over it."""
    heard = Desk()
    with office(heard) as at:
        lines = Lines()
        yield heard, Mail(replace(at, seconds=2), SENDER, "rosa@example.org", NOW, lines)
        lines.hang_up()


def test_a_letter_arrives_as_it_was_written(desk: tuple[Desk, Mail]) -> None:
    """Dots at the beginning of lines, long lines and letters of other alphabets included."""
    heard, mail = desk
    mail.hand_over(NOTE, lambda: None)
    (got,) = heard.mails()
    assert got.get_content().replace("\r\n", "\n") == NOTE.text + "\n"
    assert (got["Subject"], got["To"]) == ("¿Puedes venir?", "rosa@example.org")
    assert got["Message-ID"] == "<f3-7@home.example.org>"


@pytest.mark.parametrize(("said", "lasting"), [("451 later", False), ("550 nobody here", True)])
def test_a_refused_address_has_not_begun(desk: tuple[Desk, Mail], said: str, lasting: bool) -> None:  # noqa: FBT001
    """Nothing is on its way yet, so nothing need be noted."""
    heard, mail = desk
    heard.says["RCPT"] = [said]
    with pytest.raises(PostError) as wrong:
        mail.hand_over(NOTE, pytest.fail)
    assert (wrong.value.permanent, wrong.value.unsure) == (lasting, False)


@pytest.mark.parametrize(("said", "lasting"), [("452 full", False), ("554 no", True)])
def test_a_refused_letter_is_certain(desk: tuple[Desk, Mail], said: str, lasting: bool) -> None:  # noqa: FBT001
    """The server has read it and does not want it."""
    heard, mail = desk
    heard.says["DATA"] = [said]
    with pytest.raises(PostError) as wrong:
        mail.hand_over(NOTE, lambda: None)
    assert (wrong.value.permanent, wrong.value.unsure) == (lasting, False)


def test_a_line_that_breaks_after_the_letter_is_unsure(desk: tuple[Desk, Mail]) -> None:
    """The server had it all and said nothing."""
    heard, mail = desk
    heard.says["DATA"] = ["lost"]
    with pytest.raises(PostError) as wrong:
        mail.hand_over(NOTE, lambda: None)
    assert wrong.value.unsure


def test_a_server_that_is_not_there_is_asked_again() -> None:
    """Nothing has left."""
    mail = Mail(Office("127.0.0.1", 1, seconds=1), SENDER, "rosa@example.org", NOW, Lines())
    with pytest.raises(PostError) as wrong:
        mail.hand_over(NOTE, pytest.fail)
    assert (wrong.value.permanent, wrong.value.unsure) == (False, False)


def test_what_raises_at_the_beginning_keeps_it_from_leaving(desk: tuple[Desk, Mail]) -> None:
    """As when another has taken it meanwhile."""
    heard, mail = desk

    def lost() -> None:
        raise LookupError("lost")

    with pytest.raises(LookupError):
        mail.hand_over(NOTE, lost)
    assert heard.arrived == []


def test_a_title_cannot_add_a_header() -> None:
    """Whatever somebody's name is."""
    text = written(Note("1", "Mia\r\nBcc: all@example.org", "x"), SENDER, "rosa@example.org", NOW)
    assert b"\r\nBcc" not in text
