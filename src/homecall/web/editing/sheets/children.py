"""What is asked about children, and about the places that have them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from homecall.household.people import Child
from homecall.household.places import Place
from homecall.spans.wall import Clock, Weekly
from homecall.web.editing.codecs import Day, Number, Text, Time
from homecall.web.editing.codecs_hours import Dates, Hours, Lines
from homecall.web.editing.sheet import Field, Section, Sheet

CHILD = Sheet(
    "child",
    _("Add a child"),
    (
        Section(
            _("About the child"),
            (
                Field("name", _("Name"), Text(), _("As the plan should say it.")),
                Field(
                    "born",
                    _("Birthday"),
                    Day(),
                    _("Or the day that you expect the child. Empty if it does not matter."),
                ),
                Field("wakes", _("Wakes at"), Time()),
                Field("bedtime", _("Asleep at"), Time(), _("From then on somebody only has to be at home.")),
            ),
        ),
    ),
    lambda home: Child("", "", None, Clock(6 * 60 + 30), Clock(19 * 60 + 30)),
)

PLACE = Sheet(
    "place",
    _("Add a place"),
    (
        Section(
            _("The place"),
            (
                Field("name", _("What it is called"), Text(), _("Such as a school, a daycare, a class.")),
                Field("hours", _("Hours"), Hours(says_next_day=True), keys=("days", "start", "end")),
                Field(
                    "travel",
                    _("Way there"),
                    Number(_("minutes"), whole=True),
                    _("One way, with somebody who drives."),
                ),
            ),
        ),
        Section(
            _("Closed days"),
            (
                Field(
                    "closed",
                    _("Days that it is closed"),
                    Dates(),
                    _("One day, or the first and the last of several."),
                ),
                Field(
                    "closed_from",
                    _("Calendar file of closed days"),
                    Text(needed=False),
                    _("The name of a calendar that you have given us. Its all-day entries close the place."),
                ),
                Field(
                    "closed_titles",
                    _("Only these entries of it"),
                    Lines(),
                    _("One a line, such as “No school*”. Empty: all of them."),
                ),
            ),
        ),
    ),
    lambda home: Place("", Weekly(frozenset(range(5)), Clock(8 * 60), Clock(15 * 60))),
)
