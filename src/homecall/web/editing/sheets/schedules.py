"""What is asked about where a parent's schedule comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homecall.errors import HouseholdError
from homecall.household.household import Household
from homecall.household.people import SourceSpec
from homecall.web.editing.codecs import Choice, Day, Flag, Single, Text
from homecall.web.editing.codecs_hours import Dates
from homecall.web.editing.inputs import Input, Raw, first
from homecall.web.editing.sheet import Field, Section, Sheet

SOURCE_KINDS = {
    "ics": _("Calendar (ICS)"),
    "caldav": _("Calendar on a server (CalDAV)"),
    "amion-619": _("Amion, report 619"),
    "amion-625c": _("Amion, report 625c"),
    "amion-ics": _("Amion, calendar"),
    "amion-mail": _("Amion, mail"),
    "qgenda-csv": _("QGenda, CSV"),
    "qgenda-ics": _("QGenda, calendar"),
    "qgenda-xlsx": _("QGenda, Excel"),
    "qgenda-json": _("QGenda, JSON"),
    "lightning-json": _("Lightning Bolt, JSON"),
    "shiftadmin-json": _("ShiftAdmin, JSON"),
    "shiftadmin-csv": _("ShiftAdmin, CSV"),
    "metricaid-ics": _("MetricAid, calendar"),
    "grid": _("Spreadsheet of any kind"),
    "csv": _("Plain table (CSV)"),
}
LAYOUTS = {
    "": _("Find out by looking"),
    "block": _("A row for each person, a column for each day"),
    "annual": _("A row for each person, a column for each week or block"),
    "calls": _("A row for each day, a column for each role"),
    "shifts": _("A row for each shift, a column for each day"),
}


@dataclass(frozen=True, slots=True)
class FileOrLink(Single):
    """The path of a file or a link, as a pair of which one is empty. A link is often a secret, and is not shown."""

    def show(self, value: Any) -> Raw:
        """The path; nothing for a link."""
        return {"": (value[0],)} if value[0] else {}

    def parse(self, raw: Raw, before: Any, home: Household) -> tuple[str, str]:
        """Path and link. Empty keeps the link that was there. Raises HouseholdError where there was none."""
        text = first(raw).strip()
        if text:
            return ("", text) if "://" in text else (text, "")
        if not before or not before[1]:
            raise HouseholdError(gettext("A file or a link has to stand here."))
        return "", before[1]

    def words(self, value: Any, home: Household) -> str:
        """The path, or that it is a link."""
        return value[0] or gettext("a link")

    def input(self, value: str) -> Input:
        """A line to paste into."""
        return Input("", "text", value)


SCHEDULE = Sheet(
    "schedule",
    _("Add a schedule"),
    (
        Section(
            _("Where it comes from"),
            (
                Field("kind", _("What it is"), Choice(SOURCE_KINDS)),
                Field(
                    "where",
                    _("File or link"),
                    FileOrLink(),
                    _("A link that is there already is kept and not shown; paste a new one to replace it."),
                    attrs=("path", "url"),
                ),
                Field(
                    "match",
                    _("Your name in it"),
                    Text(needed=False),
                    _("As the schedule writes it, where it lists several people."),
                ),
                Field(
                    "published_through",
                    _("Published through"),
                    Day(),
                    _("The last day that it is out for. Empty: what the schedule itself shows."),
                ),
            ),
        ),
        Section(
            _("Where it is wrong"),
            (
                Field("wrong_on", _("Days on which it is wrong"), Dates(tuple), _("What it says of them is left out.")),
                Field("yields", _("Beside other schedules"), Flag(_("Gives way wherever another one says otherwise"))),
            ),
        ),
        Section(
            _("How it is read"),
            (
                Field("sheet", _("Sheet of the workbook"), Text(needed=False), _("Empty: the first.")),
                Field("layout", _("How a spreadsheet is laid out"), Choice(LAYOUTS)),
                Field(
                    "first_day",
                    _("First day of a spreadsheet"),
                    Day(),
                    _("The day with which its weeks, blocks or month begin. Empty: what the sheet says."),
                ),
                Field(
                    "user_agent",
                    _("Name to ask the link under"),
                    Text(needed=False),
                    _("Only for systems that answer no other. Empty: our own."),
                ),
            ),
            folded=True,
        ),
    ),
    lambda home: SourceSpec("ics"),
)
