"""A line to a mail server that is kept for the next message, and a server that wants it back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from homecall.errors import PostError
from homecall.outlets.invite.mail import Person
from homecall.outlets.invite.post import Office
from homecall.outlets.messages import lines, mail
from homecall.outlets.messages.lines import Lines
from homecall.outlets.messages.mail import Mail
from homecall.outlets.messages.note import Note
from tests.unit.outlets.invite.post_office import Desk, certificate, office

NOW = datetime(2027, 1, 4, 18, tzinfo=UTC)
SENDER = Person("Homecall", "post@home.example.org")


class Burst:
    """Messages one after the other over the same lines; `begun` counts those that were about to leave."""

    def __init__(self, at: Office) -> None:
        self.at, self.lines, self.begun = replace(at, seconds=2), Lines(), 0

    def one(self, number: int, to: str = "rosa") -> None:
        """Hand one over."""
        Mail(self.at, SENDER, f"{to}@example.org", NOW, self.lines).hand_over(Note(str(number), "Hi", "x"), self._begin)

    def _begin(self) -> None:
        self.begun += 1


@pytest.fixture
def burst() -> Iterator[tuple[Desk, Burst]]:
    """A server on loopback, and messages for it."""
    heard = Desk()
    with office(heard) as at:
        many = Burst(at)
        yield heard, many
        many.lines.hang_up()


def numbers(heard: Desk) -> list[str]:
    """Which messages arrived, in their order."""
    return [str(one["Message-ID"]).partition("@")[0].lstrip("<") for one in heard.mails()]


def test_a_burst_goes_over_one_line(burst: tuple[Desk, Burst]) -> None:
    """And after that is hung up, the next over another."""
    heard, many = burst
    for number in range(4):
        many.one(number)
    assert (numbers(heard), len(set(heard.lines))) == (["0", "1", "2", "3"], 1)
    many.lines.hang_up()
    many.one(4)
    assert len(set(heard.lines)) == 2


def test_a_burst_is_signed_in_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over TLS, where that costs most; nobody else's account shares the line."""
    server, client = certificate(tmp_path)
    monkeypatch.setattr(mail, "_trust", lambda: client)
    heard = Desk()
    with office(heard, server, sign_in=True) as at:
        many = Burst(at)
        many.one(0)
        many.one(1)
        assert (heard.protected, heard.signed_in, len(set(heard.lines))) == ([True] * 2, [True] * 2, 1)
        many.at = replace(at, password="wrong")
        with pytest.raises(PostError):
            many.one(2)
        many.lines.hang_up()


@pytest.mark.parametrize("stage", ["MAIL", "RCPT"])
@pytest.mark.parametrize("said", ["break", "421 enough for one line", "452 too many", "550 too many"])
def test_a_used_line_that_takes_no_more_costs_nothing(burst: tuple[Desk, Burst], stage: str, said: str) -> None:
    """Nothing has left over it yet, so that it goes over a fresh one at once, begun once."""
    heard, many = burst
    many.one(0)
    heard.says[stage] = [said]
    many.one(1)
    assert (numbers(heard), many.begun, len(set(heard.lines))) == (["0", "1"], 2, 2)


def test_a_server_that_hangs_up_between_two_messages_gets_the_next_over_a_fresh_line(burst: tuple[Desk, Burst]) -> None:
    """As servers do after a while, and all of them after a restart."""
    heard, many = burst
    many.one(0)
    heard.hang_up()
    many.one(1)
    assert (numbers(heard), many.begun) == (["0", "1"], 2)


def test_an_address_that_a_fresh_line_refuses_too_is_refused(burst: tuple[Desk, Burst]) -> None:
    """It has been asked twice, and nothing was about to leave."""
    heard, many = burst
    many.one(0)
    heard.says["RCPT"] = ["550 nobody here"] * 2
    with pytest.raises(PostError) as wrong:
        many.one(1)
    assert (wrong.value.gone, wrong.value.unsure, many.begun) == (True, False, 1)


def test_a_used_line_that_breaks_after_the_text_is_unsure(burst: tuple[Desk, Burst]) -> None:
    """It is not sent again over another, which would be twice; the next goes over a fresh one."""
    heard, many = burst
    many.one(0)
    heard.says["DATA"] = ["lost"]
    with pytest.raises(PostError) as wrong:
        many.one(1)
    assert (wrong.value.unsure, numbers(heard)) == (True, ["0", "1"])
    many.one(2)
    assert numbers(heard) == ["0", "1", "2"]


def test_a_text_that_is_refused_is_not_tried_over_another_line(burst: tuple[Desk, Burst]) -> None:
    """That it was on its way has been written down once; when it goes again is the outbox's to say."""
    heard, many = burst
    many.one(0)
    heard.says["DATA"] = ["452 full"]
    with pytest.raises(PostError) as wrong:
        many.one(1)
    assert (wrong.value.unsure, wrong.value.permanent, numbers(heard), many.begun) == (False, False, ["0"], 2)


def test_a_line_carries_so_many_and_no_more(burst: tuple[Desk, Burst], monkeypatch: pytest.MonkeyPatch) -> None:
    """Servers count, and would break it off at a time of their own choosing."""
    heard, many = burst
    monkeypatch.setattr(lines, "MOST", 2)
    for number in range(5):
        many.one(number)
    assert len(set(heard.lines)) == 3


def test_two_at_once_get_a_line_each(burst: tuple[Desk, Burst]) -> None:
    """Words of two messages on one line would make nonsense of both."""
    heard, many = burst
    both = threading.Barrier(2, timeout=5)

    def wait() -> None:
        both.wait()

    def told(number: int) -> None:
        way = Mail(many.at, SENDER, f"r{number}@example.org", NOW, many.lines)
        way.hand_over(Note(str(number), "Hi", "x"), wait)

    threads = [threading.Thread(target=told, args=(number,)) for number in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert (sorted(numbers(heard)), len(set(heard.lines))) == (["0", "1"], 2)
