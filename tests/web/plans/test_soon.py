"""Hours that all but begin: who needs not be asked has the child, and somebody is asked only where nobody else can."""

from __future__ import annotations

from dataclasses import replace

import pytest

from homecall.household.codec import read as read_household
from homecall.plan.codec import read, write
from homecall.plan.happened import Cancelled, Late, Offered, Said
from homecall.plan.plan import Plan
from homecall.planner.plan import Effort
from homecall.spans.span import Minute, Span
from homecall.web.happened.text import written
from homecall.web.plans import making
from homecall.web.plans.situation import settled
from homecall.workflow import replan
from tests.households import HOME, MIA, ana, rosa
from tests.web.made import small_order

LIA = '[[carers]]\nid = "lia"\nname = "Lia"\nkind = "neighbour"\non_request = ["Mon-Fri 17:00-20:00"]\nrate = 1\n'


def late(hours: str, at: str) -> tuple[Plan, Plan]:
    """Ana is two hours late, said at a time of Monday: what the planner finds alone, and what the app proposes."""
    order = small_order(HOME + ana() + MIA + rosa(hours, 60) + LIA)
    made = next(iter(making.make(order)))
    family, plan = settled(read_household(order.text, "h"), made.situation)[0], read(made.text)
    said = Said(_minute(plan, at), Late("ana", 120))
    alone = replan(family, plan, (said.what,), family.wall.local(said.at), Effort(seconds=5))
    return alone, making.after(family, plan, (said,))


def _minute(plan: Plan, at: str) -> Minute:
    hours, minutes = map(int, at.split(":"))
    return plan.span.start + 24 * 60 + hours * 60 + minutes


def asked(plan: Plan) -> set[str]:
    """Who is asked for Monday evening."""
    evening = _minute(plan, "17:00")
    return {one.of for one in plan.asks if one.kind == "carer" and evening <= one.span.start < evening + 180}


def test_nobody_new_is_asked_for_hours_that_all_but_begin_while_somebody_is_there() -> None:
    """Rosa, who needs no ask, stays, though the neighbour would come for less: nobody has time to answer."""
    alone, proposed = late("Mon-Fri 06:00-20:00", "16:50")
    assert asked(alone) == {"lia"}
    assert not asked(proposed)
    assert proposed.rank[0] == alone.rank[0]


@pytest.mark.parametrize(("hours", "at"), [("Mon-Fri 06:00-17:00", "16:50"), ("Mon-Fri 06:00-20:00", "15:00")])
def test_somebody_is_asked_where_nobody_else_can_or_while_there_is_time(hours: str, at: str) -> None:
    """Rosa's hours end at five; or it is known two hours before."""
    alone, proposed = late(hours, at)
    assert asked(alone) == {"lia"}
    assert proposed == alone


MAX = LIA.replace("lia", "max").replace("Lia", "Max").replace("rate = 1", "rate = 2")
KIM = LIA.replace("lia", "kim").replace("Lia", "Kim").replace("rate = 1", "rate = 3")


def again(now: str, neighbours: dict[str, str]) -> tuple[Plan, Plan]:
    """Kim has said yes for Monday evening: plans made anew at a time of that day, without the one in force and with."""
    order = small_order(HOME + ana() + MIA + rosa("Mon-Fri 06:00-17:00", 60) + "".join(neighbours.values()) + KIM)
    made = next(iter(making.make(order)))
    family, plan = settled(read_household(order.text, "h"), made.situation)[0], read(made.text)
    evening = Span(_minute(plan, "17:00"), _minute(plan, "19:00"))
    late, yes = Said(_minute(plan, "12:00"), Late("ana", 120)), Said(_minute(plan, "12:30"), Offered("kim", evening))
    no = (Said(_minute(plan, "12:15"), Cancelled(who, evening)) for who in neighbours)
    in_force = making.after(family, plan, (late, *no, yes))
    assert asked(in_force) == {"kim"}
    told = tuple(written(one, family.wall) for one in (late, yes))
    anew = replace(order, now=family.wall.local(_minute(plan, now)), first=family.wall.date(plan.span.start))
    anew = replace(anew, happened=told)
    with_it = replace(anew, before=(write(in_force), made.situation))
    free, kept = (next(iter(making.make(one))) for one in (anew, with_it))
    return read(free.text), read(kept.text)


@pytest.mark.parametrize("now", ["14:00", "16:50", "17:30"])
@pytest.mark.parametrize("neighbours", [{"lia": LIA}, {"lia": LIA, "max": MAX}], ids=["one", "two"])
def test_a_plan_made_anew_asks_nobody_in_the_place_of_who_said_yes(now: str, neighbours: dict[str, str]) -> None:
    """The neighbours would come for less, and have not been asked; Kim is there or keeps the evening free."""
    free, kept = again(now, neighbours)
    assert asked(free) == {"lia"}
    assert asked(kept) == {"kim"}
    assert kept.rank[:2] == free.rank[:2]
