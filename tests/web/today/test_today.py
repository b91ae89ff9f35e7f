"""The Today page: one sentence, the day's ribbon, and for parents alone."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.test import Client

from homecall.outlets.picture.draw import picture_of
from homecall.outlets.ribbon.part import day as ribbon_day
from homecall.outlets.ribbon.render import render
from homecall.outlets.ribbon.tall import TallDay
from homecall.outlets.ribbon.wide import WideDay
from homecall.outlets.words import Words
from homecall.spans.span import instant
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.jobs import store as jobs
from homecall.web.plans import store as plans
from homecall.web.today import pages
from tests.web.made import FILES, NOW, SMALL, Sitting, seat
from tests.web.queries import MOST, asked


def text(sitting: Sitting, path: str = "/today/") -> str:
    """A page as text."""
    return sitting.client.get(path).content.decode()


def shown(family: int) -> plans.Shown:
    """The family's plan."""
    found = plans.shown(seat(family))
    assert found is not None
    return found


def test_one_sentence_says_who_has_the_children(demo: Sitting) -> None:
    """Who has them now, until when, and who is next, as the page's heading."""
    page = text(demo)
    assert '<h1 id="today-title">Rosa has both until ' in page
    assert "Thursday 3 December · 4:40 pm" in page


def test_the_quiet_line_says_where_parents_are(demo: Sitting) -> None:
    """A parent at work is named with when they are home."""
    page = text(demo)
    assert "Ben is at work, home at about 8:50 pm." in page
    assert "Roses and thorns at " in page


def test_the_ribbon_is_the_one_of_the_plans_own_page(demo: Sitting) -> None:
    """Piece by piece the page shows what the outlet draws, with its own now; a phone's day begins before it."""
    plan = shown(demo.family)
    at = plan.plan.span.start + 3 * 1440 + 1000
    made = replace(plan.plan, now=at)
    words = Words(plan.household, made, picture_of(plan.household, made))
    drawn = WideDay(words.picture, words, words.picture.days[3], axis=True).svg()
    assert drawn in ribbon_day(words, 3)
    assert ribbon_day(words, 3) in text(demo)
    assert "Earlier today" in text(demo)
    assert TallDay(words.picture, words, words.picture.days[3]).svg().encode() in render(plan.household, made)


def test_the_home_page_is_today(demo: Sitting) -> None:
    """Whoever has a seat begins with today."""
    assert demo.client.get("/").headers["Location"] == "/today/"


def test_three_buttons_stand_on_the_page(demo: Sitting) -> None:
    """What happens most is one tap away."""
    assert all(f"/today/say/{kind}/" in text(demo) for kind in ("late", "ill", "early"))


def test_tomorrow_is_a_day_and_says_nothing_of_now(demo: Sitting) -> None:
    """Another day has its ribbon, no clock and no buttons."""
    page = text(demo, "/today/?day=+1")
    assert "Friday 4 December</p>" in page
    assert 'class="tall"' in page
    assert 'class="now"' not in page
    assert "/today/say/" not in page


@pytest.mark.parametrize("day", ["x", "", "-3", "1e9", "99999999999999999999"])
def test_a_day_that_is_none_is_answered_all_the_same(demo: Sitting, day: str) -> None:
    """Whatever stands in the address, the page is there."""
    assert demo.client.get("/today/", {"day": day}).status_code == 200


def test_before_the_first_plan_the_page_waits_for_it(stranger: Client) -> None:
    """A family without a plan is told so, and the page asks again by itself."""
    stranger.post("/demo/begin/")
    page = stranger.get("/today/").content.decode()
    assert "Your plan is being made" in page
    assert 'hx-get="/today/fresh/0/0/"' in page
    assert "/today/say/" not in page


def test_a_page_that_waits_for_a_way_asks_soon_and_then_seldomer(demo: Sitting) -> None:
    """After a tenth of a second, then each time a third later, and never seldomer than every five seconds."""
    demo.client.post("/today/say/late/", {"what": "ben:120"})
    found, address = [], ""
    for _ in range(40):
        part = text(demo, address) if address else text(demo)
        pace = re.search(r'id="looking"[^>]*hx-get="([^"]+)"[^>]*every (\d+)ms', part)
        assert pace
        address, seconds = pace[1], int(pace[2]) / 1000
        found.append(seconds)
    assert (found[:3], found[-1]) == ([0.1, 0.13, 0.169], 5.0)


def test_waiting_for_a_way_reads_no_plan(demo: Sitting) -> None:
    """It is asked often, and answered with the line that waits, and nothing else."""
    demo.client.post("/today/say/late/", {"what": "ben:120"})
    answer = demo.client.get(f"/today/fresh/{shown(demo.family).id}/0/?turn=3")
    assert (answer.headers["HX-Retarget"], answer.content.count(b"<")) == ("#looking", 2)
    queries = asked(demo.client, f"/today/fresh/{shown(demo.family).id}/0/?turn=3")
    assert not any("situation" in one for one in queries)
    assert text(demo, "/today/fresh/0/0/?turn=3").startswith("<section")


def test_that_there_is_no_way_is_said_while_a_plan_is_made(demo: Sitting) -> None:
    """Whoever waits for an answer does not wait for the plan as well."""
    demo.client.post("/today/say/late/", {"what": "ben:120"})
    jobs.want(demo.family, world.now())
    claim = jobs.claim("one", world.now(), jobs.CHANGE)
    assert claim is not None
    jobs.finish(claim, "Ben has no duty any more.")
    assert "Ben has no duty any more." in text(demo, f"/today/fresh/{shown(demo.family).id}/0/?turn=0")


def test_a_plan_that_is_renewed_says_so_until_it_is_there(demo: Sitting) -> None:
    """The last plan stands meanwhile; asking costs nothing while nothing is new."""
    jobs.want(demo.family, world.now())
    number = shown(demo.family).id
    assert "this is the last one" in text(demo)
    assert demo.client.get(f"/today/fresh/{number}/0/").status_code == 204
    assert 'id="today"' in text(demo, f"/today/fresh/{number + 1}/0/")


def test_a_gap_of_the_day_comes_first_with_its_way_out(demo: Sitting) -> None:
    """Nobody for a child is said in the heading and named with its hours."""
    plan = shown(demo.family)
    at = plan.plan.span.start + 3 * 1440 + 1000
    open_ = tuple(replace(c, lead=None) if c.span.holds(at) else c for c in plan.plan.cover)
    sight = pages.drawn(plan.household, replace(plan.plan, cover=open_), at, plan.household.wall.date(at))
    assert sight.headline.startswith("Nobody has both until ")
    assert sight.gaps[0].said.startswith("Nobody has Mia and Leo: ")


def test_a_plan_of_before_says_when_it_began(demo: Sitting) -> None:
    """Whoever looks at an older plan is told how old it is."""
    plan = shown(demo.family)
    at = plan.plan.span.start + 2 * 1440 + 600
    page = pages.today_page(plan, at, 0, jobs.Progress(renewing=False))
    assert page.notes == ("This plan began on Monday 30 November; what it says of today was known then.",)


def test_a_day_after_the_plan_says_so(demo: Sitting) -> None:
    """Nothing is invented for a day that was not planned."""
    plan = shown(demo.family)
    page = pages.today_page(plan, plan.plan.span.end + 60, 0, jobs.Progress(renewing=False))
    assert page.sight is None
    assert "ends before this day" in page.notes[0]


def test_a_family_that_lives_now_sees_its_own_now(demo: Sitting) -> None:
    """Only a demo's clock is moved into its plan, which is made before it begins."""
    about, plan = families.about(demo.family), shown(demo.family)
    assert about is not None
    assert plan.plan.now == instant(about.planning) < plan.plan.span.start < instant(about.now)
    living = replace(about, demo=False, pinned=None, looks=None)
    assert abs((living.now - world.now()).total_seconds()) < 60


@pytest.mark.parametrize("path", ["/today/", "/today/?day=2", "/today/say/late/", "/today/say/early/"])
def test_a_page_asks_few_questions(demo: Sitting, path: str) -> None:
    """However much there is to see."""
    assert len(asked(demo.client, path)) <= MOST


@pytest.mark.parametrize("who", ["carer", "reader", "device"])
@pytest.mark.parametrize("path", ["/today/", "/today/say/late/", "/today/fresh/0/0/"])
def test_today_is_for_parents(db: None, who: str, path: str, request: pytest.FixtureRequest) -> None:
    """For everybody else there is nothing here, and no way to say anything."""
    sitting: Sitting = request.getfixturevalue(who)
    assert sitting.client.get(path).status_code == 404
    assert sitting.client.post(path, {"what": "ben:60"}).status_code == 404


def test_a_small_family_without_a_running_day_has_a_page(db: None) -> None:
    """A family whose plan is not there yet, and whose clock stands anywhere."""
    made = families.create(SMALL, "Ana", pinned=NOW)
    families.keep_upload(made, "ana.csv", FILES["ana.csv"])
    assert pages.empty_page(jobs.progress(made)).renewing


def test_a_schedule_that_is_stale_is_said(demo: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the page stands on is told, escaped like all that comes from elsewhere."""
    monkeypatch.setattr(pages, "stale", lambda _household: ("Ana's schedule is <old>.",))
    assert '<p class="note">Ana&#x27;s schedule is &lt;old&gt;.</p>' in text(demo)
