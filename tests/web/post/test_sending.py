"""What the environment says about messages, and the sentences for what cannot be."""

from __future__ import annotations

import pytest

from homecall.errors import SetupError
from homecall.web.settings.sending import Sending, sending

MAIL = {"HOMECALL_SMTP_HOST": "mail.example.org", "HOMECALL_SMTP_FROM": "home@example.org"}


def test_without_a_word_nothing_goes_out_and_nothing_comes_in() -> None:
    """A family's own machine needs none of it."""
    assert (
        sending({}) == sending({"HOMECALL_SMTP_PORT": "", "HOMECALL_MAIL_IN": "", "HOMECALL_ADDRESS": ""}) == Sending()
    )


def test_in_production_the_first_name_is_the_address() -> None:
    """Unless another is said; a slash at its end does not matter."""
    assert sending({}, ("family.example.org", "other.example.org")).address == "https://family.example.org"
    assert (
        sending({"HOMECALL_ADDRESS": "https://x.example.org/"}, ("a.example.org",)).address == "https://x.example.org"
    )


def test_a_mail_server_is_said_in_parts() -> None:
    """Its password is in no text of it."""
    more = {"HOMECALL_SMTP_PORT": "465", "HOMECALL_SMTP_USER": "home", "HOMECALL_SMTP_PASSWORD": "s3cret"}
    found = sending(MAIL | more)
    assert (found.smtp, found.port, found.user, found.sender) == ("mail.example.org", 465, "home", "home@example.org")
    assert "s3cret" not in repr(found)


def test_a_letterbox_has_a_place_and_a_domain() -> None:
    """Of version 6, too."""
    said = {"HOMECALL_MAIL_IN": "[::1]:8725", "HOMECALL_MAIL_DOMAIN": "in.example.org"}
    assert sending(said).mail_in == ("::1", 8725)


@pytest.mark.parametrize(
    "said",
    [
        {"HOMECALL_ADDRESS": "family.example.org"},
        {"HOMECALL_SMTP_HOST": "mail.example.org"},
        {**MAIL, "HOMECALL_SMTP_PORT": "smtp"},
        {**MAIL, "HOMECALL_SMTP_FROM": "Home <home@example.org>"},
        {"HOMECALL_MAIL_IN": "127.0.0.1:8725"},
        {"HOMECALL_MAIL_IN": "8725", "HOMECALL_MAIL_DOMAIN": "x.example.org"},
        {"HOMECALL_MAIL_IN": "127.0.0.1:99999", "HOMECALL_MAIL_DOMAIN": "x.example.org"},
    ],
)
def test_what_cannot_be_is_refused_before_the_app_starts(said: dict[str, str]) -> None:
    """In a sentence that names the setting and the cure."""
    with pytest.raises(SetupError) as wrong:
        sending(said)
    assert "HOMECALL_" in wrong.value.message
    assert wrong.value.cure
