"""Forms that are sent: kept, refused at a field, or met by somebody else's change."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from homecall.household.household import Household
from homecall.household.moments import Moment
from homecall.web.editing.pages import address
from homecall.web.family import store
from homecall.web.family.models import Revision
from tests.web.editing.browser import form
from tests.web.made import Sitting
from tests.web.queries import growth

pytestmark = pytest.mark.django_db


def home(sitting: Sitting) -> Household:
    """The household as it is now."""
    return store.newest(sitting.family).household


def opened(sitting: Sitting, kind: str, key: str) -> dict[str, Any]:
    """The form of a thing as a browser has it."""
    path = address(kind, key)
    return dict(form(sitting.client.get(path).content.decode(), path))


def sent(sitting: Sitting, kind: str, key: str, data: dict[str, Any], **typed: Any) -> Any:
    """The answer to a form with something typed into it; `__` stands for the dot in a name."""
    typed = {name.replace("__", "."): value for name, value in typed.items()}
    return sitting.client.post(address(kind, key), {**data, **typed})


def kept(sitting: Sitting, kind: str, key: str, **typed: Any) -> Household:
    """The household after a form was opened, filled in and accepted."""
    answer = sent(sitting, kind, key, opened(sitting, kind, key), **typed)
    assert answer.status_code == 302, answer.content.decode()
    return home(sitting)


def refused(sitting: Sitting, kind: str, key: str, **typed: Any) -> str:
    """The page after a form was refused, which changes nothing."""
    before = store.newest(sitting.family).number
    answer = sent(sitting, kind, key, opened(sitting, kind, key), **typed)
    assert answer.status_code == 422
    assert store.newest(sitting.family).number == before
    return str(answer.content.decode())


def wrong(page: str, field: str) -> str:
    """What stands below a field as refused."""
    return page.partition(f'id="{field}-wrong"')[2].partition("</ul>")[0]


def joan(sitting: Sitting, **new: Any) -> int:
    """Somebody else changes the neighbor meanwhile."""

    def edit(now: Household) -> Household:
        return replace(now, carers=tuple(replace(one, **new) if one.id == "joan" else one for one in now.carers))

    return store.change(sitting.family, edit, "Ben", "Joan was changed.")


def test_every_thing_is_one_tap_from_the_list(demo: Sitting) -> None:
    """The list has a link to the page of each person, moment and habit, and each page is there."""
    page = demo.client.get("/household/").content.decode()
    for kind, key in (("parent", "ana"), ("child", "leo"), ("carer", "rosa"), ("moment", "play"), ("usual", "1")):
        assert f'href="{address(kind, key)}"' in page
        assert demo.client.get(address(kind, key)).status_code == 200


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        *(("family", ""), ("prices", ""), ("gates", ""), ("parent", "ana"), ("schedule", "ana.0"), ("shift", "ana.0")),
        *(("child", "mia"), ("place", "mia.0"), ("carer", "joan"), ("moment", "play"), ("ritual", "pancakes")),
        ("usual", "0"),
    ],
)
def test_every_input_has_a_label(demo: Sitting, kind: str, key: str) -> None:
    """Whoever cannot see the page hears what is asked."""
    page = demo.client.get(address(kind, key)).content.decode()
    ids = set(re.findall(r'id="(id-[^"]*)"', page))
    assert ids
    assert ids == set(re.findall(r'for="(id-[^"]*)"', page))


def test_a_form_sent_untouched_is_no_revision(demo: Sitting) -> None:
    """The comments of an imported file outlive a look at it."""
    kept(demo, "carer", "joan")
    assert store.newest(demo.family).number == 1


def test_a_change_is_kept_with_its_sentence(demo: Sitting) -> None:
    """The history says what was changed, in a parent's words."""
    carer = kept(demo, "carer", "rosa", hours__0__end="19:00").carers[0]
    assert str(carer.hours[0].end) == "19:00"
    assert store.newest(demo.family).said == "Rosa now comes Mon-Fri 07:00–19:00."


def test_a_family_may_plan_rest_by_its_sleep(demo: Sitting) -> None:
    """And go back to fixed hours; either way the history says so."""
    assert kept(demo, "family", "", rest="model").rest == "model"
    assert store.newest(demo.family).said == "Rest after duty is now planned by the model; before, by the constants."
    assert kept(demo, "family", "", rest="constants").rest == "constants"


def test_a_row_of_hours_can_be_added_and_emptied(demo: Sitting) -> None:
    """The blank row becomes the third; the first goes when its times are cleared."""
    weekend = {"on_request__2__days": ["5", "6"], "on_request__2__start": "09:00", "on_request__2__end": "12:00"}
    assert len(kept(demo, "carer", "joan", **weekend).carers[1].on_request) == 3
    none = {"on_request__0__days": [], "on_request__0__start": "", "on_request__0__end": ""}
    assert len(kept(demo, "carer", "joan", **none).carers[1].on_request) == 2


def test_a_new_person_gets_an_id_of_their_own(demo: Sitting) -> None:
    """Two called Ana are two people."""
    kids = kept(demo, "child", "", name="Ana", wakes="06:00", bedtime="19:00").children
    assert [one.id for one in kids] == ["mia", "leo", "ana-2"]


def test_a_new_place_belongs_to_its_child(demo: Sitting) -> None:
    """It is added behind those that are there, and one comes back to the child's page."""
    data = opened(demo, "place", "mia.")
    answer = sent(demo, "place", "mia.", data, name="Swimming", **{"hours.days": ["5"]})
    assert answer.headers["Location"] == f"{address('child', 'mia')}?kept=2"
    assert [one.name for one in home(demo).children[0].places] == ["Oak Street preschool", "Swimming"]


def test_a_change_can_be_taken_back_from_where_one_lands(demo: Sitting) -> None:
    """The button is on the page behind the form, until something newer has come."""
    before = store.newest(demo.family).text
    path = sent(demo, "parent", "ana", opened(demo, "parent", "ana"), commute="40").headers["Location"]
    undo = form(demo.client.get(path).content.decode(), "/household/undo/")
    demo.client.post("/household/undo/", undo)
    assert store.newest(demo.family).text == before
    assert "/household/undo/" not in demo.client.get(path).content.decode()


def test_a_ritual_without_a_length_takes_its_window(demo: Sitting) -> None:
    """From seven to a quarter to eight."""
    moment = kept(demo, "ritual", "", title="The story", minutes="").moments[-1]
    assert (moment.id, moment.minutes) == ("the-story", 45)


def test_a_day_that_counts_is_kept(demo: Sitting) -> None:
    """With two local times."""
    when = {"at.start": "2026-12-12T10:00", "at.end": "2026-12-12T12:00"}
    moment = kept(demo, "moment", "", title="Nikolaus", who="listed", **{"who.parents": ["ben"]}, **when).moments[-1]
    assert (f"{moment.start:%d %H:%M}", moment.who, moment.parents) == ("12 10:00", "listed", ("ben",))


def test_a_link_is_kept_and_never_shown(demo: Sitting) -> None:
    """A form that is sent with the link left empty has it still; its page and the parent's name only the host."""
    kept(demo, "schedule", "ana.", where="https://x.example/secret")
    source = kept(demo, "schedule", "ana.1", match="Rivera").parents[0].schedule[1]
    assert (source.url, source.match) == ("https://x.example/secret", "Rivera")
    for path in (address("schedule", "ana.1"), address("parent", "ana"), "/household/history/2/"):
        assert "secret" not in demo.client.get(path).content.decode()


def test_a_link_gives_way_to_a_file(demo: Sitting) -> None:
    """And a file to a link: there is one of the two."""
    kept(demo, "schedule", "ana.0", where="webcal://x.example/a")
    source = kept(demo, "schedule", "ana.0", where="ana.ics").parents[0].schedule[0]
    assert (source.path, source.url) == ("ana.ics", "")


def test_titles_can_be_tried_earlier(demo: Sitting) -> None:
    """The second title goes to the top, once."""
    number = store.newest(demo.family).number
    for _ in range(2):
        demo.client.post("/household/shift/ana.1/earlier/", {"expected": number})
    assert [one.title for one in home(demo).parents[0].shifts][:2] == ["Wards *", "Call: *"]


@pytest.mark.parametrize(
    ("kind", "key", "typed", "field", "sentence"),
    [
        ("carer", "rosa", {"name": "  "}, "name", "Something has to stand here"),
        ("carer", "rosa", {"rate": "much"}, "rate", "“much” is not a number"),
        ("carer", "rosa", {"max_day": "25"}, "max_day", "24 is the most"),
        ("carer", "rosa", {"guaranteed": "60"}, "guaranteed", "is guaranteed 60 hours a week and may work 52"),
        ("carer", "rosa", {"hours__0__end": "25:00"}, "hours", "is not a time of day"),
        ("carer", "rosa", {"hours__0__days": []}, "hours", "at least one day"),
        ("child", "mia", {"bedtime": "06:45"}, "bedtime", "wakes and goes to bed at 06:45"),
        ("child", "mia", {"born": "3026-01-01"}, "born", "in the year 3026"),
        ("family", "", {"timezone": "Chicago"}, "timezone", "America/Chicago"),
        ("place", "mia.0", {"hours__end": "08:00"}, "hours", "opens after it closes"),
        ("moment", "play", {"at__end": "2026-12-10T13:00"}, "at", "must end after it starts"),
        ("ritual", "pancakes", {"minutes": "900"}, "minutes", "takes 900 minutes; its window has 150"),
        ("ritual", "pancakes", {"children": []}, "children", "at least one child"),
        ("prices", "", {"ask": "-1"}, "ask", "cannot be below 0"),
        ("shift", "ana.0", {"overrun__p90": "1"}, "overrun", "worst day in ten"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    demo: Sitting, kind: str, key: str, typed: dict[str, Any], field: str, sentence: str
) -> None:
    """The sentence stands where the mistake is, and nothing is changed."""
    assert sentence in wrong(refused(demo, kind, key, **typed), field)


def test_a_refused_form_keeps_what_was_typed(demo: Sitting) -> None:
    """What was right stands there still, and so does what was wrong."""
    page = refused(demo, "carer", "rosa", rate="a lot", name="Rosalia", notice="36")
    data = form(page, address("carer", "rosa"))
    assert (data["rate"], data["name"], data["notice"]) == (["a lot"], ["Rosalia"], ["36"])


def test_every_wrong_field_is_said_at_once(demo: Sitting) -> None:
    """Nobody is sent round and round for one mistake after another."""
    page = refused(demo, "carer", "rosa", max_day="25", guaranteed="-2", notice="99999")
    assert "24 is the most" in wrong(page, "max_day")
    assert "cannot be below 0" in wrong(page, "guaranteed")
    assert "8,784 is the most" in wrong(page, "notice")


def test_a_limit_that_an_untouched_field_breaks_is_refused(demo: Sitting) -> None:
    """The sentence stands at the field that the file would name, and both numbers are in it."""
    page = refused(demo, "carer", "rosa", max_week="10")
    assert "guaranteed 40 hours a week and may work 10" in wrong(page, "guaranteed")


def test_more_of_a_kind_than_there_may_be_is_refused_whole(demo: Sitting) -> None:
    """No field is to blame for a fifty-first carer."""
    many = tuple(replace(home(demo).carers[0], id=f"c{n}") for n in range(46))
    store.change(demo.family, lambda now: replace(now, carers=(*now.carers, *many)), "Ben", "Many.")
    assert "There are 51" in refused(demo, "carer", "", name="One more")


def test_a_refused_form_says_at_its_top_where_to_look(demo: Sitting) -> None:
    """With a way there."""
    page = refused(demo, "carer", "rosa", max_day="25")
    assert '<a href="#field-max_day">Most in a day</a>' in page


def test_a_folded_section_is_open_where_there_is_something_in_it(demo: Sitting) -> None:
    """Limits that are set, and limits that are wrong; not those of somebody who has none."""
    assert "<details open>" in demo.client.get("/household/carer/rosa/").content.decode()
    page = demo.client.get(address("carer", "")).content.decode()
    assert "<details>" in page
    assert "<details open>" not in page
    assert "<details open>" in refused(demo, "carer", "", name="Zoe", max_day="25")


def test_a_refusal_speaks_the_words_of_the_form(demo: Sitting) -> None:
    """Keys of the file mean nothing to a parent."""
    said = wrong(refused(demo, "carer", "rosa", min_shift="12"), "min_shift")
    assert "“Most in a day”" in said
    assert "max_day" not in said


def test_a_new_thing_whose_form_is_sent_twice_is_kept_once(demo: Sitting) -> None:
    """By a double tap or the back button; another of the same name from a form that saw the first is another."""
    data = opened(demo, "carer", "")
    for _ in range(2):
        assert sent(demo, "carer", "", data, name="Joan").status_code == 302
    assert [one.id for one in home(demo).carers if one.name == "Joan"] == ["joan", "joan-2"]
    assert [one.id for one in kept(demo, "carer", "", name="Joan").carers if one.name == "Joan"][2:] == ["joan-3"]
    place = opened(demo, "place", "mia.")
    for _ in range(2):
        sent(demo, "place", "mia.", place, name="Swimming", **{"hours.days": ["5"]})
    assert [one.name for one in home(demo).children[0].places] == ["Oak Street preschool", "Swimming"]


def test_changes_to_different_things_both_hold(demo: Sitting) -> None:
    """Ben changes Joan while Ana changes Rosa."""
    data = opened(demo, "carer", "rosa")
    joan(demo, rate=21.0)
    assert sent(demo, "carer", "rosa", data, rate="30").status_code == 302
    assert [one.rate for one in home(demo).carers[:2]] == [30.0, 21.0]


def test_two_changes_to_one_thing_are_both_shown(demo: Sitting) -> None:
    """Mine stays in its field with theirs beside it; what only they changed is in the form already."""
    data = opened(demo, "carer", "joan")
    joan(demo, rate=21.0, notice=6.0)
    answer = sent(demo, "carer", "joan", data, rate="30")
    page = answer.content.decode()
    again = form(page, address("carer", "joan"))
    assert answer.status_code == 422
    assert "Ben wrote here: <strong>21</strong>" in page
    assert (again["rate"], again["notice"]) == (["30"], ["6"])


def test_a_change_that_was_looked_at_is_kept(demo: Sitting) -> None:
    """The form that came back with both can be sent once more, and loses nothing of theirs."""
    data = opened(demo, "carer", "joan")
    joan(demo, rate=21.0, notice=6.0)
    again = form(sent(demo, "carer", "joan", data, rate="30").content.decode(), address("carer", "joan"))
    assert sent(demo, "carer", "joan", dict(again)).status_code == 302
    assert (home(demo).carers[1].rate, home(demo).carers[1].notice) == (30.0, 6.0)


def test_what_somebody_removed_can_be_added_again(demo: Sitting) -> None:
    """What was typed for somebody who is gone meanwhile stands in a form for a new one."""
    data = opened(demo, "carer", "bright")
    store.change(demo.family, lambda now: replace(now, carers=now.carers[:3]), "Ben", "Gone.")
    page = sent(demo, "carer", "bright", data, rate="8").content.decode()
    again = form(page, address("carer", ""))
    assert (again["name"], again["rate"]) == (["Bright Day backup care"], ["8"])


def test_a_place_is_found_where_another_was_removed_before_it(demo: Sitting) -> None:
    """What has no id is known by what it says."""
    kept(demo, "place", "mia.", name="Swimming")
    data = opened(demo, "place", "mia.1")

    def without_first(now: Household) -> Household:
        mia = replace(now.children[0], places=now.children[0].places[1:])
        return replace(now, children=(mia, *now.children[1:]))

    store.change(demo.family, without_first, "Ben", "No preschool.")
    assert sent(demo, "place", "mia.1", data, name="Diving").status_code == 302
    assert [one.name for one in home(demo).children[0].places] == ["Diving"]


@pytest.mark.parametrize(
    "path",
    ["carer/nobody/", "nothing/", "nothing/x/", "place/mia.9/", "add/place/nobody/", "place/mia.x/", "usual/99/"],
)
def test_what_is_not_there_is_not_there(demo: Sitting, path: str) -> None:
    """A look, a form and a removal at a wrong address change nothing."""
    assert demo.client.get(f"/household/{path}").status_code == 404
    assert demo.client.post(f"/household/{path}", {"expected": "1"}).status_code == 404
    assert Revision.objects.filter(family=demo.family).count() == 1


def test_other_peoples_families_are_out_of_reach(demo: Sitting, stranger: Any) -> None:
    """A change goes to the family of the one who sends it."""
    data = opened(demo, "carer", "rosa")
    stranger.post("/demo/begin/")
    stranger.post(address("carer", "rosa"), {**data, "rate": "99"})
    assert home(demo).carers[0].rate == 27.5


@pytest.mark.parametrize("path", ["", "carer/rosa/", "parent/ana/", "history/", "history/1/", "child/mia/remove/"])
def test_a_larger_family_needs_no_more_queries(demo: Sitting, path: str) -> None:
    """Everything stands in one revision."""
    window = home(demo).usual[0].window

    def grow() -> None:
        more = tuple(Moment(f"m{n}", "Once more", ("mia",), window=window, minutes=5) for n in range(9))
        store.change(demo.family, lambda now: replace(now, moments=(*now.moments, *more)), "Ben", "More.")

    growth(demo.client, f"/household/{path}", grow)
