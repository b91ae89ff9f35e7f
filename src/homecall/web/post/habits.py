"""How each person wants to be told things: quiet hours, digests, language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time

from django.conf import settings
from django.utils import translation

from homecall.outlets.messages.quiet import Quiet
from homecall.spans.span import instant
from homecall.spans.wall import Clock, Wall
from homecall.tongue import speaking
from homecall.web.family import store as families
from homecall.web.look.speaking import tongue
from homecall.web.people import store as people
from homecall.web.people.models import Link, Membership
from homecall.web.post.models import Habit

USUAL = Quiet()


@dataclass(frozen=True, slots=True)
class Habits:
    """How somebody wants to be told things; without a word of theirs no digest is sent."""

    quiet: Quiet = USUAL
    evening: bool = False
    week: bool = False
    at: time = time(19)
    language: str = ""


PARENTS = Habits(evening=True, week=True)
"""The habits of a parent who has said nothing."""


def habits(family: int, person: str, usual: Habits | None = None) -> Habits:
    """Somebody's habits, the usual ones where they have said nothing. One query."""
    row = Habit.objects.filter(family=family, person=person).first()
    return habits_of(row) if row else usual or Habits()


def habits_of(row: Habit) -> Habits:
    """The habits of a row."""
    return Habits(Quiet(_clock(row.quiet_start), _clock(row.quiet_until)), row.evening, row.week, row.at, row.language)


def _clock(at: time) -> Clock:
    return Clock(at.hour * 60 + at.minute)


def keep(family: int, person: str, said: Habits) -> None:
    """Keep somebody's habits."""
    start, until = (time(*divmod(one.minutes % 1440, 60)) for one in (said.quiet.start, said.quiet.until))
    new = {"quiet_start": start, "quiet_until": until, "evening": said.evening, "week": said.week, "at": said.at}
    Habit.objects.update_or_create(family_id=family, person=person, defaults={**new, "language": said.language})


def wall_of(family: int) -> Wall:
    """The wall clock of a family. Raises HouseholdError for a family that is gone."""
    return families.wall_of(family)


def undisturbed(wall: Wall, quiet: Quiet, at: datetime) -> datetime:
    """When somebody may be told something that is not urgent: at once, or when their quiet hours are over."""
    now = instant(at)
    free = quiet.over(wall, now)
    return at if free == now else datetime.fromtimestamp(free * 60, UTC)


@contextmanager
def said_in(family: int, person: str) -> Iterator[None]:
    """Says everything in the language and by the clock of a person until the block ends."""
    language, hours = spoken(family, person)
    with translation.override(language), speaking(tongue(language, hours)):
        yield


def spoken(family: int, person: str) -> tuple[str, str]:
    """Language and hours of a person: their own choice, that of their account or link, or the family's."""
    chosen = Habit.objects.filter(family=family, person=person).values_list("language", flat=True).first() or ""
    account = Membership.objects.filter(family=family, person=person).order_by("pk")
    language, hours = account.values_list("user__language", "user__hours").first() or ("", "")
    if not (chosen or language):
        links = Link.objects.filter(family=family, person=person, revoked=None).exclude(language="")
        language = links.order_by("-pk").values_list("language", flat=True).first() or ""
    if not (chosen or (language and hours)):
        usual = people.chosen_in(family)
        language, hours = language or usual[0], hours or usual[1]
    found = chosen or language
    return (found if found in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE), hours
