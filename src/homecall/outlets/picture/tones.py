"""How awake the parents of a picture are, beside their lines: who wants it there asks for it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date

from homecall.household.household import Household
from homecall.outlets.picture.model import Day, Fullness, Picture, Tone
from homecall.plan.voice import Voice
from homecall.rules.facts.course import Course, Stretch, course
from homecall.tongue import noted, say

Tones = Callable[[str, Day], Sequence[Tone]]
"""The tones of a person, by id, on a day."""

FULLNESS: dict[str, Fullness] = {"present": "there", "tired": "half", "resting": "half", "not_to_drive": "wheel"}
"""How each state of the model is drawn; asleep, at work and not known have no tone."""
FULLNESS_WORDS: dict[Fullness, str] = {
    "there": noted("really there"),
    "half": noted("tired, or perhaps still asleep"),
    "wheel": noted("somebody else should drive"),
}
"""What each tone means."""


def toned(picture: Picture, tones: Tones, only: Collection[date] = ()) -> Picture:
    """The picture with tones on its threads; on the days of `only` alone, where it names any."""
    days = (_with(day, tones) if not only or day.date in only else day for day in picture.days)
    return replace(picture, days=tuple(days))


def _with(day: Day, tones: Tones) -> Day:
    return replace(day, threads=tuple(replace(one, tones=tuple(tones(one.person, day))) for one in day.threads))


def modelled(household: Household, picture: Picture) -> Picture:
    """The picture with the tones of its parents where the household plans by the model of sleep, else as it is."""
    if household.rest != "model":
        return picture
    days = [day.date for day in picture.days]
    courses = {one.id: course(household, one, days) for one in household.parents}
    return toned(picture, lambda who, day: tones_of(courses[who], day) if who in courses else ())


def tones_of(one: Course, day: Day, address: Callable[[Stretch], str] | None = None) -> tuple[Tone, ...]:
    """The tones of a parent on a day. Each has the reason that the model gives at its beginning, or leads to it."""
    return tuple(
        Tone(stretch.span, FULLNESS[stretch.state], _briefly(one, stretch), address(stretch))
        if address
        else Tone(stretch.span, FULLNESS[stretch.state], _reasoned(one, stretch))
        for stretch in one.stretches(day.date)
        if stretch.state in FULLNESS
    )


def _briefly(one: Course, stretch: Stretch) -> str:
    """A stretch in words: whose it is, what it is, when."""
    state, hours = say(FULLNESS_WORDS[FULLNESS[stretch.state]]), Voice(one.wall).span(stretch.span)
    return say("{name}: {state}, {hours}.", name=one.parent.name, state=state, hours=hours)


def _reasoned(one: Course, stretch: Stretch) -> str:
    """The same with why, and who says so."""
    why = f" {stretch.fitness.reason} ({stretch.fitness.source})" if stretch.fitness else ""
    return _briefly(one, stretch) + why
