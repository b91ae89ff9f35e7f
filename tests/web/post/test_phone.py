"""A sentence from a phone's shortcut: a key says who speaks, what is plain is kept, the rest is asked back."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.test import Client
from django.utils import translation

from homecall.household.codec import read as read_household
from homecall.household.household import Household
from homecall.plan.codec import read as read_plan
from homecall.plan.happened import Cancelled, Closed, Early, Happening, Ill, Late
from homecall.plan.plan import Plan
from homecall.spans.span import Span, instant
from homecall.spans.wall import Clock
from homecall.tongue import speaking
from homecall.web.family import store as families
from homecall.web.happened import store as happened
from homecall.web.happened import text
from homecall.web.happened.models import Happened
from homecall.web.jobs import store as jobs
from homecall.web.look.speaking import tongue
from homecall.web.people import store as people
from homecall.web.people.models import Membership, User
from homecall.web.plans.making import Answer
from homecall.web.plans.situation import settled
from homecall.web.post import hearing
from homecall.web.post.hearing import Asked, Heard, Scene, hear
from homecall.web.post.models import Key
from tests.web.made import Sitting, order_of
from tests.web.queries import growth

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(answer: Answer) -> tuple[Household, Plan]:
    """The demo family as its schedules speak of it, and its plan."""
    order = order_of("two-residents")
    household = read_household(order.text, "household.toml")
    return settled(household, answer.situation)[0], read_plan(answer.text, "the plan")


@pytest.fixture
def scene(made: tuple[Household, Plan]) -> Scene:
    """Tuesday 1 December at noon: Ben speaks, who is at work until the evening; Ana works through the night."""
    household, plan = made
    return Scene(household, plan, household.wall.localize(datetime(2026, 12, 1, 12)), "ben")


def heard(said: str, scene: Scene) -> tuple[Happening, str]:
    """The one thing that a sentence said."""
    found = hear(said, scene)
    assert isinstance(found, Heard), found
    ((what, sentence),) = found.happened
    return what, str(sentence)


@pytest.fixture
def key(parent: Sitting) -> str:
    """The address of a new key of Ana's."""
    page = parent.client.post("/post/phone/make/", {"name": "My phone"}).content.decode()
    found = re.search(r"http://testserver(/say/[a-z2-7]+/)", page)
    assert found
    return found[1]


def test_a_sentence_is_kept_as_a_tap_would_be(key: str, stranger: Client, parent: Sitting) -> None:
    """By a client without any cookie; a way is looked for at once."""
    answer = stranger.post(key, "Mia is ill", content_type="text/plain")
    assert answer.status_code == 200
    assert "Mia is ill and stays at home." in answer.content.decode()
    row = Happened.objects.get()
    assert (row.kind, row.who, row.by, row.state) == ("ill", "mia", "Ana", "open")
    assert jobs.progress(parent.family, jobs.CHANGE).renewing


@pytest.mark.parametrize(
    ("body", "kind"),
    [("text=Mia+is+ill", "application/x-www-form-urlencoded"), ('{"text": "Mia is ill"}', "application/json")],
)
def test_phones_may_send_it_in_their_own_way(key: str, stranger: Client, body: str, kind: str) -> None:
    """A form, or JSON; and JSON comes back to whoever asks for it."""
    answer = stranger.post(key, body, content_type=kind, headers={"Accept": "application/json"})
    assert answer.json()["kept"] == ["Mia is ill and stays at home."]


@pytest.mark.parametrize("body", ["", "good morning", "x" * 5000, "{", "\x00"])
def test_what_is_not_understood_keeps_nothing(key: str, stranger: Client, body: str) -> None:
    """And says what would be."""
    answer = stranger.post(key, body, content_type="text/plain")
    assert answer.status_code == 422
    assert answer.content.strip()
    assert not Happened.objects.exists()


def test_a_key_is_in_no_row_and_ends_when_it_is_taken_back(key: str, stranger: Client, parent: Sitting) -> None:
    """From the next sentence on."""
    row = Key.objects.get()
    assert key.split("/")[2] not in str(vars(row))
    assert key not in parent.client.get("/post/phone/").content.decode()
    parent.client.post(f"/post/phone/{row.pk}/end/")
    assert stranger.post(key, "Mia is ill", content_type="text/plain").status_code == 404


def test_a_key_ends_with_its_accounts_place_in_the_family(key: str, stranger: Client) -> None:
    """Whoever has left says nothing more."""
    Membership.objects.all().delete()
    assert stranger.post(key, "Mia is ill", content_type="text/plain").status_code == 404


def test_one_parents_keys_are_not_anothers(key: str, parent: Sitting) -> None:
    """They speak in their owner's name."""
    ben = User.objects.create_user("ben@example.org", "a long enough password", name="Ben")
    people.join(ben, parent.family, "ben")
    client = Client()
    client.force_login(ben)
    assert "not used yet" not in client.get("/post/phone/").content.decode()
    assert client.post(f"/post/phone/{Key.objects.get().pk}/end/").status_code == 404


def test_keys_are_not_guessed(stranger: Client) -> None:
    """After some wrong ones an address has to wait."""
    answers = [stranger.post(f"/say/{n}/", "x", content_type="text/plain").status_code for n in range(25)]
    assert answers[0] == 404
    assert answers[-1] == 429


def test_the_page_asks_no_more_for_many_keys(key: str, parent: Sitting) -> None:
    """A few queries, however many there are."""
    growth(parent.client, "/post/phone/", lambda: [parent.client.post("/post/phone/make/", {"name": "x"})] * 3)


def test_minutes_count_from_the_planned_end(scene: Scene) -> None:
    """Thirty minutes late, or the time that this is: the same."""
    what, said = heard("running late 30", scene)
    assert isinstance(what, Late)
    assert (what.parent, what.minutes) == ("ben", 30)
    until = re.search(r"until (.*)\.", said)
    assert until
    assert heard(f"late until {until[1]}", scene)[0] == what


def test_not_known_is_two_hours_and_says_so(scene: Scene) -> None:
    """As on the Today page."""
    what, said = heard("late, don't know how long", scene)
    assert what == Late("ben", hearing.UNKNOWN)
    assert said == "Ben is late and does not know yet until when."


def test_an_hour_without_its_half_is_the_next_such(scene: Scene) -> None:
    """Late until 7, said at noon of a duty that ends in the afternoon, is seven in the evening."""
    assert heard("late until 7", scene)[1] == "Ben works until 7 pm."


def test_what_is_kept_can_be_said_again(scene: Scene) -> None:
    """A time tomorrow too, where a duty ends then."""
    said = heard("Ana is 40 late", scene)[1]
    until = re.search(r"until (.* tomorrow)\.", said)
    assert until
    assert heard(f"Ana late until {until[1]}", scene) == (Late("ana", 40), said)


def test_free_early_must_be_before_the_end(scene: Scene) -> None:
    """Free half an hour before it, or at a time; free after it is asked about."""
    what, _said = heard("free early 30", scene)
    assert what == Early("ben", 30)
    assert isinstance(hear("free at 11 pm", scene), Asked)


def test_days_are_the_familys(scene: Scene) -> None:
    """Tomorrow is Wednesday by its own clock; no day said is today, of an illness also tomorrow."""
    today = scene.household.wall.date(scene.now)
    assert heard("Rosa cannot come", scene)[0] == Cancelled("rosa", today)
    assert heard("Rosa no puede venir mañana", scene)[0] == Cancelled("rosa", today.replace(day=2))
    assert heard("daycare closed tomorrow", scene)[0] == Closed(
        "Little Lantern daycare", frozenset({today.replace(day=2)})
    )
    assert heard("Mia is ill", scene)[0] == Ill("mia", frozenset({today, today.replace(day=2)}))


def test_hours_of_a_day_are_kept_and_said_back(scene: Scene) -> None:
    """By the family's clock; hours that are over are asked about."""
    wall, today = scene.household.wall, scene.household.wall.date(scene.now)
    what, said = heard("Rosa cancels until 3 pm", scene)
    assert what == Cancelled("rosa", Span(wall.at(today, Clock(0)), wall.at(today, Clock(15 * 60))))
    assert said == "Rosa cannot come today until 3 pm."
    assert heard("Rosa no puede venir mañana por la mañana", scene)[1] == "Rosa cannot come tomorrow until noon."
    assert heard("Rosa cannot come tomorrow from 2 to 4 pm", scene)[1] == "Rosa cannot come tomorrow from 2 pm to 4 pm."
    assert isinstance(hear("Rosa cannot come until 11 am", scene), Asked)


def test_several_days_are_one_happening(scene: Scene) -> None:
    """Or the last of them would take the place of the others."""
    wall, today = scene.household.wall, scene.household.wall.date(scene.now)
    days = [today.replace(day=n) for n in (1, 2, 3)]
    what, said = heard("Rosa cancels until Thursday", scene)
    assert what == Cancelled("rosa", Span(wall.at(days[0], Clock(0)), wall.at(days[2], Clock(24 * 60))))
    assert said == "Rosa cannot come from today to Thursday 3 December."
    assert heard("daycare closed until Thursday", scene)[0] == Closed("Little Lantern daycare", frozenset(days))
    assert heard("Mia is ill until Thursday", scene)[1] == "Mia is ill and stays at home until Thursday 3 December."
    assert isinstance(hear("Rosa cannot come on Wednesday and Friday", scene), Asked)


def test_some_hours_are_kept_as_they_were_said(key: str, stranger: Client, scene: Scene) -> None:
    """Written down and read again they are the same."""
    answer = stranger.post(key, "Rosa cannot come tomorrow morning", content_type="text/plain")
    assert "Rosa cannot come tomorrow until noon." in answer.content.decode()
    (kept,) = (text.read(one) for one in happened.open_texts(Happened.objects.get().family_id)[1])
    assert isinstance(kept.what, Cancelled)
    assert isinstance(kept.what.when, Span)
    assert kept.what.when.minutes == 12 * 60


def test_a_call_of_which_the_schedule_knows_nothing_is_asked_about(scene: Scene) -> None:
    """Ben is at work, not on call from home."""
    found = hear("called in", scene)
    assert found == Asked("Ben is not on call from home now, as far as the schedule says.")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("said", ["closed today", "somebody is ill", "what?", "late tomorrow"])
def test_each_option_would_be_understood(scene: Scene, said: str, language: str) -> None:
    """Or saying it again would lead nowhere; in the reader's language too."""
    with translation.override(language), speaking(tongue(language)):
        found = hear(said, scene)
        assert isinstance(found, Asked)
        assert found.options
        assert all(isinstance(hear(one, scene), Heard) for one in found.options)


def test_now_is_the_familys_own(key: str, stranger: Client, parent: Sitting) -> None:
    """The clock of the demo stands where its pages look."""
    about = families.about(parent.family)
    assert about is not None
    stranger.post(key, "Mia is ill", content_type="text/plain")
    assert instant(Happened.objects.get().at) == instant(about.now)
