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
    ("household", _("Our family"), _("Who belongs to it, schedules, places, and what counts.")),
    ("people", _("People, links and devices"), _("Who sees what, and the calendars to subscribe to.")),
)
"""The name of an address, what it is called, what is there; in their order."""


def sections() -> Iterator[Section]:
    """The sections whose pages are there."""
    for name, label, about in SECTIONS:
        try:
            yield Section(reverse(name), str(label), str(about))
        except NoReverseMatch:  # a page that this installation leaves out
            continue
