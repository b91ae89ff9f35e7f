"""What is asked about the family as a whole: moments, what is usual, and what weighs how much."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from homecall.household.codec.times import length
from homecall.household.household import Household
from homecall.household.moments import Moment, Usual
from homecall.household.prices import Prices
from homecall.spans.wall import Clock, Weekly
from homecall.web.editing.codecs import Children, Choice, Flag, Number, Person, Text
from homecall.web.editing.codecs_hours import FromTo, Hours, Who
from homecall.web.editing.sheet import Field, Section, Sheet

IMPORTANCES = {
    "must": _("It must happen, before any cost"),
    "should": _("It should happen"),
    "nice": _("It would be nice"),
}
RESTS = {
    "constants": _("Fixed hours: four after a call, six after a night"),
    "model": _("Predicted sleep, by published research and your own habits"),
}
_EVERY_DAY = frozenset(range(7))

FAMILY = Sheet(
    "family",
    _("The family"),
    (
        Section(
            _("The family"),
            (
                Field("name", _("What you are called"), Text()),
                Field(
                    "timezone",
                    _("Where your clocks are"),
                    Text(list="zones"),
                    _("The nearest big city of your time zone, such as America/Chicago."),
                ),
                Field(
                    "rest",
                    _("Rest after nights and calls"),
                    Choice(RESTS, "radio"),
                    _("Either way nobody has the children while they make up for a night."),
                ),
            ),
        ),
    ),
    lambda home: home,
)


def _all_children(home: Household) -> tuple[str, ...]:
    return tuple(one.id for one in home.children)


def _whole_window(moment: Moment) -> Moment:
    """A ritual without a length takes its whole window."""
    return moment if moment.minutes or moment.window is None else replace(moment, minutes=length(moment.window))


_TITLE = Field("title", _("What it is"), Text(), _("As you say it at home."))
_CHILDREN = Field("children", _("For which children"), Children())
_WHO = Field("who", _("For which of you"), Who(), attrs=("who", "parents"), keys=("who",))
_IMPORTANCE = Field("importance", _("How much it counts"), Choice(IMPORTANCES, "radio"))

MOMENT = Sheet(
    "moment",
    _("Add a day that counts"),
    (
        Section(
            _("The day"),
            (
                _TITLE,
                Field("at", _("When"), FromTo(), attrs=("start", "end"), keys=("at",)),
                Field("travel", _("Way there"), Number(_("minutes"), whole=True), _("One way. 0 at home.")),
                _CHILDREN,
                _WHO,
                _IMPORTANCE,
            ),
        ),
    ),
    lambda home: Moment("", "", _all_children(home)),
)

RITUAL = Sheet(
    "ritual",
    _("Add something that comes back"),
    (
        Section(
            _("What comes back"),
            (
                _TITLE,
                Field("window", _("When it may be"), Hours(), keys=("window", "days")),
                Field(
                    "minutes",
                    _("How long it takes"),
                    Number(_("minutes"), whole=True),
                    _("Empty or 0: the whole of that time."),
                ),
                Field(
                    "goal",
                    _("How often a week"),
                    Number(_("times"), empty=None, whole=True),
                    _("For each of you, if it is for each on their own. Empty: on every one of those days."),
                ),
                _CHILDREN,
                _WHO,
                Field("one_on_one", _("One on one"), Flag(_("With these children and no other"))),
                _IMPORTANCE,
            ),
        ),
    ),
    lambda home: Moment("", "", _all_children(home), window=Weekly(_EVERY_DAY, Clock(19 * 60), Clock(19 * 60 + 45))),
    finish=_whole_window,
)

USUAL = Sheet(
    "usual",
    _("Add what is usual"),
    (
        Section(
            _("What is usual"),
            (
                Field("lead", _("Who usually has them"), Person()),
                Field("children", _("Which children"), Children()),
                Field("window", _("When"), Hours(), keys=("window", "days")),
            ),
        ),
    ),
    lambda home: Usual(_all_children(home), "", Weekly(frozenset(range(5)), Clock(8 * 60), Clock(8 * 60 + 30))),
    lede=_("The plan keeps to it where it can, and says so where it cannot."),
)

PRICES = Sheet(
    "prices",
    _("What weighs how much"),
    (
        Section(
            _("What you would give to avoid it"),
            (
                Field("ask", _("Asking somebody to come"), Number(empty=Prices().ask), _("For one block.")),
                Field(
                    "handoff", _("A handoff"), Number(empty=Prices().handoff), _("One adult takes over from another.")
                ),
                Field(
                    "night_handoff", _("A handoff at night"), Number(empty=Prices().night_handoff), _("9 pm to 6 am.")
                ),
                Field(
                    "late_minute",
                    _("A minute that somebody may be late"),
                    Number(empty=Prices().late_minute),
                    _("Each minute that the children would likely be without cover."),
                ),
                Field("should", _("A missed moment that should happen"), Number(empty=Prices().should)),
                Field("nice", _("A missed moment that would be nice"), Number(empty=Prices().nice)),
                Field("unusual", _("A day unlike the usual"), Number(empty=Prices().unusual)),
                Field(
                    "night_without_parent",
                    _("A night without a parent"),
                    Number(empty=Prices().night_without_parent),
                    _("10 pm to 6 am, with somebody else all the while."),
                ),
                Field(
                    "amber_leg",
                    _("A journey with a tired parent at the wheel"),
                    Number(empty=Prices().amber_leg),
                    _("After a night or a call, where rest is planned by your sleep."),
                ),
                Field(
                    "night_before_operating",
                    _("A night with the children before operating"),
                    Number(empty=Prices().night_before_operating),
                    _("For the parent who operates in the morning, where rest is planned by your sleep."),
                ),
            ),
        ),
    ),
    lambda home: home.prices,
    lede=_("In your own currency. The plan weighs everything with these. Most families leave them as they are."),
)
