"""What a gateway posts when somebody has written to it, by SMS or a messenger: their words, from whom, its own name.

Gateways agree on little. What most of them call these things is looked for, the outermost first: `Body` and `From` of
Twilio, `text` and `msisdn` of Vonage, `text` and `from.id` of Telegram, `dataMessage.message` and `sourceNumber` of
Signal's, `message` of ntfy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

WORDS = ("text", "body", "message", "content")
SENDER = ("from", "msisdn", "sourcenumber", "source", "sender", "originator")
NAME = ("messagesid", "smssid", "update_id", "messageid", "messageuuid", "message_id", "id", "timestamp")
DEEPEST = 5
MOST = 200
"""So many parts of a message are looked at, and so deep."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came in. `sender` is a number or an id as the gateway writes it, `name` what it calls the message.

    Any of them is empty where it is not said.
    """

    words: str
    sender: str
    name: str


def arrived(said: Mapping[str, object]) -> Arrived:
    """What the fields of a form, or a JSON object, say."""
    return Arrived(_found(said, WORDS), _found(said, SENDER), _found(said, NAME))


def same(one: str, other: str) -> bool:
    """Whether two numbers or ids are the same: +1 (555) 010-0199, whatsapp:+15550100199 and 0015550100199 are."""
    digits = _digits(one)
    return len(digits) >= 5 and digits == _digits(other)


def _digits(text: str) -> str:
    bare = re.sub(r"\D", "", text[:100])
    return bare.removeprefix("00")


def _found(said: Mapping[str, object], names: tuple[str, ...]) -> str:
    """The outermost value under one of some names, the first of them before the others; a person's is their id."""
    for part in _parts(said):
        bare = {str(key).lower(): value for key, value in part.items()}
        for name in names:
            value = bare.get(name)
            if isinstance(value, Mapping) and names is SENDER:
                value = value.get("id")
            if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
                return str(value).strip()
    return ""


def _parts(said: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    """The objects in a message, itself first, then what is inside, a level after another."""
    level: list[Mapping[str, object]] = [said]
    seen = 0
    for _depth in range(DEEPEST):
        inside: list[Mapping[str, object]] = []
        for part in level:
            seen += 1
            if seen > MOST:
                return
            yield part
            for value in part.values():
                some = value if isinstance(value, list) else [value]
                inside += [one for one in some[:MOST] if isinstance(one, Mapping)]
        level = inside
