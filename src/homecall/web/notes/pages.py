"""The notes pages as data, and a form for a new note understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from homecall.household.household import Household
from homecall.spans.wall import Wall
from homecall.web.look.arriving import RefusedFile
from homecall.web.look.pictures import drawing
from homecall.web.notes.sniff import sniffed
from homecall.web.notes.store import Left, New

VOICE, VIDEO = 5_000_000, 25_000_000
"""Bytes of a voice and of a video."""
WORDS = 1000
"""Characters of a text."""
AHEAD = timedelta(days=120)
"""How far ahead a note may be left."""
AWAY, TONIGHT, DAY = "away", "tonight", "day"


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note in the parents' list."""

    id: int
    kind: str
    said: str
    for_whom: str
    when: str
    words: str
    played: bool


@dataclass(frozen=True, slots=True)
class NotesPage:
    """All notes, and what the form for a new one offers."""

    lines: tuple[NoteLine, ...]
    parents: tuple[tuple[str, str], ...]
    children: tuple[tuple[str, str], ...]
    mine: str
    tonight: date
    last: date


def evening(wall: Wall, now: datetime) -> date:
    """The day whose evening is tonight: until noon it is still last night's."""
    return (now.astimezone(wall.info) - timedelta(hours=12)).date()


def coming(wall: Wall, now: datetime) -> date:
    """The day whose bedtime comes next, for somebody who leaves a note now; after midnight it is that morning's."""
    return (now.astimezone(wall.info) - timedelta(hours=3)).date()


def notes_page(household: Household, left: tuple[Left, ...], mine: str, now: datetime) -> NotesPage:
    """The page of a family; `mine` is the parent who looks, empty where nobody knows."""
    lines = tuple(_line(household, one) for one in left)
    parents = tuple((one.id, one.name) for one in household.parents)
    children = tuple((one.id, one.name) for one in household.children)
    tonight = coming(household.wall, now)
    return NotesPage(lines, parents, children, mine, tonight, tonight + AHEAD)


def _line(household: Household, one: Left) -> NoteLine:
    kinds = {"text": _("A letter"), "drawing": _("A drawing"), "voice": _("A voice"), "video": _("A film")}
    name, child = household.names.get(one.by, ""), household.names.get(one.child, "")
    said = _("{kind} from {name}").format(kind=kinds[one.kind], name=name) if name else kinds[one.kind]
    when = one.night.isoformat() if one.night else _("the next night that {name} is away").format(name=name)
    return NoteLine(one.id, one.kind, said, child or _("all children"), when, one.words, one.played is not None)


def new_note(household: Household, form: Mapping[str, str], content: bytes, now: datetime) -> tuple[New, str]:
    """The note that a form asks for, and a word of warning about it. Raises RefusedFile with what is wrong."""
    parents, children = {p.id for p in household.parents}, {c.id for c in household.children}
    by = form.get("by", "") if form.get("by", "") in parents else ""
    child = form.get("child", "") if form.get("child", "") in children else ""
    night = _night(household.wall, form, by, now)
    words = form.get("words", "").strip()[:WORDS]
    if not content and not words:
        raise RefusedFile(_("There is nothing in this note yet."), cure=_("Write, draw or record something."))
    if not content:
        return New(child, by, night, "text", words), ""
    kind, type, kept, warning = _recording(content)
    return New(child, by, night, kind, words, kept, type), warning


def _night(wall: Wall, form: Mapping[str, str], by: str, now: datetime) -> date | None:
    """Which evening is meant; None for the next that the parent is away."""
    tonight = coming(wall, now)
    if form.get("when") == AWAY and by:
        return None
    if form.get("when") != DAY:
        return tonight
    try:
        day = date.fromisoformat(form.get("night", ""))
    except ValueError:
        raise RefusedFile(_("Please choose the evening it is for.")) from None
    if not tonight <= day <= tonight + AHEAD:
        raise RefusedFile(_("That evening is over or too far away."), cure=_("Choose one in the next four months."))
    return day


def _recording(content: bytes) -> tuple[str, str, bytes, str]:
    """Kind, type, what is kept, and a warning."""
    found = sniffed(content)
    if found is None:
        try:
            return "drawing", "image/png", drawing(content), ""
        except RefusedFile as wrong:
            cure = _("Use a film or a voice as WebM, MP4, Ogg or WAV, or a picture as JPEG or PNG.")
            raise RefusedFile(_("This is nothing that the board can show or play."), cure=cure) from wrong
    largest = VIDEO if found.video else VOICE
    if len(content) > largest:
        said = _("This recording is larger than {megabytes} MB.").format(megabytes=largest // 1_000_000)
        raise RefusedFile(said, cure=_("Record a shorter one."))
    warning = "" if found.plays else _("It is kept, but the tablet may not be able to play it. Please try it once.")
    return "video" if found.video else "voice", found.type, content, warning
