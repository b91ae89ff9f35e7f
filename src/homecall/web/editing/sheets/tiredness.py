"""What is asked about tiredness: from when on another drives, and from when on somebody is tired."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from homecall.household.gates import GATES
from homecall.web.editing.codecs import Number
from homecall.web.editing.sheet import Field, Section, Sheet

_HOURS, _CHANCE = _("hours"), _("from 0 to 1")

GATES_SHEET = Sheet(
    "gates",
    _("When somebody is too tired"),
    (
        Section(
            _("From then on another drives"),
            (
                Field("red_awake", _("Another drives: awake for"), Number(_HOURS, empty=GATES.red_awake)),
                Field(
                    "red_slept", _("Another drives: slept in a day less than"), Number(_HOURS, empty=GATES.red_slept)
                ),
                Field(
                    "red_since_long",
                    _("Another drives: slept since a long duty less than"),
                    Number(_HOURS, empty=GATES.red_since_long),
                    _("In one go, after 20 hours on duty and more."),
                ),
                Field(
                    "red_chance",
                    _("Another drives: chance of being too sleepy"),
                    Number(_CHANCE, empty=GATES.red_chance),
                    _("By the model, for the middle person. 0.5 is one time in two."),
                ),
            ),
        ),
        Section(
            _("From then on somebody is tired"),
            (
                Field("amber_awake", _("Tired: awake for"), Number(_HOURS, empty=GATES.amber_awake)),
                Field("amber_slept", _("Tired: slept in a day less than"), Number(_HOURS, empty=GATES.amber_slept)),
                Field(
                    "amber_slept_two_days",
                    _("Tired: slept in two days less than"),
                    Number(_HOURS, empty=GATES.amber_slept_two_days),
                ),
                Field(
                    "amber_chance",
                    _("Tired: chance of being too sleepy to drive"),
                    Number(_CHANCE, empty=GATES.amber_chance),
                    _("By the model, for the middle person."),
                ),
                Field(
                    "amber_chance_p90",
                    _("Tired: the same for the sleepiest of ten"),
                    Number(_CHANCE, empty=GATES.amber_chance_p90),
                ),
                Field("inertia", _("Tired: after waking for"), Number(_HOURS, empty=GATES.inertia)),
            ),
        ),
    ),
    lambda home: home.gates,
    lede=_("These are what is known from accidents and from research. They count where rest is planned by your sleep."),
)
