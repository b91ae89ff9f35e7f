"""What gateways post, in the shapes in which some of them do."""

from __future__ import annotations

from typing import Any

import pytest

from homecall.sources.sentences.arrived import Arrived, arrived, same

SIGNAL = {
    "envelope": {
        "source": "0b1c-uuid", "sourceNumber": "+15550100199", "timestamp": 17,
        "dataMessage": {"timestamp": 17, "message": "yes", "expiresInSeconds": 0},
    },
    "account": "+15550100100",
}  # fmt: skip
TELEGRAM = {
    "update_id": 9,
    "message": {"message_id": 4, "from": {"id": 12315544, "first_name": "R"}, "chat": {"id": 12315544}, "text": "yes"},
}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"MessageSid": "SM1", "From": "+15550100199", "To": "+1555", "Body": " yes "}, ("yes", "+15550100199", "SM1")),
        ({"msisdn": "15550100199", "to": "1555", "messageId": "0A", "text": "yes"}, ("yes", "15550100199", "0A")),
        ({"results": [{"messageId": "7", "from": "15550100199", "text": "yes"}]}, ("yes", "15550100199", "7")),
        (SIGNAL, ("yes", "+15550100199", "17")),
        ({"jsonrpc": "2.0", "method": "receive", "params": SIGNAL}, ("yes", "+15550100199", "17")),
        (TELEGRAM, ("yes", "12315544", "9")),
        ({"id": "x1", "event": "message", "topic": "t", "message": "yes"}, ("yes", "", "x1")),
        ({"text": "yes"}, ("yes", "", "")),
        ({"text": None, "from": True, "body": []}, ("", "", "")),
        ({}, ("", "", "")),
    ],
)
def test_words_and_sender_are_found(said: dict[str, Any], found: tuple[str, str, str]) -> None:
    """The outermost of what such things are called."""
    assert arrived(said) == Arrived(*found)


def test_a_message_without_end_is_looked_at_for_a_while_only() -> None:
    """Many parts, or very deep ones."""
    deep: dict[str, Any] = {"text": "yes"}
    for _level in range(50):
        deep = {"a": deep}
    assert arrived(deep).words == ""
    assert arrived({"a": [{"b": [{}] * 5000}] * 5000, "z": {"text": "no"}}).words in ("", "no")


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        ("+1 (555) 010-0199", "15550100199", True),
        ("whatsapp:+15550100199", "0015550100199", True),
        ("12315544", "12315544", True),
        ("+15550100199", "+15550100198", False),
        ("", "", False),
        ("1", "1", False),
    ],
)
def test_numbers_are_the_same_however_they_are_written(one: str, other: str, are: bool) -> None:  # noqa: FBT001
    """Whole numbers only: nobody is taken for another by a short one."""
    assert same(one, other) is are
