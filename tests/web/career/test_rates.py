"""What a year is lived with: published, the family's own, and learned from what it says of its days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from homecall.futures.often import Often
from homecall.futures.overrun import Lateness
from homecall.futures.shocks import RATES
from homecall.plan.happened import CalledIn, Ill, Late, Said
from homecall.spans.span import DAY, HOUR, Minute, instant
from homecall.timeline.period import ON_SITE, Kind, Period
from homecall.web import world
from homecall.web.career import ended
from homecall.web.career.lessons import Ended, Spell, Story, groups, lessons
from homecall.web.career.living import order_of
from homecall.web.career.models import DutyEnded, DutyLook
from homecall.web.happened import store as happened
from homecall.web.plans import store as plans
from tests.web.made import Sitting, seat
from tests.web.queries import growth


def family(parent: Sitting) -> plans.Shown:
    """The plan that the family is shown."""
    found = plans.shown(seat(parent.family))
    assert found is not None
    return found


def duties(parent: Sitting) -> list[Period]:
    """A parent's duties on site, the first one first."""
    lines = family(parent).scheduled.schedules.values()
    return sorted((one for line in lines for one in line.periods if one.kind in ON_SITE), key=lambda one: one.span)


def looked(parent: Sitting, since: Minute) -> None:
    """A family whose duties are looked at from an instant on, and nothing yet."""
    DutyEnded.objects.filter(family=parent.family).delete()
    DutyLook.objects.update_or_create(family_id=parent.family, defaults={"until": since, "since": since})


def said(parent: Sitting, at: Minute, what: Late | CalledIn | Ill) -> None:
    """Something that was said."""
    happened.settle(parent.family, Said(at, what), family(parent).scheduled.wall, "said", "Ana", decide=False)


def story(*minutes: int | None, who: str = "ana", kind: Kind = Kind.CLINIC) -> Story:
    """Duties that ended so late, one a day."""
    found = tuple(Ended(who, kind, n * DAY, one) for n, one in enumerate(minutes))
    return Story(found, (), 1, len(minutes) * DAY)


def test_what_is_said_of_a_duty_is_written_down_with_it(parent: Sitting) -> None:
    """And the others beside it, of which nobody said a word."""
    one = duties(parent)[0]
    looked(parent, one.span.start - DAY)
    said(parent, one.span.end - HOUR, Late(one.person, 70))
    wall = family(parent).scheduled.wall
    ended.take(parent.family, wall.local(one.span.end + 5 * DAY))
    rows = {(row.parent, row.at): row.said for row in DutyEnded.objects.filter(family=parent.family)}
    assert rows[one.person, one.span.end] == 70
    assert None in rows.values()
    before = len(rows)
    ended.take(parent.family, wall.local(one.span.end + 5 * DAY))
    assert DutyEnded.objects.filter(family=parent.family).count() == before


def test_the_first_look_only_begins(parent: Sitting) -> None:
    """What lies before it nobody could have spoken of."""
    DutyLook.objects.filter(family=parent.family).delete()
    DutyEnded.objects.filter(family=parent.family).delete()
    ended.take(parent.family, world.now())
    assert not DutyEnded.objects.filter(family=parent.family).exists()
    assert DutyLook.objects.get(family=parent.family).since == instant(world.now())


def test_late_ends_reach_the_year(parent: Sitting) -> None:
    """Ana's clinics as she said them, by the name that the dice know."""
    looked(parent, 0)
    for n in range(12):
        DutyEnded.objects.create(family_id=parent.family, parent="ana", kind="clinic", at=n * DAY, said=90)
    found = order_of(parent.family)
    assert not isinstance(found, str)
    lesson = found.learned["ana/clinic"]
    assert isinstance(lesson, Lateness)
    assert lesson.overrun.median > 50


def test_a_familys_own_value_stands_alone(parent: Sitting) -> None:
    """Whatever was learned."""
    looked(parent, 0)
    for n in range(12):
        DutyEnded.objects.create(family_id=parent.family, parent="ana", kind="clinic", at=n * DAY, said=90)
    form = {"ana/clinic": "20", "ana/clinic/p90": "45", "child_ill_days": "14", "bad_night": "20"}
    assert parent.client.post("/career/if/rates/", form).status_code == 302
    found = order_of(parent.family)
    assert not isinstance(found, str)
    assert found.shocks == {"child_ill_days": 14, "bad_night": 0.2}
    assert found.overruns == {"ana/clinic": (20, 45)}
    assert "ana/clinic" not in found.learned


def test_only_what_the_family_put_in_lies_open(parent: Sitting) -> None:
    """The page is short, and a value of one's own is seen without looking for it."""
    parent.client.post("/career/if/rates/", {"child_ill_days": "14"})
    page = parent.client.get("/career/if/rates/").content.decode()
    assert page.count("<details open>") == 1
    assert 'name="child_ill_days" inputmode="decimal" value="14"' in page.partition("<details open>")[2][:900]


def test_silence_counts_only_between_words(parent: Sitting) -> None:
    """Before the first and after the last nobody may have been asked."""
    home = family(parent).scheduled
    found = groups(story(None, None, 50, None, 80, None), home)["ana/clinic"]
    assert (found.said, found.silent) == ((50, 80), 1)
    assert "ana/clinic" not in lessons(story(None, None), home, RATES, DAY)


def test_a_child_that_is_often_ill_teaches_it(parent: Sitting) -> None:
    """What is said twice within a spell is one; silence long after the last word says nothing."""
    home = family(parent).scheduled
    child = next(one.id for one in home.children if one.places)
    spells = tuple(Spell(child, day * DAY) for day in (1, 2, 20, 40, 60, 61))
    found = lessons(Story((), spells, DAY, 61 * DAY), home, RATES, 5000 * DAY)[f"ill {child}"]
    assert isinstance(found, Often)
    assert found.seen == 4
    assert found.expected == pytest.approx(88 / 365.25 * 5)
    assert not lessons(Story(), home, RATES, 5000 * DAY)


def test_what_is_said_of_illness_is_read_from_what_happened(parent: Sitting) -> None:
    """From when on the family lets it count."""
    home, at = family(parent).scheduled, instant(world.now())
    looked(parent, at - DAY)
    said(parent, at, Ill(home.children[0].id, frozenset({date(2026, 12, 1)})))
    assert [one.who for one in ended.story(seat(parent.family)).spells] == [home.children[0].id]
    ended.forget(seat(parent.family), world.now() + timedelta(hours=1))
    assert ended.story(seat(parent.family)) == Story()


def test_the_page_shows_published_learned_and_how_much_it_counts(demo: Sitting) -> None:
    """With what the demo family's own weeks taught; forgetting lets the last of it go."""
    page = demo.client.get("/career/if/rates/").content.decode()
    assert "Your own count for" in page
    assert "daycarepath.com" in page
    demo.client.post("/career/if/rates/forget/")
    assert "Your own count for" not in demo.client.get("/career/if/rates/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"bad_night": "150"},
        {"child_ill_spell": "0.2"},
        {"ana/clinic": "60", "ana/clinic/p90": "30"},
        {"visit_hours": "x"},
    ],
)
def test_a_rate_that_cannot_be_is_refused_with_what_was_typed(parent: Sitting, wrong: dict[str, str]) -> None:
    """Nothing is kept of it."""
    answer = parent.client.post("/career/if/rates/", {"carer_ill_days": "9", **wrong})
    assert answer.status_code == 422
    assert 'value="9"' in answer.content.decode()
    assert not ended.own(seat(parent.family))


def test_the_rates_cost_the_same_for_any_number_of_duties(parent: Sitting) -> None:
    """However much was lived through."""
    looked(parent, 0)

    def more() -> None:
        for n in range(12):
            DutyEnded.objects.create(family_id=parent.family, parent="ana", kind="clinic", at=n * DAY, said=n)

    growth(parent.client, "/career/if/rates/", more)
