"""The model's reasons in the reader's language. They come from the core in English, a sentence each."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from homecall.rest.calibration import Offset
from homecall.rest.fitness import State
from homecall.rules.facts.course import AWAY, UNKNOWN

STATES = {
    State.ASLEEP.value: gettext_lazy("asleep"),
    State.RESTING.value: gettext_lazy("perhaps still asleep"),
    State.PRESENT.value: gettext_lazy("really there"),
    State.TIRED.value: gettext_lazy("tired"),
    State.NOT_TO_DRIVE.value: gettext_lazy("somebody else should drive"),
    AWAY: gettext_lazy("at work or on the way"),
    UNKNOWN: gettext_lazy("not known yet"),
}
"""Each state as parents would say it."""

SCORES = (
    (1, gettext_lazy("wide awake")),
    (2, gettext_lazy("very awake")),
    (3, gettext_lazy("awake")),
    (4, gettext_lazy("fairly awake")),
    (5, gettext_lazy("in between")),
    (6, gettext_lazy("a little sleepy")),
    (7, gettext_lazy("sleepy, no effort to stay up")),
    (8, gettext_lazy("sleepy, some effort")),
    (9, gettext_lazy("fighting sleep")),
)
"""The steps of the scale of sleepiness, in words of ours."""


def _day(count: int) -> str:
    said = ngettext(
        "Slept about %(count)s hour in the last 24 hours.", "Slept about %(count)s hours in the last 24 hours.", count
    )
    return said % {"count": count}


def _two_days(count: int) -> str:
    said = ngettext(
        "Slept about %(count)s hour in the last two days.", "Slept about %(count)s hours in the last two days.", count
    )
    return said % {"count": count}


def _awake(count: int) -> str:
    return ngettext("Awake for %(count)s hour.", "Awake for %(count)s hours.", count) % {"count": count}


def _long(worked: int, slept: int) -> str:
    said = _("After %(worked)s hours on duty and less than %(slept)s hours of sleep since.")
    return said % {"worked": worked, "slept": slept}


def _likely(percent: int) -> str:
    return _("The model gives sleepiness that impairs driving a chance of %(percent)s in 100.") % {"percent": percent}


REASONS: tuple[tuple[str, Callable[..., str]], ...] = (
    (r"Slept about (\d+) hours? in the last 24 hours\.", _day),
    (r"Slept about (\d+) hours? in the last two days\.", _two_days),
    (r"Awake for (\d+) hours?\.", _awake),
    (r"After (\d+) hours? on duty and less than (\d+) hours? of sleep since\.", _long),
    (r"A sleepiness that impairs driving has a chance of (\d+)%\.", _likely),
    (r"After a night on duty, and not slept since\.", lambda: _("After a night on duty, and not slept since.")),
    (r"Awake for less than an hour\.", lambda: _("Awake for less than an hour.")),
    (r"May still be asleep: .*", lambda: _("May still be asleep: such sleeps are often longer.")),
    (r"Predicted to be asleep\.", lambda: _("Expected to be asleep.")),
    (r"Awake, and slept enough by .*", lambda: _("Awake, and slept enough by every rule here.")),
    (r"Nothing is known of the sleep before\.", lambda: _("Nothing is known of the sleep before.")),
    (
        r"It rests on what is theirs alone\.",
        lambda: _("It follows from sleep or answers that are theirs alone."),
    ),
)


def reason(english: str) -> str:
    """A reason of the model in the reader's language; as it is, where it is a new one."""
    for pattern, said in REASONS:
        found = re.fullmatch(pattern, english)
        if found:
            return said(*map(int, found.groups()))
    return english


_OWN_SOURCES = {
    "the person's own habit": gettext_lazy("your own habit, as your household says it"),
    "a log of sleep": gettext_lazy("your own log of sleep"),
    "ours, from the predicted sleep": gettext_lazy("a rule of ours, from the expected sleep"),
}


def source(english: str) -> str:
    """Where something comes from: a citation as it is, our own words in the reader's language."""
    return str(_OWN_SOURCES.get(english, english))


def believed(found: Offset) -> str:
    """How much of what somebody answers is believed, in words, and what it says of them."""
    if not found.answers:
        return _("Nothing yet. From a dozen answers on, this page leans on you, and less on people in general.")
    if not found.counts:
        said = ngettext(
            "%(count)s answer so far. From a dozen on, this page leans on you, and less on people in general.",
            "%(count)s answers so far. From a dozen on, this page leans on you, and less on people in general.",
            found.answers,
        )
        return said % {"count": found.answers}
    said = _("From your %(count)s answers: we lean %(share)s on you, and for the rest on people in general.")
    return f"{said % {'count': found.answers, 'share': _share(found.believed)}} {_off(found)}"


def _share(part: float) -> str:
    """A part in words, the nearest below."""
    shares = ((0.96, _("almost wholly")), (0.9, _("nine tenths")), (0.8, _("four fifths")), (0.75, _("three quarters")))
    return next((said for least, said in shares if part >= least), _("two thirds"))


def _off(found: Offset) -> str:
    values = {"steps": f"{abs(found.mean):.1f}", "give": f"{found.spread:.1f}"}
    if abs(found.mean) <= found.spread:
        return _("As far as they tell, you are about as awake as most people after such nights.")
    sleepier = _("You seem sleepier than most after such nights: by %(steps)s steps of nine, give or take %(give)s.")
    more = _("You seem more awake than most after such nights: by %(steps)s steps of nine, give or take %(give)s.")
    return (sleepier if found.mean > 0 else more) % values


def length(minutes: int) -> str:
    """A length in words, to five minutes: "2 h 50 min"."""
    hours, rest = divmod(5 * round(minutes / 5), 60)
    if not hours:
        return _("%(minutes)s min") % {"minutes": rest}
    if not rest:
        return _("%(hours)s h") % {"hours": hours}
    return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}
