"""Services by Apprise, over connections of our own making: what is taken, what is certain, what is not."""

from __future__ import annotations

from typing import Any

import pytest

from homecall.errors import PostError
from homecall.outlets.messages import wire
from homecall.outlets.messages.note import Note
from homecall.outlets.messages.services import SCHEMES, Service, _apprise, shown, understood
from tests.unit.outlets.messages.ears import Ear, dial, listening

NOTE = Note("1", "Can you come?", "Mia and Leo, 5 to 7 pm", link="https://home.example.org/x/")


@pytest.fixture(autouse=True)
def _loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOMECALL_ALLOW_PRIVATE", "127.0.0.1")


def told(ear: Ear, address: str = "json://127.0.0.1:{port}/hook", note: Note = NOTE) -> list[str]:
    """A message handed over; each time that it began."""
    began: list[str] = []
    Service(address.format(port=ear.port), dial).hand_over(note, lambda: began.append("began"))
    return began


def refused(ear: Ear) -> PostError:
    """How a message was refused."""
    with pytest.raises(PostError) as wrong:
        told(ear)
    return wrong.value


def test_a_service_is_told_once() -> None:
    """Title, words and link, in one request, begun before it left."""
    with listening(200) as ear:
        assert told(ear) == ["began"]
    (body,) = ear.bodies
    assert body["title"] == "Can you come?"
    assert body["message"] == "Mia and Leo, 5 to 7 pm\n\nhttps://home.example.org/x/"


def test_ntfy_takes_it() -> None:
    """By its own form of address, with its own form of message."""
    with listening(200) as ear:
        told(ear, "ntfy://127.0.0.1:{port}/family-x7")
    (body,) = ear.bodies
    assert body["topic"] == "family-x7"
    assert "Mia and Leo" in body["message"]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_service_is_asked_again(status: int) -> None:
    """What it said is certain, and may be otherwise soon."""
    with listening(status, Retry_After="90") as ear:
        wrong = refused(ear)
    assert (wrong.permanent, wrong.unsure, wrong.wait) == (False, False, 90)


@pytest.mark.parametrize(("status", "gone"), [(302, False), (400, False), (403, False), (404, True), (410, True)])
def test_a_refusal_is_for_good(status: int, gone: bool) -> None:  # noqa: FBT001 (from the list above)
    """Nobody is followed elsewhere either."""
    with listening(status, Location="http://127.0.0.1:1/") as ear:
        wrong = refused(ear)
    assert (wrong.permanent, wrong.unsure, wrong.gone) == (True, False, gone)
    assert len(ear.heard) == 1


def test_an_answer_that_is_lost_is_unsure() -> None:
    """The service heard it all, and hung up: it may show the message or not."""
    with listening(0) as ear:
        assert refused(ear).unsure


def test_a_service_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """In time, and without knowing."""
    monkeypatch.setattr(wire, "PATIENCE", 0.2)
    with listening(-1) as ear:
        assert refused(ear).unsure


def test_a_service_that_is_not_there_was_told_nothing() -> None:
    """A refused connection is certain, and tried again."""
    with listening() as ear:
        pass
    wrong = refused(ear)
    assert (wrong.permanent, wrong.unsure) == (False, False)


def test_a_private_host_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard of schedules is the guard of messages."""
    monkeypatch.delenv("HOMECALL_ALLOW_PRIVATE")
    with listening(200) as ear:
        wrong = refused(ear)
    assert wrong.permanent
    assert ear.heard == []


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "dbus://", "syslog://", "windows://", "macosx://", "mailto://a:b@example.org", "gnome://",
     "mqtt://127.0.0.1/x", "rsyslog://127.0.0.1", "apprises://example.org/x", "json://", "ntfy", "", "ntfy://h.example.org/a/b",
     "ntfy://ntfy.sh/\x00"],
)  # fmt: skip
def test_what_reaches_into_the_machine_is_no_address(address: str) -> None:
    """Nor is one with two targets, of which one may take it and the other not."""
    with pytest.raises(PostError) as wrong:
        understood(address)
    assert wrong.value.permanent


def test_no_service_reads_a_file_of_the_machine() -> None:
    """A template in an address would be read where the app runs."""
    target = understood(f"tgram://123456789:{'A' * 35}/12315544/?template=/etc/passwd&retry=5&verify=no")
    assert len(target.template) == 0
    assert target.retry == 0


def test_every_scheme_is_one_that_apprise_has() -> None:
    """A name that is spelled wrong would be refused for ever."""
    manager: Any = _apprise().manager_plugins.NotificationManager()
    assert set(manager.schemas()) >= SCHEMES


@pytest.mark.parametrize(
    ("address", "said"),
    [("ntfys://secret@ntfy.example.org/topic-of-ours", "ntfy (ntfy.example.org)"), ("ntfy://topic-of-ours", "ntfy")],
)
def test_what_is_shown_holds_no_secret(address: str, said: str) -> None:
    """The service and its server, nothing else."""
    assert shown(address) == said


def test_nothing_of_an_address_is_logged_or_raised(caplog: pytest.LogCaptureFixture) -> None:
    """Whatever goes wrong, on whatever level."""
    caplog.set_level(0)
    with listening(500) as ear, pytest.raises(PostError) as wrong:
        told(ear, "ntfy://name:passw0rd@127.0.0.1:{port}/family-x7")
    found = caplog.text + repr(wrong.value) + repr(wrong.value.__cause__) + repr(Service("ntfy://family-x7", dial))
    assert "family-" not in found
    assert "passw0rd" not in found
    assert "Mia" not in found
