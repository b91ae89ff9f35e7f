"""What is asked about parents, about the titles on their schedules, and about people who help."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from homecall.household.carers import Carer
from homecall.household.people import Parent, ShiftMeaning
from homecall.timeline.period import Kind
from homecall.web.editing.codecs import Choice, Flag, Number, Text, Time
from homecall.web.editing.codecs_hours import HoursRows, Late, Weekdays
from homecall.web.editing.sheet import Field, Section, Sheet

WORK_RULES = {
    "none": _("None"),
    "acgme-resident": _("Resident or fellow, duty hours of the ACGME"),
    "attending": _("Attending"),
}
CARER_KINDS = {
    "nanny": _("Nanny"),
    "au_pair": _("Au pair"),
    "sitter": _("Sitter"),
    "relative": _("Grandparent or other relative"),
    "neighbour": _("Neighbor or friend"),
    "backup": _("Backup care of an employer"),
}
LABOUR_PACKS = {
    "none": _("None"),
    "us-nanny": _("Nanny, United States"),
    "us-ca-nanny": _("Nanny, California"),
    "us-ny-nanny": _("Nanny, New York"),
    "us-au-pair": _("Au pair program, United States"),
}
SHIFT_KINDS = {
    "work": _("Work at the hospital"),
    "clinic": _("Clinic"),
    "night": _("Night shift"),
    "in_house_call": _("Call, in the hospital"),
    "home_call": _("Call, from home"),
    "remote": _("Work from home"),
    "leave": _("Off: vacation or leave"),
    "marker": _("Nothing: only a note"),
}

PARENT = Sheet(
    "parent",
    _("Add a parent"),
    (
        Section(
            _("About you"),
            (
                Field("name", _("Name"), Text(), _("As the plan should say it.")),
                Field(
                    "commute",
                    _("Way to work"),
                    Number(_("minutes"), whole=True),
                    _("From door to door, one way. Counted before and after work that is not at home."),
                ),
                Field("drives", _("Driving"), Flag(_("Can bring the children and pick them up"))),
                Field(
                    "work_rules",
                    _("Duty rules"),
                    Choice(WORK_RULES),
                    _("How much rest has to lie between duties, and how late each kind of shift usually ends."),
                ),
            ),
        ),
        Section(
            _("Sleep"),
            (
                Field("bed", _("To bed at"), Time(), _("On free days. It counts where rest is planned by your sleep.")),
                Field("up", _("Up at"), Time(), _("On free days.")),
                Field("naps", _("Before a first night on duty"), Flag(_("I sleep in the afternoon"))),
                Field(
                    "woken",
                    _("Nights with small children"),
                    Number(_("of a night")),
                    _("The part of a night that they take from you: 0 for none, 0.25 for a quarter."),
                ),
            ),
            folded=True,
        ),
    ),
    lambda home: Parent("", ""),
)

SHIFT = Sheet(
    "shift",
    _("Say what a title means"),
    (
        Section(
            _("The title"),
            (
                Field(
                    "title",
                    _("Title on the schedule"),
                    Text(),
                    _("As the schedule writes it. * stands for any letters: “Clinic*” is every title that begins so."),
                ),
                Field("kind", _("What it means"), Choice(SHIFT_KINDS, "radio", Kind)),
                Field(
                    "operates",
                    _("The night before"),
                    Flag(_("Should be a rested one, as before a day in the operating room")),
                    _("Then the other parent rather has the children that night, where rest is planned by your sleep."),
                ),
            ),
        ),
        Section(
            _("Times"),
            (
                Field("start", _("Begins at"), Time(needed=False), _("Only if the schedule has another time.")),
                Field("end", _("Ends at"), Time(later=1, needed=False), _("Only if the schedule has another time.")),
                Field(
                    "overrun",
                    _("How late it really gets"),
                    Late(),
                    _("Leave it empty if you do not know: then it is what is usual for this kind of shift."),
                ),
            ),
            folded=True,
        ),
        Section(
            _("Only on some days"),
            (
                Field("days", _("Days of the week"), Weekdays()),
                Field(
                    "with_title",
                    _("Only on days that also say"),
                    Text(needed=False),
                    _("Another title of the same day, such as “Call”."),
                    keys=("with",),
                ),
                Field("without", _("Only on days that do not say"), Text(needed=False)),
            ),
            folded=True,
        ),
    ),
    lambda home: ShiftMeaning("", Kind.WORK),
    lede=_("The first entry that fits a title counts, from the top of the list."),
)

CARER = Sheet(
    "carer",
    _("Add somebody who helps"),
    (
        Section(
            _("About them"),
            (
                Field("name", _("Name"), Text(), _("As the plan should say it.")),
                Field("kind", _("Who they are to you"), Choice(CARER_KINDS)),
                Field("drives", _("Driving"), Flag(_("May bring the children and pick them up"))),
                Field("overnight", _("Nights"), Flag(_("May have the children while they sleep"))),
            ),
        ),
        Section(
            _("When"),
            (
                Field("hours", _("Regular hours"), HoursRows(), _("When they can be counted on, without asking.")),
                Field("on_request", _("When you may ask"), HoursRows(), _("Every block that is used is one ask.")),
                Field(
                    "notice",
                    _("How long ahead to ask"),
                    Number(_("hours")),
                    _("Between asking and the start. For tomorrow evening, ask by this morning: 24."),
                ),
                Field(
                    "standby",
                    _("Called at short notice"),
                    Number(_("minutes"), empty=None, whole=True),
                    _("How soon they can be there inside their hours. Empty if that never works."),
                ),
            ),
        ),
        Section(
            _("Pay"),
            (
                Field("rate", _("An hour costs"), Number(), _("In your own currency.")),
                Field("per_use", _("Fee for each time"), Number(), _("Such as a booking fee.")),
                Field(
                    "guaranteed",
                    _("Paid anyway"),
                    Number(_("hours a week")),
                    _("Hours that are paid whether they are used or not."),
                ),
            ),
        ),
        Section(
            _("Limits"),
            (
                Field("min_shift", _("Shortest visit"), Number(_("hours")), _("Nobody comes for less than this.")),
                Field("max_day", _("Most in a day"), Number(_("hours"), empty=24.0)),
                Field("max_week", _("Most in a week"), Number(_("hours"), empty=168.0), _("Monday to Sunday.")),
                Field(
                    "uses_left",
                    _("Times left"),
                    Number(_("times"), empty=None, whole=True),
                    _("Such as days of backup care that remain this year. Empty for no limit."),
                ),
                Field("rules", _("Labor rules"), Choice(LABOUR_PACKS), _("What the law asks of you, always kept.")),
            ),
            folded=True,
        ),
    ),
    lambda home: Carer("", "", "sitter"),
)
