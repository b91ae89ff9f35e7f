"""The price of a yes and of a role through a year that is lived, beside the price on the days that are known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from homecall.career.price import Offer
from homecall.career.roles import Hours
from homecall.futures.codec import read
from homecall.spans.wall import parse_weekly
from homecall.web import world
from homecall.web.career import studio
from homecall.web.career.lived import live
from homecall.web.career.living import order_of
from homecall.web.career.models import CareerRole, SavedScenario
from homecall.web.career.price_year import price_of_year, scenario_of
from homecall.web.career.results import Change, Result, Told, written
from homecall.web.career.studio import NOTHING
from homecall.web.jobs import store as jobs
from homecall.web.plans import store as plans
from tests.web.made import Sitting, seat

ASKED = {"title": "Search", "parent": "ana", "day": ["1"], "from": "18:00", "to": "20:30", "high": "4"}
COMMITTEE = Offer("ana", (parse_weekly("Tue 18:00-20:30"),), Hours(2, 6), 2)


def family(parent: Sitting) -> plans.Shown:
    """The plan that the family is shown."""
    found = plans.shown(seat(parent.family))
    assert found is not None
    return found


def result(text: str, evenings: Change, moments: Change) -> Result:
    """A year in which one change was lived."""
    return Result(1000, 52, {}, 600, (Told(1, "One", {"evenings": evenings, "moments": moments}, text),))


def test_an_offer_is_a_change_that_the_studio_reads(parent: Sitting) -> None:
    """Its hours as duties, the rest of its hours as work without a fixed time."""
    home = family(parent).scheduled
    found = read(scenario_of(COMMITTEE, "Search", home).text, "here", home)
    fixed, loose = found.edits
    assert (fixed.title, fixed.every) == ("Search", 2)  # type: ignore[union-attr]
    assert loose.hours == pytest.approx(4 - 2.5 / 2)  # type: ignore[union-attr]


def test_what_the_schedule_holds_is_given_up(parent: Sitting) -> None:
    """By its title, however it is spelt."""
    home = family(parent).scheduled
    title = home.schedules["ana"].periods[0].title
    text = scenario_of(replace(COMMITTEE, every=1), title.upper(), home).text
    assert "[[drop]]" in text
    found = replace(NOTHING, result=result(text, Change(26, 13, 39, "more"), Change(0, 0, 0, "same")))
    lines = price_of_year(found, scenario_of(COMMITTEE, title.upper(), home)).lines
    assert "without it" in lines[0]
    assert "gives about 2.2 bedtimes a month (1.1 to 3.3)" in lines[1]


@pytest.mark.parametrize(
    ("evenings", "said"),
    [
        (Change(-48, -60, -36, "less"), "takes about 4 bedtimes a month (3 to 5)"),
        (Change(-3, -14, 9, "cannot tell"), "nobody can tell what it does to bedtimes (−1.2 to +0.8 a month)"),
        (Change(0, 0, 0, "same"), "takes no bedtime"),
    ],
)
def test_the_year_says_it_with_its_interval(parent: Sitting, evenings: Change, said: str) -> None:
    """And that it cannot tell where it cannot."""
    change = scenario_of(COMMITTEE, "Search", family(parent).scheduled)
    found = price_of_year(replace(NOTHING, result=result(change.text, evenings, evenings)), change)
    assert said in " ".join(found.lines)


def test_the_page_asks_for_the_year_and_shows_it_once_it_is_there(parent: Sitting) -> None:
    """The known days at once; then it is being counted; then both stand on the card."""
    query = {**ASKED, "csrfmiddlewaretoken": "x"}
    answer = parent.client.post("/career/yes/", query)
    assert answer.status_code == 302
    where = answer.headers["Location"]
    assert "csrf" not in where
    page = parent.client.get(where).content.decode()
    assert "Counted on the" in page
    assert "It is being counted through a year" in page
    change = SavedScenario.objects.get(family=parent.family, name__contains="Search")
    jobs.finish(jobs.claim("test", world.now(), studio.YEAR))  # type: ignore[arg-type]
    found = result(change.text, Change(-48, -60, -36, "less"), Change(-13, -20, -6, "less"))
    studio.keep(parent.family, written(found), final=True)
    assert "takes about 4 bedtimes a month (3 to 5)" in parent.client.get(where).content.decode()


def test_it_is_lived_beside_the_others_and_kept_once(parent: Sitting) -> None:
    """The family's own process can live it."""
    for _ in range(2):
        parent.client.post("/career/yes/", ASKED)
    one = SavedScenario.objects.get(family=parent.family, name__contains="Search")
    assert one.ticked
    order = order_of(parent.family)
    assert not isinstance(order, str)
    small = replace(order, weeks=2, lives=20, planned=False, cores=1, smallest=0)
    said = live(small, lambda _word: None)
    assert "evenings" in said.result
    assert "ScenarioError" not in said.result


def test_a_role_leads_to_its_price(parent: Sitting) -> None:
    """With its own hours."""
    row = CareerRole.objects.filter(family=parent.family, title="Quality committee").get()
    page = parent.client.get(f"/career/roles/{row.pk}/").content.decode()
    link = page.split('href="/career/yes/?')[1].split('"')[0].replace("&amp;", "&")
    assert "What would a yes cost?" not in parent.client.get(f"/career/yes/?{link}").content.decode()
