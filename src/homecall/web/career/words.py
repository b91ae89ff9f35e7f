"""How a career's facts are said: hours, ends, who could take over."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from homecall.career.roles import Hours, Role, RoleKind
from homecall.household.household import Household
from homecall.web.look.clocks import full_day, window

KINDS = {
    RoleKind.CLINICAL: gettext_lazy("Patients"),
    RoleKind.CALL: gettext_lazy("Call and nights"),
    RoleKind.TEACHING: gettext_lazy("Teaching"),
    RoleKind.RESEARCH: gettext_lazy("Research"),
    RoleKind.COMMITTEE: gettext_lazy("A committee"),
    RoleKind.LEADERSHIP: gettext_lazy("Leading"),
    RoleKind.ADMIN: gettext_lazy("Administration"),
    RoleKind.OTHER: gettext_lazy("Something else"),
}
"""What each kind of role is called, in the order of the form."""


def figure(value: float) -> str:
    """A number of hours without more digits than anybody knows: to the half hour, from ten on to the whole."""
    rounded = round(value * 2) / 2 if value < 10 else float(round(value))
    return f"{rounded:g}"


def spoken(hours: Hours) -> str:
    """Hours a week: "4 to 6 hours a week"."""
    low, high = figure(hours.low), figure(hours.high)
    if low != high:
        return _("%(low)s to %(high)s hours a week") % {"low": low, "high": high}
    count = 1 if hours.high == 1 else 2
    return ngettext("%(hours)s hour a week", "%(hours)s hours a week", count) % {"hours": high}


def when(family: Household, role: Role) -> str:
    """When a role takes place, or that it floats."""
    if role.floating:
        return _("no fixed time")
    hours = "; ".join(window(family.wall, one) for one in role.times)
    if role.every == 1:
        return hours
    return ngettext("%(hours)s, every week", "%(hours)s, every %(weeks)d weeks", role.every) % {
        "hours": hours,
        "weeks": role.every,
    }


def lasts(role: Role, today: date) -> str:
    """Since when it is held and until when it was to be."""
    since = {"since": full_day(role.start)}
    if role.over is not None and role.over < today:
        return _("%(since)s to %(over)s, and handed on") % {**since, "over": full_day(role.over)}
    if role.promised is None:
        return _("since %(since)s") % since
    if role.end is None:
        return _("since %(since)s; it was to end on %(promised)s, and was kept") % {
            **since,
            "promised": full_day(role.promised),
        }
    if role.end != role.promised:
        said = {**since, "promised": full_day(role.promised), "end": full_day(role.end)}
        return _("since %(since)s; it was to end on %(promised)s, now on %(end)s") % said
    if role.end < today:
        return _("since %(since)s; it was to end on %(end)s") % {**since, "end": full_day(role.end)}
    return _("since %(since)s, until %(end)s") % {**since, "end": full_day(role.end)}


def months(count: float) -> str:
    """So many months, from two years on in years."""
    if count >= 24:
        return ngettext("%(years)d year", "%(years)d years", int(count // 12)) % {"years": int(count // 12)}
    whole = int(count)
    return ngettext("%(months)d month", "%(months)d months", whole) % {"months": whole}


def a_month(count: float, one: str, many: str) -> str:
    """How often something comes a month, to the whole: "four bedtimes a month" with `many` "%(count)s bedtimes …"."""
    whole = max(1, round(count))
    return ngettext(one, many, whole) % {"count": whole}
