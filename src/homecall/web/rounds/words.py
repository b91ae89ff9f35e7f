"""The words of a round: short, kind, ready to send. To be said in the language of whoever reads them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from homecall.rounds.round import Word
from homecall.spans.span import Minute, Span
from homecall.spans.wall import Wall
from homecall.web.look.clocks import clock, day, hours, names, on
from homecall.web.rounds.models import Invited, Round


def to_carer(row: Round, one: Invited, word: Word, wall: Wall) -> tuple[str, str]:
    """Title and text of a message to somebody who is asked, or was."""
    span = booked_span(row, one)
    said = {"name": one.name, "children": row.named, "when": on(wall, span), "day": day(wall.date(span.start))}
    said["until"] = moment(wall, one.until, row.start) if one.until is not None else ""
    titles = {
        "ask": _("Could you help on %(day)s?"),
        "booked": _("Thank you, %(name)s!"),
        "too_late": _("Thank you, %(name)s. It is settled already.")
        if row.state in ("settled", "withdrawn")
        else _("Thank you, %(name)s. It has begun already."),
        "settled": _("It is settled, thank you."),
        "no_longer": _("You are not needed on %(day)s."),
    }
    bodies = {
        "ask": _(
            "Hi %(name)s, could you be with %(children)s on %(when)s? Please tell us by %(until)s. "
            "If it does not suit you, just say so; we will find another way. Thank you!"
        ),
        "booked": _("You are with %(children)s on %(when)s. It helps us a lot."),
        "too_late": _too_late(row),
        "settled": _("Somebody has said yes for %(when)s. You need not answer any more."),
        "no_longer": _("We do not need help on %(when)s any more, so the time is yours. Thank you for being there."),
    }
    return titles[word] % said, bodies[word] % said


def _too_late(row: Round) -> str:
    if row.state == "settled":
        return _("Somebody else has said yes for %(when)s, so the time is yours. It was kind of you to offer.")
    if row.state == "withdrawn":
        return _("%(when)s has been arranged otherwise by now, so the time is yours. It was kind of you to offer.")
    return _("%(when)s has begun by now, so the time is yours. It was kind of you to offer.")


def heard(row: Round, one: Invited, wall: Wall, parents: list[str]) -> tuple[str, str]:
    """Title and text of what comes back to somebody at once who has pressed a button under a message."""
    said = {"name": one.name, "children": row.named, "when": on(wall, booked_span(row, one)), "family": names(parents)}
    if one.reply == "no":
        return _("That is fine, %(name)s.") % said, _("Thank you for saying so. We will find another way.")
    if one.reply == "yes" and row.state == "settled":
        body = _("You are with %(children)s on %(when)s. We let %(family)s know.")
        return _("Thank you, %(name)s!") % said, body % said
    return to_carer(row, one, "too_late", wall)


def to_family(row: Round, people: Iterable[Invited], word: Word, who: str, wall: Wall) -> tuple[str, str]:
    """Title and text of a message to a parent about a round."""
    mine = list(people)
    one = next((p for p in mine if p.who == who), None)
    span = booked_span(row, one) if one else Span(row.start, row.end)
    said = {"name": one.name if one else "", "children": row.named, "when": on(wall, span)}
    if word == "booked":
        return _("%(name)s comes.") % said, _("%(name)s is with %(children)s on %(when)s.") % said
    if word == "counter":
        return _("%(name)s could come at other hours.") % said, _(
            "%(name)s offers %(when)s. It is for you to say."
        ) % said
    asked = " ".join(answer_of(p) for p in mine if p.reply != "next")
    body = _("Nobody can be with %(children)s on %(when)s so far. %(asked)s Have a look at what is left.")
    return _("Nobody can on %(day)s so far.") % {"day": day(wall.date(row.start))}, body % {**said, "asked": asked}


def answer_of(one: Invited) -> str:
    """Where somebody stands, in a sentence."""
    sentences = {
        "next": _("%(name)s would be asked next."),
        "asked": _("%(name)s has been asked."),
        "yes": _("%(name)s has said yes."),
        "no": _("%(name)s cannot."),
        "counter": _("%(name)s offers other hours."),
        "silent": _("%(name)s has not answered yet."),
        "late": _("%(name)s said yes when it was settled already."),
        "left": _("%(name)s needs not answer any more."),
    }
    return sentences[one.reply] % {"name": one.name}


def booked_span(row: Round, one: Invited) -> Span:
    """The hours that somebody is asked for, or those that they offered instead."""
    if one.counter_start is not None and one.counter_end is not None:
        return Span(one.counter_start, one.counter_end)
    return Span(row.start, row.end)


def moment(wall: Wall, at: Minute, near: Minute) -> str:
    """A time, with its day where that is not the day of `near`."""
    if wall.date(at) == wall.date(near):
        return clock(wall, at)
    return _("%(clock)s on %(day)s") % {"clock": clock(wall, at), "day": day(wall.date(at))}


def offered(wall: Wall, one: Invited) -> str:
    """The hours that somebody offered instead, empty where they did not."""
    if one.counter_start is None or one.counter_end is None:
        return ""
    return hours(wall, Span(one.counter_start, one.counter_end))
