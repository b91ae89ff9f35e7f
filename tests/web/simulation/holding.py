"""What must hold: at each step of an evening, whenever a message arrives, and in the end."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from homecall.outlets.messages.quiet import Quiet
from homecall.plan.happened import Offered
from homecall.spans.span import HOUR, Span, instant
from homecall.web.happened import store as happened
from homecall.web.happened.models import Happened
from homecall.web.happened.text import read
from homecall.web.jobs import store as jobs
from homecall.web.plans import changing
from homecall.web.plans import store as plans
from homecall.web.post.models import Message
from homecall.web.rounds import store
from homecall.web.rounds.models import Round
from tests.web.simulation.covering import judged, relied_on
from tests.web.simulation.quickly import quickly

if TYPE_CHECKING:
    from tests.web.simulation.people import People

ZONE = ZoneInfo("America/Chicago")
LONGEST = timedelta(minutes=20)
"""So long a message may be on its way while the disk is slow: when it left, the quiet hours had not begun."""
EMERGENCY = 14 * HOUR
"""Minutes ahead within which hours that somebody is asked for may break quiet hours."""


def at_each_step(life: People) -> None:
    """Nobody is booked twice or told twice, no ask is without an end, nobody is bothered."""
    replies = defaultdict(list)
    for round, who, reply in quickly("invited"):
        replies[round].append((who, reply))
    _rounds(life, replies)
    _asked_once(life, replies)
    judged(life)
    states = {key: (state, to) for key, state, to, _kind, _topic in quickly("messages")}
    for key, count in life.delivered.items():
        if count > 1:
            life.broken.append(f"{key} arrived {count} times")
        if states[key][0] in ("queued", "withdrawn", "failed", "over"):
            life.broken.append(f"{key} arrived and is {states[key][0]}")
    asked = {who for some in replies.values() for who, reply in some if reply != "next"}
    for _key, _state, to, kind, _topic in quickly("messages"):
        if to not in asked and to != "ana" and kind != "change":
            life.broken.append(f"{to} hears {kind} and was never asked")


def _rounds(life: People, replies: dict[int, list[tuple[str, str]]]) -> None:
    booked: dict[str, list[Span]] = defaultdict(list)
    for pk, state, wake, _looked, start, end in quickly("rounds"):
        yes = [who for who, reply in replies[pk] if reply == "yes"]
        if len(yes) > 1 or (state == "settled") != bool(yes):
            life.broken.append(f"round {pk} is {state} with {yes}")
        if state == "open" and wake is None:
            life.broken.append(f"round {pk} waits without an end")
        for who in yes:
            if any(one.overlaps(Span(start, end)) for one in booked[who]):
                life.broken.append(f"{who} is booked twice for the same hours")
            booked[who].append(Span(start, end))


STANDS = {"open": ("asked", "silent", "counter"), "nobody": ("asked", "silent", "counter"), "settled": ("yes",)}
"""By how a round stands, how somebody stands in it who reckons with its hours."""


def _asked_once(life: People, replies: dict[int, list[tuple[str, str]]]) -> None:
    """Nobody is asked for hours, or booked for them, who is so in another round, or had said no when it began."""
    spoken: dict[str, list[tuple[int, Span]]] = defaultdict(list)
    for pk, state, _wake, _looked, start, end in quickly("rounds"):
        span, stands = Span(start, end), STANDS.get(state, ())
        for who in (who for who, reply in replies[pk] if reply in stands):
            for other in (one for one, hours in spoken[who] if hours.overlaps(span)):
                if life.noes.get((who, other), 0) < pk:
                    life.broken.append(f"{who} is asked or booked in round {pk}, and was spoken to in round {other}")
        for who, reply in replies[pk]:
            if reply == "no":
                life.noes.setdefault((who, pk), max(replies))
            if reply in stands or reply == "no":
                spoken[who].append((pk, span))


def disturbed(life: People, row: Message) -> None:
    """Nobody hears anything in their quiet hours, but what cannot wait."""
    if not row.urgent and all(_quiet(life, row.to, at) for at in (life.clock(), life.clock() - LONGEST)):
        life.broken.append(f"{row.to} hears {row.kind} in quiet hours")
    if row.urgent and row.topic.startswith("round:"):
        start = Round.objects.values_list("start", flat=True).get(pk=int(row.topic[6:]))
        if row.kind != "again" and start - instant(row.made) >= EMERGENCY:
            life.broken.append(f"{row.to} hears {row.kind} of hours that are far away at once")


def _quiet(life: People, who: str, at: datetime) -> bool:
    """Whether somebody's clock on the wall shows one of their quiet hours: reckoned otherwise than the app does."""
    quiet, local = life.quiet.get(who, Quiet()), at.astimezone(ZONE)
    start, until, now = quiet.start.minutes, quiet.until.minutes, local.hour * 60 + local.minute
    return start <= now < until if start < until else start != until and (now >= start or now < until)


def in_the_end(life: People) -> None:
    """Nothing hangs, whoever said yes is planned or was told, whoever need not come knows."""
    if Message.objects.filter(state__in=("queued", "sending")).exists():
        life.broken.append("messages wait for ever")
    if Round.objects.filter(state="open").exists():
        life.broken.append("a round stays open")
    if happened.open_texts(life.family)[0] and not _answered(life):
        life.broken.append("what happened was never answered")
    _booked_are_planned(life)
    _left_are_told(life)
    _silent_have_heard(life)
    relied_on(life)


def _answered(life: People) -> bool:
    """Whether the parents see a way, or why there is none, for what waits for them."""
    return bool(changing.proposed(life.family) or jobs.progress(life.family, jobs.CHANGE).said)


def _before_the_parents(life: People) -> frozenset[str]:
    """Whose late or other yes waits for a parent's tap, with an answer that they see.

    That may be a sentence: what else was said cannot have happened, and nothing is proposed until it is taken back.
    """
    said = (read(text).what for text in happened.open_texts(life.family)[1])
    return frozenset(one.carer for one in said if isinstance(one, Offered)) if _answered(life) else frozenset()


def _booked_are_planned(life: People) -> None:
    shown = plans.shown(life.seat)
    assert shown is not None
    waiting, made = _before_the_parents(life), max(shown.plan.now, instant(shown.made))  # what was over then is kept
    waiting |= set(Happened.objects.filter(kind="offered", state="left").values_list("who", flat=True))
    for who, span in store.booked(life.family, max(instant(life.night.four), made)):
        on_duty = [s.span for s in shown.plan.shifts if s.carer == who]
        told = Message.objects.filter(to=who, kind__in=("change", "no_longer")).exists()
        told |= Message.objects.filter(key__startswith=f"spare:{who}:").exists()
        alone = any(one.lead is None and one.span.overlaps(span) for one in shown.plan.cover)
        counted = any(one.covers(span) or (one.overlaps(span) and not alone) for one in on_duty)  # a yes to more is one
        if not told and who not in waiting and not counted:
            life.broken.append(f"{who} said yes and is not planned")


LAST = {
    "yes": ("booked",),
    "late": ("too_late",),
    "left": ("settled", "no_longer", "ask"),
}
"""By how somebody stands in a round, what they were told last of it; who is asked again for more hears a new ask."""


def _left_are_told(life: People) -> None:
    """Whoever was asked, or told yes, and is not needed, has been told so: nothing false is left standing."""
    reached: Counter[tuple[str, str]] = Counter()
    last: dict[tuple[str, str], str] = {}
    for _key, state, to, kind, topic in quickly("messages"):
        if topic.startswith("round:") and kind != "again":
            reached[topic, to] += state in ("sent", "unsure")
            last[topic, to] = kind
    ended = {pk: state for pk, state, *_rest in quickly("rounds")}
    for round, who, reply in quickly("invited"):
        found = f"round:{round}", who
        if reply in LAST and reached[found] and last[found] not in LAST[reply]:
            life.broken.append(f"{who} is {reply} in round {round}, {ended[round]}, and heard {last[found]} last")


def _silent_have_heard(life: People) -> None:
    """Whoever let their time pass was asked at all: the message left, or it is known that it could not."""
    left = ("sent", "unsure", "failed")
    heard = {(topic, to) for _key, state, to, kind, topic in quickly("messages") if kind == "ask" and state in left}
    for round, who, reply in quickly("invited"):
        if reply == "silent" and (f"round:{round}", who) not in heard:
            life.broken.append(f"{who} is silent in round {round}, and has never heard of it")
