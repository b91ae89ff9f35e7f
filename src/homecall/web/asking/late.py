"""The numbers behind a late note: what is known of such duties, where it is from, and who stands behind."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from homecall.outlets.words import Words
from homecall.plan.plan import Risk
from homecall.rules.base import Case
from homecall.rules.lateness import last_duty
from homecall.rules.packs.read import pack
from homecall.timeline.period import Overrun


def behind(case: Case, words: Words, risk: Risk) -> Iterator[str]:
    """Sentences about one late note, the numbers before their source, and the backup last."""
    values = {"chance": max(1, round(risk.late_chance * 100)), "name": words.name(risk.parent)}
    if risk.kind == "home_call":
        yield _("The chance of being called in during these hours is counted as %(chance)d in 100.") % values
        yield _("It is from a study of urologists on call from home; other fields will differ.")
    else:
        values |= {"time": words.voice.clock(risk.at)}
        yield _("The chance that %(name)s is home after %(time)s is counted as %(chance)d in 100.") % values
        yield from _duty(case, risk)
    yield from _backup(case, words, risk)


def _duty(case: Case, risk: Risk) -> Iterator[str]:
    duty = last_duty(case.facts.parents[risk.parent].duties, risk.at)
    if duty is None or duty.overrun is None:
        return
    values = {"median": round(duty.overrun.median), "p90": round(duty.overrun.p90)}
    yield _("Half of such duties end up to %(median)d minutes late, nine in ten up to %(p90)d.") % values
    yield from _source(case, risk.parent, duty.overrun)


def _source(case: Case, parent: str, overrun: Overrun) -> Iterator[str]:
    """Where the numbers are from: the pack of the parent's work, or what the family said itself."""
    rules = next(one.work_rules for one in case.facts.household.parents if one.id == parent)
    usual = pack(rules)
    if overrun in usual.overrun.values():
        yield _("These numbers are the usual ones for “%(title)s”, from:") % {"title": usual.title}
        yield from usual.sources
    else:
        yield _("These numbers are from your household file.")


def _backup(case: Case, words: Words, risk: Risk) -> Iterator[str]:
    values = {"name": words.name(risk.standby)}
    if not risk.standby:
        yield _("Nobody stands behind yet. Somebody who could come at short notice would help here.")
    elif risk.standby in case.facts.parents:
        yield _("%(name)s is free at that time and stands behind.") % values
    else:
        carer = next(one for one in case.facts.household.carers if one.id == risk.standby)
        yield _("%(name)s could be there within %(minutes)d minutes.") % {**values, "minutes": carer.standby or 0}
