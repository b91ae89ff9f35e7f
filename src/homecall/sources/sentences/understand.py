"""One sentence understood: what happened, to whom, by how much and when; or why it is not plain.

Only what is plain is understood. A sentence with a not in it, a question, or one that could mean two things is asked
about: it is about who has the children.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from homecall.sources.sentences.amounts import Reading, days_in, hours_in, length_in, reading_in

Kind = Literal["late", "early", "called", "ill", "cancelled", "closed"]
Why = Literal["nothing", "several", "not", "who", "day", "long"]
LONGEST = 300
"""Letters of one sentence."""

_UNKNOWN = re.compile(
    r"\b(?:(?:i )?(?:do not|don'?t) know(?: yet)?|not sure|no (?:lo )?se)\b"
    r"(?: (?:until|how|when|hasta|cuanto|cuando)\b.*)?"
)
_CANCEL = re.compile(
    r"\b(?:cannot|can'?t|can not|could not|won'?t|will not|(?:is not|isn'?t|not) (?:coming|able)|cancels?|cancell?ed|"
    r"no puede|no podra|no viene|no vendra|cancela|cancelo|ha cancelado)\b"
)
_CLOSED = re.compile(
    r"\b(?:closed|shut|closes|closing|snow day|no (?:school|preschool|daycare|kindergarten|class(?:es)?)|"
    r"cerrad[oa]s?|cierran?|no hay (?:escuela|colegio|cole|clases?|guarderia|guarde))\b"
)
_NOT = re.compile(r"\b(?:not|no longer|never|isn'?t|wasn'?t|aren'?t|don'?t|won'?t|can'?t|cannot|no|nunca|tampoco)\b|\?")
_CALLED = re.compile(
    r"\b(?:called in|call in|been called|got called|(?:going|go|went) in|paged|"
    r"me (?:han )?llam\w+|(?:han )?llamado a|llamad[oa]|tengo que (?:ir|entrar))\b"
)
_ILL = re.compile(
    r"\b(?:ill|sick|fever|feverish|unwell|poorly|vomit\w*|throwing up|enferm[oa]s?|malit[oa]s?|fiebre|esta mal[oa]?)\b"
)
_LATE = re.compile(
    r"\b(?:late|later|delayed?|overrun\w*|(?:runs?|running) over|stuck|held up|behind|longer|tarde|retras\w+|demor\w+|"
    r"se alarga|mas tiempo|works? until|working until|trabaj[oa] hasta)\b"
)
_EARLY = re.compile(r"\b(?:free|early|earlier|libre|temprano|antes)\b")
_AFTERNOON = re.compile(
    r"\b(?:(?:por|en) la (?:tarde|manana|noche)|esta (?:tarde|manana|noche)|this (?:morning|afternoon|evening))\b"
)
_TOLD = re.compile(r"\b(?:told|said|says|wrote|texted|(?<!been )called|dijo|dice|llamo|aviso|escribio)\b")
_EVERYBODY = re.compile(
    r"\b(?:(?:both|all|the) (?:of them|kids|children)|both|kids|los (?:dos|ninos)|las (?:dos|ninas))\b"
)
_GENERIC = (
    ("school", "escuela", "colegio", "cole"),
    ("daycare", "nursery", "creche", "kita", "guarderia", "guarde"),
    ("preschool", "kindergarten", "preescolar", "jardin"),
)


@dataclass(frozen=True, slots=True)
class Known:
    """Whom a sentence may speak of. Names by id; `places` with the children who go there; `speaker` a parent's id."""

    parents: Mapping[str, str]
    children: Mapping[str, str]
    carers: Mapping[str, str]
    places: Mapping[str, tuple[str, ...]]
    speaker: str
    today: date


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a sentence says happened. `who` are ids, or the place; without `minutes` and `at` nobody knows how much.

    With `at` there may be one day, other than today, on which the clock shows that. `hours` are those of each day for
    which a carer cannot come, in minutes of the clock, None for all of it.
    """

    kind: Kind
    who: tuple[str, ...]
    minutes: int | None = None
    at: Reading | None = None
    days: tuple[date, ...] = ()
    hours: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why a sentence is not plain, and of which `kind` it seems; `options` are ids or places that may be meant."""

    why: Why
    kind: Kind | None = None
    options: tuple[str, ...] = ()


def understand(said: str, known: Known) -> Meaning | Unclear:
    """What a sentence means."""
    if len(said) > LONGEST:
        return Unclear("long")
    text = plain(said)
    text, named = _named(text, known)
    if _kinds(text, named & known.carers.keys()) == {"cancelled"}:
        return _cancelled(text, named, known)
    text = _AFTERNOON.sub(" ", _UNKNOWN.sub(" ", text))
    text, at = reading_in(text)
    text, days = days_in(text, known.today)
    kinds = _kinds(text, named & known.carers.keys())
    if len(kinds) != 1:
        return Unclear("several" if kinds else "nothing")
    (kind,) = kinds
    if _NOT.search(_CLOSED.sub(" ", _CANCEL.sub(" ", text)) if kind in ("cancelled", "closed") else text):
        return Unclear("not", kind)
    who = _who(kind, text, named, known)
    if isinstance(who, Unclear):
        return who
    return _measured(kind, who, text, at, days, known)


def _cancelled(text: str, named: frozenset[str], known: Known) -> Meaning | Unclear:
    """A carer who cannot come: on days, or in some hours of one."""
    text, hours = hours_in(text)
    if hours and (_TOLD.search(text) or hours_in(text)[1]):
        return Unclear("several", "cancelled")  # perhaps it is when they said so
    text, at = reading_in(text)
    text, days = days_in(text, known.today)
    if _NOT.search(_CANCEL.sub(" ", text)):
        return Unclear("not", "cancelled")
    if at is not None or (hours and len(days) > 1):
        return Unclear("several", "cancelled")
    who = _who("cancelled", text, named, known)
    return who if isinstance(who, Unclear) else Meaning("cancelled", who, days=days, hours=hours)


def _measured(
    kind: Kind, who: tuple[str, ...], text: str, at: Reading | None, days: tuple[date, ...], known: Known
) -> Meaning | Unclear:
    if kind == "ill" and at is not None:
        return Meaning(kind, who, days=days or (known.today,))  # a child who is ill for some hours is so for the day
    if kind in ("ill", "closed"):
        # Hours of a place are more than is understood here; half of them left out could leave a child alone.
        return Unclear("several", kind) if at is not None else Meaning(kind, who, days=days)
    other = tuple(day for day in days if day != known.today)
    if other and (at is None or len(other) > 1):
        return Unclear("day", kind)
    minutes = None if at is not None else length_in(text)[1]
    return Meaning(kind, who, minutes, at, other)


def plain(said: str) -> str:
    """A text in small letters, without accents, with single spaces and plain apostrophes."""
    bare = unicodedata.normalize("NFKD", said.replace("’", "'").casefold())
    return " ".join("".join(letter for letter in bare if not unicodedata.combining(letter)).split())


def _named(text: str, known: Known) -> tuple[str, frozenset[str]]:
    """Everybody whose name is in the text, and the text without names: one could be a word that means something."""
    people = {**known.parents, **known.children, **known.carers}
    firsts = [plain(name).split(" ")[0] for name in people.values()]
    found = set()
    for id, name in sorted(people.items(), key=lambda one: -len(one[1])):
        whole = plain(name)
        first = whole.split(" ")[0]
        forms = [whole, first] if firsts.count(first) == 1 else [whole]
        for form in forms:
            text, times = re.subn(rf"\b{re.escape(form)}(?:'s)?\b", " ", text)
            found |= {id} if times else set()
    return text, frozenset(found)


def _kinds(text: str, carers: frozenset[str] | set[str]) -> set[Kind]:
    """All that the text may say happened."""
    if carers and (_CANCEL.search(text) or _ILL.search(text)):
        return {"cancelled"}
    forms: tuple[tuple[Kind, re.Pattern[str]], ...] = (
        ("closed", _CLOSED), ("called", _CALLED), ("ill", _ILL), ("late", _LATE), ("early", _EARLY),
    )  # fmt: skip
    return {kind for kind, form in forms if form.search(text)}


def _who(kind: Kind, text: str, named: frozenset[str], known: Known) -> tuple[str, ...] | Unclear:
    if kind == "closed":
        return _place(text, named, known)
    if kind == "cancelled":
        return _some(kind, named & known.carers.keys(), known.carers, most=1)
    if kind == "ill":
        everybody = _EVERYBODY.search(text) is not None or (len(known.children) == 1 and not named)
        return tuple(known.children) if everybody else _some(kind, named & known.children.keys(), known.children)
    if named - known.parents.keys():
        return Unclear("several", kind)
    return _some(kind, named or ({known.speaker} if known.speaker else set()), known.parents, most=1)


def _some(
    kind: Kind, meant: frozenset[str] | set[str], options: Mapping[str, str], most: int = 99
) -> tuple[str, ...] | Unclear:
    found = tuple(id for id in options if id in meant)
    return found if 0 < len(found) <= most else Unclear("who", kind, tuple(options))


def _place(text: str, named: frozenset[str], known: Known) -> tuple[str, ...] | Unclear:
    """The one place that is meant: by its name, by the word for such places, by the child who goes there."""
    children = named & known.children.keys()
    theirs = [name for name, who in known.places.items() if not children or children & set(who)]
    whole = [name for name in theirs if plain(name) in text]
    words = [word for group in _GENERIC for word in group if any(re.search(rf"\b{one}\b", text) for one in group)]
    by_word = [name for name in theirs if any(word in plain(name) for word in words)]
    for found in (whole, by_word, theirs):
        if len(found) == 1:
            return tuple(found)
    return Unclear("who", "closed", tuple(by_word or theirs))
