"""The courier: each message is handed over once, or is known to be unsure, and nobody waits for anybody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import Settings

from homecall.outlets.messages import mail as letters
from homecall.outlets.messages import push, services
from homecall.web import world
from homecall.web.family.models import Family
from homecall.web.post import desk, store, ways
from homecall.web.post.courier import Courier, Lanes
from homecall.web.post.models import Message, Reach
from tests.unit.outlets.invite.post_office import Desk, office
from tests.unit.outlets.messages.ears import listening
from tests.web.post import reached
from tests.web.post.reached import carried, put, reach, state

pytestmark = pytest.mark.django_db
MORNING = datetime(2027, 1, 4, 15, tzinfo=UTC)


class At:
    """A clock that a test sets."""

    now = MORNING


@pytest.fixture(autouse=True)
def at(monkeypatch: pytest.MonkeyPatch) -> type[At]:
    """The app's clock, at nine in the morning in Chicago."""
    monkeypatch.setenv("HOMECALL_ALLOW_PRIVATE", "127.0.0.1")
    monkeypatch.setattr(world, "now", lambda: At.now)
    At.now = MORNING
    return At


@pytest.fixture
def mail(settings: Settings) -> Iterator[Desk]:
    """A mail server by which this house sends."""
    heard = Desk()
    with office(heard) as at:
        settings.SENDING = reached.sending(at)
        yield heard


@pytest.fixture
def family() -> int:
    """A family of two parents."""
    return reached.family()


def test_a_message_arrives_once(mail: Desk, family: int) -> None:
    """And what it said is in no row any more."""
    reach(family, "ana", "ana@example.org")
    row = put(family, "ana")
    assert (carried(), carried()) == (1, 0)
    (letter,) = mail.mails()
    assert letter["Subject"] == "Can you come?"
    assert "https://home.example.org/x/" in letter.get_content()
    row.refresh_from_db()
    assert (row.state, row.body, row.path, row.via) == ("sent", "", "", "mail")


def test_a_first_way_that_refuses_gives_way_to_the_next(mail: Desk, family: int) -> None:
    """An address that nobody has ends, and its owner can see that."""
    mail.says["RCPT"] = ["550 nobody here"]
    bad = reach(family, "ana", "old@example.org")
    reach(family, "ana", "new@example.org", 1)
    row = put(family, "ana")
    carried()
    assert (state(row), mail.to) == ("sent", ["new@example.org"])
    bad.refresh_from_db()
    assert bad.broken is not None


def test_a_busy_server_is_asked_later(mail: Desk, family: int, at: type[At]) -> None:
    """Not at once, and each time after longer."""
    mail.says["DATA"] = ["451 later", "452 later"]
    reach(family, "ana", "ana@example.org")
    row = put(family, "ana")
    waits = []
    for _ in range(2):
        carried()
        row.refresh_from_db()
        waits.append((row.not_before - at.now).total_seconds())
        at.now = row.not_before
    carried()
    assert (state(row), len(mail.arrived)) == ("sent", 1)
    assert 2.5 <= waits[0] <= 7.5 <= waits[1] <= 22.5


def test_what_is_urgent_soon_takes_another_way(mail: Desk, family: int, at: type[At]) -> None:
    """A server that is down must not keep an emergency to itself."""
    with listening(200) as ear:
        reach(family, "ana", f"json://127.0.0.1:1/{'x'}", 0)
        reach(family, "ana", f"json://127.0.0.1:{ear.port}/y", 1)
        row = put(family, "ana")
        carried()
        at.now += timedelta(minutes=1)
        carried()
    assert (state(row), len(ear.heard)) == ("sent", 1)


def test_what_may_have_arrived_is_not_sent_again(mail: Desk, family: int, at: type[At]) -> None:
    """It stays unsure, the other parent hears of it, and only a person sends it once more."""
    mail.says["DATA"] = ["lost"]
    reach(family, "ana", "ana@example.org")
    row = put(family, "ana")
    carried()
    at.now += timedelta(days=1)
    carried()
    assert (state(row), len(mail.arrived)) == ("unsure", 1)
    assert [(one.to, one.title) for one in Message.objects.filter(kind="trouble")] == [
        ("ben", "Perhaps Ana has not heard")
    ]
    assert store.send_again(family, row.pk)
    carried()
    assert (state(row), len(mail.arrived)) == ("sent", 2)


def test_whom_nobody_can_reach_is_said(mail: Desk, family: int) -> None:
    """At once, and to the other parent; and that not even they are reached raises no trouble of its own."""
    row = put(family, "ana")
    carried()
    assert state(row) == "failed"
    trouble = Message.objects.get(kind="trouble")
    assert (trouble.to, trouble.state, trouble.title) == ("ben", "failed", "Ana has not heard")
    assert Message.objects.count() == 2


def test_a_lost_reply_wakes_no_other_parent(family: int, at: type[At]) -> None:
    """What answers somebody at night who has just written is urgent for them alone."""
    at.now = datetime(2027, 1, 5, 8, tzinfo=UTC)
    put(family, "ana")
    Message.objects.update(kind="heard")
    carried()
    trouble = Message.objects.get(kind="trouble")
    assert (trouble.to, trouble.urgent) == ("ben", False)
    assert trouble.not_before > at.now


def test_a_way_that_is_not_confirmed_is_not_taken(mail: Desk, family: int) -> None:
    """Anybody might have typed that address."""
    reach(family, "ana", "ana@example.org")
    Reach.objects.update(confirmed=None)
    put(family, "ana")
    carried()
    assert mail.arrived == []


def test_what_is_over_is_not_sent(mail: Desk, family: int, at: type[At]) -> None:
    """An ask for hours that are past would only disturb."""
    reach(family, "ana", "ana@example.org")
    store.queue(family, "ana", "ask", "a", "T", "B", now=at.now, until=at.now + timedelta(hours=1), urgent=True)
    at.now += timedelta(hours=1)
    carried()
    assert [one.state for one in Message.objects.all()] == ["over"]
    assert mail.arrived == []


def test_quiet_hours_are_asked_anew_when_it_goes(mail: Desk, family: int, at: type[At]) -> None:
    """What was put in by day and is only tried at night waits for the morning."""
    reach(family, "ana", "ana@example.org")
    row = put(family, "ana", urgent=False)
    at.now = datetime(2027, 1, 5, 6, tzinfo=UTC)
    carried()
    row.refresh_from_db()
    assert (row.state, row.not_before) == ("queued", datetime(2027, 1, 5, 12, 30, tzinfo=UTC))
    at.now = row.not_before
    carried()
    assert state(row) == "sent"


@pytest.mark.parametrize("jump", [-24, -1, 1, 24])
def test_a_clock_that_jumps_neither_loses_nor_doubles(mail: Desk, family: int, at: type[At], jump: int) -> None:
    """Set forward or back by an hour or a day, what waits goes and what went stays."""
    reach(family, "ana", "ana@example.org")
    gone, waits = put(family, "ana"), None
    carried()
    waits = put(family, "ana", "b")
    mail.says["DATA"] = ["451 later"]
    carried()
    at.now += timedelta(hours=jump, minutes=1)
    carried()
    assert (state(gone), state(waits), len(mail.arrived)) == ("sent", "sent", 2)


@pytest.mark.parametrize("jump", [-24, 24])
def test_a_dead_couriers_message_is_known_whatever_the_clock_shows(family: int, at: type[At], jump: int) -> None:
    """A lease that ends tomorrow, because the clock was set back, is over too."""
    row = put(family, "ana")
    Message.objects.update(state="sending", held_by="dead", lease=at.now + desk.LEASE, touched=at.now)
    assert desk.lost(at.now) == 0
    at.now += timedelta(hours=jump)
    assert desk.lost(at.now) == 1
    assert state(row) == "unsure"


def test_a_claim_is_one_couriers(family: int, at: type[At]) -> None:
    """Two at the same instant, one of them gets it; when it dies before it began, the other may."""
    row = put(family, "ana")
    first = Courier("one").claimed(row.pk)
    assert first is not None
    assert Courier("two").claimed(row.pk) is None
    at.now += desk.LEASE
    assert Courier("two").claimed(row.pk) is not None


def test_a_courier_that_slept_too_long_sends_nothing(mail: Desk, family: int, at: type[At]) -> None:
    """Another has taken it meanwhile, and one of them sends."""
    reach(family, "ana", "ana@example.org")
    row = put(family, "ana")
    sleeper, other = Courier("sleeper"), Courier("other")
    slept = sleeper.claimed(row.pk)
    at.now += desk.LEASE
    taken = other.claimed(row.pk)
    assert slept is not None
    assert taken is not None
    sleeper.carry(slept)
    assert mail.arrived == []
    other.carry(taken)
    other.lines.hang_up()
    assert len(mail.arrived) == 1


def test_what_was_taken_back_at_the_last_moment_does_not_leave(mail: Desk, family: int) -> None:
    """Even if a courier holds it already."""
    reach(family, "ana", "ana@example.org")
    store.queue(family, "ana", "ask", "a", "T", "B", now=world.now(), urgent=True, topic="round:1")
    courier = Courier("one")
    row = courier.claimed(Message.objects.get().pk)
    assert store.withdraw(family, "round:1") == ()
    assert row is not None
    courier.carry(row)
    assert (mail.arrived, state(row)) == ([], "withdrawn")


def test_a_family_that_says_much_does_not_starve_another(family: int) -> None:
    """Each family's next message is found, and urgent ones before all others."""
    for number in range(40):
        put(family, "ana", str(number), urgent=False)
    other = reached.family()
    second, third = put(other, "ben", urgent=False), put(other, "ana", "b")
    assert desk.due(world.now(), 10) == [third.pk, Message.objects.order_by("pk").first().pk]  # type: ignore[union-attr]
    assert desk.due(world.now(), 10, without=(family,)) == [third.pk]
    desk.claim(third.pk, "x", world.now())
    assert second.pk in desk.due(world.now(), 10)


def test_slow_hosts_share_few_places() -> None:
    """Six servers that keep us waiting do not take all hands; one that is well again has its own."""
    lanes = Lanes()
    for host in "abcdef":
        assert lanes.enter(host)
        lanes.leave(host, well=False)
    assert [lanes.enter(host) for host in "abcdef"] == [True] * 3 + [False] * 3
    assert lanes.enter("well")
    lanes.leave("a", well=True)
    assert lanes.enter("a")


def test_nothing_leaves_a_family_that_is_only_looked_around_in(mail: Desk, family: int) -> None:
    """Whatever a guest of the demo types."""
    reach(family, "ana", "ana@example.org")
    put(family, "ana")
    Family.objects.update(demo=True)
    assert carried() == 0


def test_what_ways_need_is_loaded_before_a_message_waits_for_it(
    mail: Desk, family: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing that nobody here has: it would only take memory."""
    asked: list[str] = []
    for one in (letters, services, push):
        monkeypatch.setattr(one, "loaded", lambda name=one.__name__: asked.append(name.rpartition(".")[2]))
    ways.loaded()
    reach(family, "ana", "ana@example.org")
    ways.loaded()
    reach(family, "ben", "ntfy://127.0.0.1:1/ben")
    ways.loaded()
    assert asked == ["mail", "mail", "services"]
