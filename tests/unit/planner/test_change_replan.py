"""A re-plan: the past stays, few are told, and only then does cost count."""

from __future__ import annotations

from datetime import date

import pytest

from homecall.errors import HouseholdError, PlanError
from homecall.household.household import Household
from homecall.household.prices import Prices
from homecall.plan.codec import write
from homecall.plan.diff import doings, sentences, told
from homecall.plan.plan import Plan
from homecall.planner.change.changed import made_for
from homecall.planner.change.happened import CalledIn, Cancelled, Early, Happening, Ill, Late
from homecall.planner.change.replan import FREEZE, replan
from homecall.planner.plan import make_plan
from homecall.rules.book import judge
from homecall.spans.span import Span
from homecall.timeline.period import Kind
from tests.unit.helpers import ANA, BEN, at, carer, child, duty, horizon, household, moment, place, span

MONDAY = date(2027, 1, 4)


def planned(home: Household, days: int = 2) -> Plan:
    """The best plan of the first days of January."""
    return make_plan(home, horizon(days))


def again(home: Household, old: Plan, now: str, *happened: Happening) -> Plan:
    """The plan after what happened, which the judge accepts and in which nothing before now has moved."""
    new = replan(home, old, happened, at(now)).plan
    assert judge(made_for(home, new), new).breaches == ()
    assert told(old, new, old.span.start, at(now)) == frozenset()
    assert new.span == old.span
    assert new.now == at(now)
    return new


def who(plan: Plan, when: str, kid: str = "mia") -> list[str | None]:
    """Who has the child in that time, one after the other."""
    return [c.lead for c in sorted(plan.cover, key=lambda c: c.span) if c.child == kid and c.span.overlaps(span(when))]


def tier(plan: Plan, name: str) -> tuple[float, float]:
    """Value and bound of a tier."""
    return plan.tier(name).value, plan.tier(name).bound


def test_a_late_parent_is_stood_in_for() -> None:
    """Rosa stays until Ana is there; nobody else hears of it, and the late parent does not count."""
    home = household(duty("4 08:00-17:00"), duty("5 08:00-17:00"), carers=(carer(rate=20.0),))
    old = planned(home)
    new = again(home, old, "4 16:00", Late("ana", 90))
    assert who(new, "4 17:00-18:30") == ["rosa"]
    assert tier(new, "told") == (1, 1)
    assert told(old, new, at("4 16:00"), at("4 16:00") + FREEZE) == {"ana", "rosa"}


def test_a_released_parent_troubles_nobody() -> None:
    """Home an hour early, Ana could take over; as Rosa would have to be told, and costs nothing, she stays."""
    home = household(duty("4 08:00-17:00"), duty("5 08:00-17:00"), carers=(carer(),))
    old = planned(home)
    new = again(home, old, "4 12:00", Early("ana", 60))
    assert tier(new, "told") == (0, 0)
    assert who(new, "4 16:00-17:00") == ["rosa"]


def test_a_cheaper_plan_that_tells_two_loses_to_one_that_tells_one() -> None:
    """Three hours of Nora cost more than two dear asks, but she is one person and they are two."""
    home = household(
        *(duty(f"{day} 08:00-17:00") for day in (4, 5)),
        carers=(
            carer("Mon-Sun 06:00-17:00", id="rosa"),
            carer("Mon-Sun 17:00-18:30", id="ada", rate=1.0),
            carer("Mon-Sun 18:30-24:00", id="bea", rate=1.0),
            carer("Mon-Sun 17:00-24:00", id="nora", rate=90.0),
        ),
    )
    old = planned(home)
    assert who(old, "4 17:00-20:00") == ["ana"]
    new = again(home, old, "4 12:00", Late("ana", 180))
    assert who(new, "4 17:00-20:00") == ["nora"]
    assert tier(new, "told") == (1, 1)


def test_after_the_freeze_cost_decides() -> None:
    """Tomorrow evening is more than twenty hours off, and there the two cheap ones come."""
    home = household(
        *(duty(f"{day} 08:00-17:00") for day in (4, 5)),
        carers=(
            carer("Mon-Sun 06:00-17:00", id="rosa"),
            carer("Mon-Sun 17:00-18:30", id="ada", rate=1.0),
            carer("Mon-Sun 18:30-24:00", id="bea", rate=1.0),
            carer("Mon-Sun 17:00-24:00", id="nora", rate=90.0),
        ),
    )
    new = again(home, planned(home), "4 18:00", Late("ana", 180))
    assert who(new, "5 17:00-20:00") == ["ada", "bea"]
    assert tier(new, "told") == (0, 0)


def test_cover_beats_the_number_told() -> None:
    """Two people are told where one alone would leave Mia with nobody."""
    home = household(
        *(duty(f"{day} 08:00-17:00") for day in (4, 5)),
        carers=(
            carer("Mon-Sun 06:00-17:00", id="rosa"),
            carer("Mon-Sun 17:00-18:30", id="ada"),
            carer("Mon-Sun 18:30-24:00", id="bea"),
        ),
    )
    new = again(home, planned(home), "4 12:00", Late("ana", 180))
    assert tier(new, "uncovered_minutes") == (0, 0)
    assert tier(new, "told") == (2, 2)


def test_a_must_beats_the_number_told() -> None:
    """With Leo ill at home, Ana still goes to the play that counts, and Rosa is told to have him."""
    kids = (child("mia"), child("leo", "07:00-20:00", place("Mon-Fri 09:00-16:00")))
    play = moment(dated="4 14:00-15:00", who="any", importance="must", travel=15)
    home = household(
        children=kids, carers=(carer("Mon-Fri 13:00-16:00", rate=50.0),), moments=(play,), prices=Prices(ask=15)
    )
    old = planned(home)
    assert not old.shifts
    new = again(home, old, "4 08:00", Ill("leo"))
    assert tier(new, "must_missed") == (0, 0)
    assert who(new, "4 14:00-15:00", "leo") == ["rosa"]


def test_nobody_is_told_without_need() -> None:
    """A change that concerns the late parent alone moves nobody: Ben has Mia anyway."""
    home = household(*(duty(f"{day} 08:00-17:00") for day in (4, 5)), parents=(ANA, BEN), carers=(carer(rate=20.0),))
    old = planned(home)
    new = again(home, old, "4 12:00", Late("ana", 90))
    assert tier(new, "told") == (0, 0)


def test_of_plans_that_cost_the_same_the_one_that_changes_least() -> None:
    """Rosa costs nothing and hears of tonight anyway; that is no reason for her to have tomorrow morning too."""
    home = household(*(duty(f"{day} 08:00-17:00") for day in (4, 5)), carers=(carer("Mon-Sun 05:00-22:00"),))
    old = planned(home)
    new = again(home, old, "4 16:00", Late("ana", 90))
    changed = [c.span for c in new.cover if c.lead == "rosa"]
    assert sum(s.minutes for s in changed) - sum(c.span.minutes for c in old.cover if c.lead == "rosa") == 90
    assert sentences(home, old, new, new.now) == ("Rosa stays until 6:30 pm.",)


def test_who_is_called_in_is_stood_in_for_at_once() -> None:
    """Ben takes over the minute that Ana has to go, and keeps Mia."""
    home = household(duty("4 17:00-07:00", Kind.HOME_CALL), duty("4 08:00-18:00", person="ben"), parents=(ANA, BEN))
    old = planned(home, 1)
    new = again(home, old, "4 18:07", CalledIn("ana"))
    assert who(old, "4 00:00-24:00") == ["ana"]
    assert who(new, "4 18:07-20:00")[0] == "ben"
    assert next(c.span.end for c in new.cover if c.lead == "ana") == at("4 18:07")


def test_who_cancels_in_the_middle_of_a_shift_goes_home() -> None:
    """The rest of a minimum shift is nobody's to work, and nobody's fault."""
    home = household(
        *(duty(f"{day} 08:00-17:00") for day in (4, 5)),
        carers=(carer("Mon-Fri 07:00-18:00", min_shift=6.0), carer(id="joan", rate=30.0)),
    )
    old = planned(home)
    new = again(home, old, "4 10:00", Cancelled("rosa", MONDAY))
    assert who(new, "4 10:00-17:00") == ["joan"]
    assert next(s.span.end for s in new.shifts if s.carer == "rosa") == at("4 10:00")


def test_what_was_asked_for_stays_asked() -> None:
    """An ask with less than its notice left is no new ask; a new one would come too late."""
    rosa = carer("Mon-Sun 03:00-03:15", "Mon-Sun 08:00-22:00", notice=24.0, rate=20.0)
    home = household(*(duty(f"{day} 08:00-17:00") for day in (4, 5)), carers=(rosa,))
    old = planned(home)
    new = again(home, old, "4 12:00", Late("ana", 60))
    assert who(new, "4 08:00-18:00") == ["rosa", None]
    assert tier(new, "uncovered_minutes") == (60, 60)


def test_days_further_on_stay_where_they_can() -> None:
    """A dearer but settled Thursday is not made better by the way."""
    week = [duty(f"{day} 08:00-17:00") for day in (4, 5, 6, 7)]
    home = household(*week, carers=(carer(id="dear", rate=50.0), carer(id="joan", rate=20.0)))
    only = household(*week, carers=(carer(id="dear", rate=50.0), carer("Mon-Tue 00:00-24:00", id="joan", rate=20.0)))
    old = planned(only, 4)
    new = again(home, old, "4 06:00", Late("ana", 30))
    window = Span(at("6 00:00"), old.span.end)
    assert doings(old, window) == doings(new, window)
    assert "dear" in doings(new, window)


def test_a_day_further_on_that_is_struck_is_decided_anew() -> None:
    """Rosa calls off Thursday; Joan has it, and Wednesday is left alone."""
    week = [duty(f"{day} 08:00-17:00") for day in (4, 5, 6, 7)]
    home = household(*week, carers=(carer(), carer(id="joan", rate=20.0)))
    old = planned(home, 4)
    new = again(home, old, "4 06:00", Cancelled("rosa", date(2027, 1, 7)))
    assert who(new, "7 08:00-17:00") == ["joan"]
    assert who(new, "6 08:00-17:00") == ["rosa"]


def test_more_is_let_loose_where_cover_suffers() -> None:
    """The nanny's week is full: she can only stay on if some hour of Thursday is Joan's instead."""
    week = [duty(f"{day} 08:00-17:00") for day in (4, 5, 6, 7)]
    rosa = carer(max_week=63.0, overnight=False)  # of seven days; four of them have 36 hours
    home = household(*week, carers=(rosa, carer("Thu 08:00-17:00", id="joan", rate=20.0)))
    old = planned(home, 4)
    assert who(old, "7 08:00-17:00") == ["rosa"]
    new = again(home, old, "4 16:00", Late("ana", 60))
    assert tier(new, "uncovered_minutes") == (0, 0)
    assert "joan" in who(new, "7 08:00-17:00")


def test_what_nobody_can_cover_stays_open() -> None:
    """A gap is an answer, with a bound that says that it must be."""
    home = household(*(duty(f"{day} 08:00-17:00") for day in (4, 5)), carers=(carer("Mon-Fri 08:00-17:00"),))
    new = again(home, planned(home), "4 12:00", Late("ana", 45))
    assert tier(new, "uncovered_minutes") == (45, 45)
    assert who(new, "4 17:00-17:45") == [None]


def test_a_ritual_that_was_kept_this_week_counts() -> None:
    """Monday's talk is behind them: with a goal of one, Tuesday's is not needed and nobody goes out of their way."""
    talk = moment("Mon-Tue 18:00-18:30", who="any", goal=1)
    home = household(*(duty(f"{day} 08:00-17:00") for day in (4, 5)), carers=(carer(),), moments=(talk,))
    old = planned(home, 7)
    kept = [k for k in old.moments if k.kept]
    new = again(home, old, "5 12:00", Late("ana", 120))
    assert [k for k in new.moments if k.kept and k.day == MONDAY] == [k for k in kept if k.day == MONDAY]
    assert tier(new, "cost")[0] == pytest.approx(old.tier("cost").value)


def test_the_same_news_gives_the_same_plan() -> None:
    """Byte for byte."""
    home = household(*(duty(f"{day} 08:00-17:00") for day in (4, 5)), carers=(carer(), carer(id="joan", rate=5.0)))
    old = planned(home)
    texts = {write(again(home, old, "4 16:00", Late("ana", 90))) for _ in range(2)}
    assert len(texts) == 1


def test_one_change_may_follow_another() -> None:
    """The second starts from the first one's plan and household; what was said first still holds."""
    home = household(
        *(duty(f"{day} 08:00-17:00") for day in (4, 5)), carers=(carer(rate=20.0), carer(id="joan", rate=30.0))
    )
    old = planned(home)
    new = again(home, old, "4 16:00", Late("ana", 90))
    last = again(home, new, "4 17:30", Cancelled("rosa", MONDAY))
    assert who(last, "4 08:00-24:00") == ["rosa", "joan", "ana"]
    assert [c.span.end for c in last.cover if c.lead == "joan"] == [at("4 18:30")]


def test_no_news_is_no_question() -> None:
    """Somebody has to say what happened."""
    home = household(carers=(carer(),))
    with pytest.raises(HouseholdError, match="Nothing has happened"):
        replan(home, planned(home), (), at("4 16:00"))


def test_a_plan_of_other_facts_is_refused() -> None:
    """A plan in force that breaks a rule of the household is not where one can start from."""
    free, busy = household(), household(duty("4 08:00-17:00"))
    with pytest.raises(PlanError, match="does not fit this household"):
        replan(busy, planned(free), (Ill("mia"),), at("4 06:00"))


def test_a_re_plan_is_never_called_proven() -> None:
    """Its bounds speak only of the plans that keep what is held."""
    home = household(*(duty(f"{day} 08:00-17:00") for day in (4, 5)), carers=(carer(),))
    new = again(home, planned(home), "4 16:00", Late("ana", 90))
    assert new.status == "feasible"
    assert [t.name for t in new.tiers] == ["uncovered_minutes", "must_missed", "told", "cost"]
    assert all(t.bound == t.value for t in new.tiers)
