"""The Settings page as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Section:
    """A way on: where it leads, what it is called, what one does there."""

    href: str
    label: str
    about: str


SECTIONS: tuple[tuple[str, str | Promise, str | Promise], ...] = (
    ("schedules", _("Schedules"), _("Where the hours of work come from, and how fresh they are.")),
    ("household", _("Our family"), _("Who belongs to it, who helps, places, and what counts.")),
    ("welcome_ahead", _("What else would help"), _("What the plan does not know yet, and what it would give.")),
    ("school", _("Letters from school"), _("Closed days and events, read out of a mail, a PDF or a photo.")),
    ("people", _("People, links and devices"), _("Who sees what, and the calendars to subscribe to.")),
    ("board_settings", _("Children’s board"), _("Photos, figures, and what the tablet in the kitchen may promise.")),
    ("household_history", _("History"), _("Who changed what, and the way back.")),
    ("reach", _("How you are reached"), _("Phone, mail or messenger; quiet hours; what you hear each evening.")),
    ("say_keys", _("Say it from your phone"), _("One sentence to a shortcut, such as “running late 40”.")),
    ("notices", _("Notices"), _("What this phone or browser may tell you.")),
    ("tokens", _("Tokens"), _("For programs of your own.")),
    ("awake", _("Your own sleep"), _("When you are really there, your log of sleep, and having it forgotten.")),
    ("mfa_index", _("Signing in"), _("A second step or a passkey for your account.")),
)
"""The name of an address, what it is called, what is there; in their order."""


def sections() -> Iterator[Section]:
    """The sections whose pages are there."""
    for name, label, about in SECTIONS:
        try:
            yield Section(reverse(name), str(label), str(about))
        except NoReverseMatch:  # a page that this installation leaves out
            continue


def confirmed(typed: str, name: str) -> bool:
    """Whether what was typed is the family's name, however its spaces and capitals stand."""
    return " ".join(typed.split()).casefold() == " ".join(name.split()).casefold() != ""
