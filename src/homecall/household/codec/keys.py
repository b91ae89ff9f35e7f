"""Every word of the household file, format 1: keys by table, and the names that values are chosen from."""

from __future__ import annotations

from homecall.timeline.period import Kind
from homecall.tongue import noted

FORMAT = 1

KEYS: dict[str, tuple[str, ...]] = {
    "household": (
        "format",
        "name",
        "timezone",
        "rest",
        "parents",
        "children",
        "carers",
        "moments",
        "usual",
        "prices",
        "gates",
    ),
    "parents": ("id", "name", "work_rules", "commute", "drives", "bed", "up", "naps", "woken", "schedule", "shifts"),
    "parents.schedule": (
        *("kind", "path", "url", "match", "published_through", "sheet", "layout", "first_day", "user_agent"),
        *("wrong_on", "yields"),
    ),
    "parents.shifts": ("title", "kind", "start", "end", "overrun", "days", "with", "without", "operates"),
    "parents.shifts.overrun": ("median", "p90"),
    "children": ("id", "name", "born", "wakes", "bedtime", "places"),
    "children.places": ("name", "days", "start", "end", "travel", "closed", "closed_from", "closed_titles"),
    "carers": (
        *("id", "name", "kind", "hours", "on_request", "rate", "rules", "guaranteed", "min_shift", "max_day"),
        *("max_week", "notice", "drives", "overnight", "standby", "per_use", "uses_left"),
    ),
    "moments": (
        *("id", "title", "children", "who", "at", "travel", "window", "days", "minutes", "goal", "one_on_one"),
        "importance",
    ),
    "usual": ("children", "lead", "days", "window"),
    "prices": (
        *("ask", "handoff", "night_handoff", "late_minute", "should", "nice", "unusual", "night_without_parent"),
        *("amber_leg", "night_before_operating"),
    ),
    "gates": (
        *("red_awake", "red_slept", "red_since_long", "red_chance", "amber_awake", "amber_slept"),
        *("amber_slept_two_days", "amber_chance", "amber_chance_p90", "inertia"),
    ),
}
"""The keys of each kind of table, in the order in which they are written."""

SINGULAR = {
    "parents": noted("parent"),
    "parents.schedule": noted("schedule"),
    "parents.shifts": noted("shift"),
    "children": noted("child"),
    "children.places": noted("place"),
    "carers": noted("carer"),
    "moments": noted("moment"),
    "usual": noted("usual entry"),
}

ONE_TABLE = {
    "prices": "[prices] in single brackets, once",
    "gates": "[gates] in single brackets, once",
    "overrun": "overrun = { median = 60, p90 = 150 }",
}
"""How the tables are written that stand alone."""

OTHER_WORDS = {
    "file": "path",
    "link": "url",
    "address": "url",
    "person": "match",
    "until": "published_through",
    "birthday": "born",
    "birthdate": "born",
    "date_of_birth": "born",
    "wake": "wakes",
    "sleeps": "bedtime",
    "wage": "rate",
    "pay": "rate",
    "fee": "per_use",
    "opens": "start",
    "closes": "end",
    "time": "window",
}
"""Words that people write for a key, where the key itself is spelt quite differently."""

SOURCE_KINDS = (
    *("ics", "caldav", "amion-619", "amion-625c", "amion-ics", "amion-mail", "qgenda-csv", "qgenda-ics", "qgenda-xlsx"),
    *("qgenda-json", "lightning-json", "shiftadmin-json", "shiftadmin-csv", "metricaid-ics", "grid", "csv"),
)
LAYOUTS = ("block", "annual", "calls", "shifts")
"""How a spreadsheet may be laid out: people by days, people by weeks or blocks, days by roles, shifts by days."""
SHIFT_KINDS = tuple(kind.value for kind in Kind if kind is not Kind.UNMAPPED)
RESTS = ("constants", "model")
WORK_RULES = ("none", "acgme-resident", "attending")
LABOUR_PACKS = ("none", "us-nanny", "us-au-pair", "us-ca-nanny", "us-ny-nanny")
URL_SCHEMES = ("https", "http", "webcal")

MOST = {
    "parents": 12,
    "parents.schedule": 20,
    "parents.shifts": 500,
    "children": 20,
    "children.places": 20,
    "carers": 50,
    "moments": 200,
    "usual": 200,
}
"""How many tables of a kind a household may hold."""

LONGEST_TEXT = 200
LONGEST_LINK = 2000
MOST_MINUTES = 7 * 24 * 60
WEEK_HOURS = 168.0
GATE_HOURS = 48.0
"""No gate of tiredness looks back further."""
YEAR_HOURS = 366 * 24.0
MOST_MONEY = 1_000_000.0
