"""Letters over real SMTP: protected where offered, refused with a sentence, never counted as sent by mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from homecall.errors import DeliveryError
from homecall.outlets.invite.post import Office
from tests.unit.dav.server import free_port
from tests.unit.outlets.invite.asking import asking, of, sent
from tests.unit.outlets.invite.post_office import PASSWORD, USER, Desk, certificate, office

TWO = (("1 13:00", "1 15:00"), ("2 13:00", "2 15:00"))


def test_a_letter_is_protected_where_that_is_offered(tmp_path: Path) -> None:
    """STARTTLS is taken, and the certificate is held against what is trusted."""
    desk, (server, client) = Desk(), certificate(tmp_path)
    with office(desk, server) as at:
        sent(asking(), tmp_path / "l", at, trust=client)
    assert desk.protected == [True]


def test_a_server_that_is_not_who_it_says_gets_nothing(tmp_path: Path) -> None:
    """A certificate that nobody vouches for ends it, for good, with nothing sent and nothing noted."""
    desk, (server, _) = Desk(), certificate(tmp_path)
    with office(desk, server) as at:
        with pytest.raises(DeliveryError, match="could not be trusted") as caught:
            sent(asking(), tmp_path / "l", at)
        assert caught.value.permanent
    assert desk.arrived == []
    assert sent(asking(), tmp_path / "l", None)[0].startswith("Invited")


def test_signing_in_works_over_tls(tmp_path: Path) -> None:
    """The name and the password are the given ones."""
    desk, (server, client) = Desk(), certificate(tmp_path)
    with office(desk, server, sign_in=True) as at:
        sent(asking(), tmp_path / "l", at, trust=client)
    assert desk.signed_in == [True]


@pytest.mark.parametrize("password", ["wr0ng", "Grüße"])
def test_a_wrong_password_is_said_without_it(tmp_path: Path, password: str) -> None:
    """It is for good, and the letter is still owed."""
    _, (server, client) = Desk(), certificate(tmp_path)
    with office(Desk(), server, sign_in=True) as at:
        wrong = Office(at.host, at.port, USER, password)
        with pytest.raises(DeliveryError, match="the password") as caught:
            sent(asking(), tmp_path / "l", wrong, trust=client)
    assert caught.value.permanent
    assert password not in str(caught.value)
    assert sent(asking(), tmp_path / "l", None)[0].startswith("Invited")


def test_no_password_goes_in_the_open(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A server in the world that offers no protection is not signed in to."""
    monkeypatch.setattr("homecall.outlets.invite.post._near", lambda _: False)
    with office(Desk()) as at, pytest.raises(DeliveryError, match="sent in the open") as caught:
        sent(asking(), tmp_path / "l", Office(at.host, at.port, USER, PASSWORD))
    assert caught.value.permanent


def test_a_password_does_not_show() -> None:
    """In no representation of the server's address."""
    assert PASSWORD not in repr(Office("mail.example.org", 587, USER, PASSWORD))


def test_nobody_there_is_worth_another_try(tmp_path: Path) -> None:
    """Nothing was sent, and the sentence says that trying again is safe."""
    with pytest.raises(DeliveryError, match="does not answer") as caught:
        sent(asking(), tmp_path / "l", Office("127.0.0.1", free_port()))
    assert not caught.value.permanent
    assert sent(asking(), tmp_path / "l", None)[0].startswith("Invited")


@pytest.mark.parametrize(
    ("stage", "answer", "words", "permanent"),
    [
        ("MAIL", "550 no such sender", "the sender's address", True),
        ("RCPT", "550 no such user", "the carer's address", True),
        ("RCPT", "451 greylisted", "the carer's address", False),
        ("DATA", "554 spam", "the letter", True),
        ("DATA", "452 full", "the letter", False),
    ],
)  # fmt: skip
def test_a_refusal_is_certain(tmp_path: Path, stage: str, answer: str, words: str, permanent: bool) -> None:  # noqa: FBT001 (pytest hands it over by name)
    """It says what was refused and whether for good; the letter is owed as before."""
    desk = Desk({stage: [answer]})
    with office(desk) as at:
        with pytest.raises(DeliveryError, match=f"refused {words}") as caught:
            sent(asking(), tmp_path / "l", at)
        assert caught.value.permanent is permanent
        assert sent(asking(), tmp_path / "l", at)[0].startswith("Invited")
    assert len(desk.arrived) == 1


@pytest.mark.parametrize("stage", ["MAIL", "RCPT"])
def test_a_line_that_breaks_before_the_text_has_sent_nothing(tmp_path: Path, stage: str) -> None:
    """That is certain, and the letter goes out with the next run."""
    desk = Desk({stage: ["break"]})
    with office(desk) as at:
        with pytest.raises(DeliveryError, match="does not answer"):
            sent(asking(), tmp_path / "l", at)
        sent(asking(), tmp_path / "l", at)
    assert len(desk.arrived) == 1


@pytest.mark.parametrize(("answer", "arrived"), [("lost", 1), ("break", 0)])
def test_a_line_that_breaks_with_the_text_is_uncertain(tmp_path: Path, answer: str, arrived: int) -> None:
    """Whether it was taken or not, nobody here can know: it is said, and not sent again without a word."""
    desk = Desk({"DATA": [answer]})
    with office(desk) as at:
        with pytest.raises(DeliveryError, match="it may have arrived, or not") as caught:
            sent(asking(), tmp_path / "l", at)
        assert "--again" in caught.value.cure
        assert sent(asking(), tmp_path / "l", at)[0].startswith("Not certain")
        assert len(desk.arrived) == arrived
        sent(asking(), tmp_path / "l", at, of(again=True))
    assert len(desk.arrived) == arrived + 1


def test_what_was_sent_before_a_failure_is_not_sent_twice(tmp_path: Path) -> None:
    """The second of two letters is refused: the next run sends that one alone."""
    desk = Desk({"RCPT": ["250 OK", "451 later"]})
    with office(desk) as at:
        with pytest.raises(DeliveryError):
            sent(asking(*TWO), tmp_path / "l", at)
        said = sent(asking(*TWO), tmp_path / "l", at)
    assert said[0].startswith("Invited: Can you be here? Monday")
    assert said[-1] == "1 letter to Aunt Joan; 1 shift needs none."
    assert len(desk.arrived) == 2


def test_what_went_is_said_as_it_goes(tmp_path: Path) -> None:
    """The sentence about the first letter is there before the second one fails."""
    from homecall.outlets.invite.deliver import deliver

    desk = Desk({"RCPT": ["250 OK", "550 no"]})
    with office(desk) as at:
        steps = deliver(of(), asking(*TWO), tmp_path / "l", at)
        assert next(steps).startswith("Invited: Can you have")
        with pytest.raises(DeliveryError):
            next(steps)


def test_dots_and_long_lines_arrive_as_they_left(tmp_path: Path) -> None:
    """A line of a single dot would end a letter that is not careful."""
    from dataclasses import replace

    from homecall.outlets.invite.deliver import deliver
    from tests.unit.outlets.invite.asking import HOME

    child = replace(HOME.children[0], name=".\n." + "x" * 1200)
    home = replace(HOME, children=(child, HOME.children[1]))
    desk = Desk()
    with office(desk) as at:
        list(deliver(replace(of(), household=home), asking(), tmp_path / "l", at))
    assert desk.arrived[0].rstrip().endswith(b"--")
    assert max(len(line) for line in desk.arrived[0].split(b"\r\n")) <= 998
    assert "x" * 1200 in str(desk.mails()[0]["Subject"])
