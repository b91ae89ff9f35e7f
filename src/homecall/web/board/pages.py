"""The Children's board as data: all that its templates may use, in a child's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homecall.household.household import Household
from homecall.spans.span import HOUR, Minute
from homecall.web.board.cards import Card, cards
from homecall.web.board.figures import figure, house
from homecall.web.board.sight import Sight
from homecall.web.board.sleeps import Away, away, gone_at_night
from homecall.web.board.store import Looks
from homecall.web.look.clocks import stamp
from homecall.web.notes.store import Left

NOTES_FROM = 120
"""Minutes before bedtime from which on the notes for the night are on the board."""
MOONS = 7
"""Sleeps that are drawn one by one; more are a number beside one moon."""


@dataclass(frozen=True, slots=True)
class FaceView:
    """Somebody's picture: a photo by its `sha`, else the drawn figure. `tone` is the number of their colour."""

    id: str
    name: str
    sha: str
    drawn: SafeString
    tone: str


@dataclass(frozen=True, slots=True)
class CardView:
    """A card: what it says above the picture, who is on it, the name below it. `ask` where nobody is promised."""

    what: str
    title: str
    faces: tuple[FaceView, ...]
    name: str
    place: SafeString
    ask: bool


@dataclass(frozen=True, slots=True)
class AwayView:
    """A parent who is away: a sentence, what comes then, and the sleeps as moons before a sun."""

    face: FaceView
    said: str
    then: str
    moons: tuple[int, ...]
    many: int
    sun: bool


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note for tonight: from whom, of which kind, and the words of a text."""

    id: int
    kind: str
    title: str
    words: str
    face: FaceView | None


@dataclass(frozen=True, slots=True)
class ChildView:
    """A child with its cards, who is away, and the notes for its night."""

    face: FaceView
    greeting: str
    day: str
    cards: tuple[CardView, ...]
    away: tuple[AwayView, ...]
    notes: tuple[NoteView, ...]
    asleep: bool


@dataclass(frozen=True, slots=True)
class BoardPage:
    """The board. `tabs` are all children where there are several; `ask` is said where there are no children's views.

    `of` is when the plan was made, for whoever looks later without a network.
    """

    children: tuple[ChildView, ...]
    tabs: tuple[FaceView, ...]
    chosen: str
    ask: str
    askers: tuple[FaceView, ...]
    weekday: str
    night: bool
    of: str


class Faces:
    """Everybody's picture and what the children call them."""

    def __init__(self, household: Household, looks: Mapping[str, Looks]) -> None:
        adults = [one.id for one in household.parents] + [one.id for one in household.carers]
        self._places = {one: at for at, one in enumerate(adults)}
        self._household, self._looks = household, looks

    def name(self, who: str) -> str:
        """What the children call somebody."""
        return self._looks.get(who, Looks()).called or self._household.names.get(who, "")

    def of(self, who: str) -> FaceView:
        """Somebody's picture."""
        looks, at = self._looks.get(who, Looks()), self._places.get(who, -1)
        drawn = figure(who, at, chosen=looks.drawn, small=at < 0)
        return FaceView(who, self.name(who), looks.sha, mark_safe(drawn), f"p{at % 8}" if at >= 0 else "plain")

    def parents(self) -> tuple[FaceView, ...]:
        """The parents, who can be asked."""
        return tuple(self.of(parent.id) for parent in self._household.parents)


def board_page(
    sight: Sight | None,
    household: Household,
    looks: Mapping[str, Looks],
    left: Sequence[Left],
    now: Minute,
    chosen: str,
) -> BoardPage:
    """The board of one child, or of all where none is chosen. Without a fresh sight parents are asked."""
    faces = Faces(household, looks)
    every = [child.id for child in household.children]
    shown = [chosen] if chosen in every else every
    told = [] if sight is None or sight.stale else [_child(sight, faces, one, left, now) for one in shown]
    children = tuple(child for child in told if child)
    tabs = tuple(faces.of(one) for one in every) if len(every) > 1 else ()
    ask = _("Ask {names}").format(names=either([one.name for one in faces.parents()]))
    night = bool(children) and all(child.asleep for child in children)
    weekday = weekdays()[household.wall.local(now).weekday()]
    of = stamp(sight.household.wall.local(sight.plan.now)) if sight else ""
    return BoardPage(children, tabs, chosen if chosen in every else "", ask, faces.parents(), weekday, night, of)


def _child(sight: Sight, faces: Faces, child: str, left: Sequence[Left], now: Minute) -> ChildView | None:
    day = sight.waking(child)
    if day is None:
        return None
    views = tuple(_card(faces, card) for card in cards(sight, child))
    gone = tuple(_away(faces, one) for one in away(sight, child))
    asleep = any(night.holds(now) for night in sight.children[child].asleep)
    when = "" if sight.household.wall.date(day.span.start) == sight.household.wall.date(now) else _("tomorrow")
    greeting = _greeting(faces.name(child), sight.household.wall.local(now).hour, asleep=asleep)
    return ChildView(faces.of(child), greeting, when, views, gone, _notes(sight, faces, child, left, now), asleep)


def _card(faces: Faces, card: Card) -> CardView:
    people = tuple(faces.of(who) for who in card.who)
    if card.place:
        return CardView(card.what, titles()[card.what], (), card.place, mark_safe(house()), ask=False)
    if people:
        name = either([one.name for one in people])
        return CardView(card.what, titles()[card.what], people, name, SafeString(""), ask=False)
    told = faces.parents()[:2]
    will = ngettext("{names} will tell you", "{names} will tell you", len(told))
    name = will.format(names=both([one.name for one in told]))
    return CardView(card.what, titles()[card.what], told, name, SafeString(""), ask=True)


def titles() -> dict[str, str]:
    """What stands above the picture of each card."""
    return {
        "now": _("now"),
        "brings": _("brings you"),
        "picks_up": _("picks you up"),
        "bed": _("puts you to bed"),
        "wakes": _("when you wake up"),
    }


def weekdays() -> tuple[str, ...]:
    """The days of the week, Monday first."""
    return _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday")


def either(names: Sequence[str]) -> str:
    """One of them: "Rosa or Papa"."""
    if len(names) < 2:
        return "".join(names)
    return _("{some} or {other}").format(some=", ".join(names[:-1]), other=names[-1])


def both(names: Sequence[str]) -> str:
    """All of them: "Mama and Papa"."""
    if len(names) < 2:
        return "".join(names)
    return _("{some} and {other}").format(some=", ".join(names[:-1]), other=names[-1])


def _greeting(name: str, hour: int, *, asleep: bool) -> str:
    if asleep:
        return _("Good night, {name}").format(name=name)
    if hour < 12:
        return _("Good morning, {name}").format(name=name)
    return (_("Hello, {name}") if hour < 17 else _("Good evening, {name}")).format(name=name)


def _away(faces: Faces, one: Away) -> AwayView:
    face = faces.of(one.parent)
    count = one.sleeps or 0
    moons = tuple(range(count)) if count <= MOONS else (0,)
    return AwayView(face, _doing(one, face.name), _then(one, face.name), moons, count, one.sleeps is not None)


def _doing(one: Away, name: str) -> str:
    """What a parent does, in words that a child knows."""
    if one.doing == "hospital":
        said = _("{name} is helping people at the hospital tonight.") if one.tonight else ""
        said = said or _("{name} is helping people at the hospital.")
    elif one.doing == "clinic":
        said = _("{name} is helping people at the clinic.")
    elif one.doing == "home":
        said = _("{name} is working at home.")
    else:
        said = _("{name} is at work tonight.") if one.tonight else _("{name} is at work.")
    return said.format(name=name)


def _then(one: Away, name: str) -> str:
    """When they are back. Nothing is said of a time that nobody knows."""
    if one.sleeps is None:
        return _("We will tell you when {name} is home.").format(name=name)
    if not one.sleeps:
        nap = _("First {name} takes a nap, and plays before you go to bed.")
        return (nap if one.nap else _("{name} is home before you go to bed.")).format(name=name)
    said = ngettext("{count} more sleep, then {name} is home.", "{count} more sleeps, then {name} is home.", one.sleeps)
    said = _("One more sleep, then {name} is home.") if one.sleeps == 1 else said
    nap = " " + _("First a nap, then there is time to play.") if one.nap else ""
    return said.format(count=one.sleeps, name=name) + nap


def _notes(sight: Sight, faces: Faces, child: str, left: Sequence[Left], now: Minute) -> tuple[NoteView, ...]:
    """The notes for the child's coming night, from two hours before its bedtime until it wakes."""
    night = sight.nights(child)[0]
    if not night.start - NOTES_FROM <= now < night.end:
        return ()
    evening = sight.household.wall.date(night.start - 3 * HOUR)  # a bedtime after midnight is of the evening before
    ours = [one for one in left if one.child in ("", child)]
    due = [one for one in ours if one.night == evening or (one.night is None and _gone(sight, one.by, child))]
    return tuple(_note(faces, one) for one in due)


def _gone(sight: Sight, parent: str, child: str) -> bool:
    return parent in sight.parents and gone_at_night(sight, parent, sight.nights(child)[0])


def _note(faces: Faces, one: Left) -> NoteView:
    name = faces.name(one.by)
    said = {
        "text": _("A letter from {name}"),
        "drawing": _("A drawing from {name}"),
        "voice": _("Listen: {name}"),
        "video": _("A film from {name}"),
    }[one.kind]
    return NoteView(one.id, one.kind, said.format(name=name), one.words, faces.of(one.by) if name else None)
