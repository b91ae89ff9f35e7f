"""Asks that were withdrawn, and what has come in the place of each: an old message or page may be answered still."""

from __future__ import annotations

from django.db.models import QuerySet

from homecall.web.rounds.models import Invited, Round


def over(family: int, id: int) -> Round | None:
    """A round that waits for nobody any more; None for every other."""
    return Round.objects.filter(family=family, pk=id).exclude(state="open").first()


def later(old: Round, who: str) -> list[Round]:
    """Later rounds in which somebody is asked for any of the hours of one."""
    there = _after(old, who).filter(reply__in=("asked", "silent"), round__state__in=("open", "nobody"))
    return [one.round for one in there]


def agreed_since(old: Round, who: str) -> bool:
    """Whether somebody has said yes, in a later round, to any of the hours of one."""
    return _after(old, who).filter(reply="yes", round__state="settled").exists()


def _after(old: Round, who: str) -> QuerySet[Invited]:
    """Somebody in the later rounds for any of the hours of one."""
    mine = Invited.objects.filter(family=old.family_id, who=who, round__pk__gt=old.pk).exclude(reply="next")
    there = mine.filter(round__start__lt=old.end, round__end__gt=old.start).exclude(round__state="withdrawn")
    return there.select_related("round").order_by("round")


def in_its_place(one: Invited) -> Invited:
    """The ask that has come in the place of one that was withdrawn; that one itself where none has, or none was."""
    return (_after(one.round, one.who).first() or one) if one.round.state == "withdrawn" else one
