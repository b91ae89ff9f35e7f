"""What somebody answers to an ask by mail: yes, no, or other hours; and the words that are theirs in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from homecall.sources.sentences.amounts import Reading, reading_in
from homecall.sources.sentences.understand import plain

LONGEST = 300
"""Letters of an answer that are read: what matters stands at its beginning."""
_QUOTED = re.compile(
    r"^(?:>|\|)|^(?:on|el|am|le)\b.{5,200}\b(?:wrote|escribi[oó]|schrieb|[aà] [eé]crit)\s*:?\s*$"
    r"|^-{2,}\s*(?:original message|mensaje original|forwarded message|mensaje reenviado)|^_{8,}$"
    r"|^(?:from|de|von|sent|enviado)\s*:\s|^--\s?$|^sent from my |^enviado desde mi ",
    re.IGNORECASE,
)
_WROTE = re.compile(r"\b(?:wrote|escribi[oó])\s*:\s*$", re.IGNORECASE)
_YES = re.compile(
    r"\b(?:yes|yep|yeah|yup|sure|ok|okay|of course|gladly|happy to|with pleasure|i can|i will|can do|count on me|"
    r"^si|claro|vale|por supuesto|con gusto|cuenta conmigo|puedo|de acuerdo)\b"
)
_NO = re.compile(
    r"\b(?:no|nope|not|sorry|unfortunately|cannot|can'?t|can not|impossible|lo siento|imposible|lamentablemente|"
    r"no puedo|tampoco)\b"
)
_PERHAPS = re.compile(
    r"\b(?:maybe|perhaps|might|check|see|let me|think|depends?|if|unless|quizas?|tal vez|puede ser|depende|a ver|"
    r"dejame|creo)\b|\?|[a-z], si (?:puedo|llego|no|me|tengo|salgo)\b"
)
_FROM = re.compile(r"\b(?:from|after|starting|desde|a partir de|despues de)\b[^\d]{0,20}(?=\d|noon|mediodia)")
_UNTIL = re.compile(r"\b(?:until|till?|to|before|up to|hasta|antes de)\b[^\d]{0,20}(?=\d|noon|mediodia)")


@dataclass(frozen=True, slots=True)
class Hours:
    """Other hours that would do: from when, until when, or both."""

    start: Reading | None = None
    until: Reading | None = None


def own_words(text: str) -> str:
    """What somebody wrote themselves: the lines before what they answer to, before a signature, on one line."""
    lines: list[str] = []
    for line in text.replace("\r\n", "\n").splitlines()[:60]:
        bare = line.strip()
        if _QUOTED.search(bare) or _WROTE.search(bare[-200:]):
            break
        lines.append(bare[:LONGEST])
    # A mail program may break "On Monday, Ana wrote:" into two lines; the first of them then stands last.
    while lines and re.match(r"(?:On|El) \w+.{0,80}\d.{0,80}<?\S+@", lines[-1]):
        lines.pop()
    return " ".join(" ".join(lines).split())[:LONGEST]


def reply_of(text: str) -> Literal["yes", "no"] | Hours | None:
    """What an answer says, from `own_words`; None where it is not plain. Hours count even beside a no."""
    said = plain(text)
    if _PERHAPS.search(said):
        return None
    hours = _hours(said)
    if hours is not None:
        return hours
    negative = _NO.search(said)
    positive = _YES.search(_NO.sub(" ", said) if re.search(r"\bno puedo\b|\bcan'?not\b|\bcan'?t\b", said) else said)
    if negative and re.search(r"\bno (?:problem|worries|hay problema)\b", said):
        negative, positive = None, negative
    if negative and positive and not re.match(r"(?:no|sorry|lo siento)\b", said):
        return None
    return "no" if negative else "yes" if positive else None


def _hours(said: str) -> Hours | None:
    found = {}
    for name, form in (("start", _FROM), ("until", _UNTIL)):
        if match := form.search(said):
            found[name] = reading_in(f"at {said[match.end() :]}")[1]
    given = {name: one for name, one in found.items() if one is not None}
    return Hours(**given) if given else None
