"""People who can be reached: ways that are confirmed, servers that listen, a courier that carries by hand."""

from __future__ import annotations

from dataclasses import replace

from homecall.outlets.invite.post import Office
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.post import desk, store
from homecall.web.post.courier import Courier
from homecall.web.post.models import Message, Reach
from homecall.web.post.ways import seal
from homecall.web.settings.sending import Sending
from tests.households import HOME, MIA, ana

FAMILY = HOME + ana() + '[[parents]]\nid = "ben"\nname = "Ben"\n' + MIA
"""Ana, Ben and Mia, in Chicago."""


def sending(at: Office, **more: str) -> Sending:
    """The settings of a house whose mail goes by this server."""
    said = Sending(address="https://home.example.org", smtp=at.host, port=at.port, sender="post@home.example.org")
    return replace(said, **more)  # type: ignore[arg-type] # only its texts


def family() -> int:
    """A family of two parents."""
    return families.create(FAMILY, "Ana")


def reach(family: int, person: str, address: str, place: int = 0) -> Reach:
    """A confirmed way to somebody: a mail address, or one of Apprise's."""
    kind = "other" if "://" in address else "mail"
    row = Reach(family_id=family, person=person, kind=kind, place=place, shown=kind, made=world.now())
    row.sealed, row.confirmed = seal().close(address), world.now()
    row.save()
    return row


def put(family: int, to: str, key: str = "a", *, urgent: bool = True, title: str = "Can you come?") -> Message:
    """A message in the outbox, urgent so that no night holds it back."""
    assert store.queue(family, to, "ask", key, title, "Mia, 5 to 7 pm", now=world.now(), path="/x/", urgent=urgent)
    return Message.objects.get(family=family, key=key)


def carried() -> int:
    """Carry all that may be carried now, in this thread. Gives how many were taken."""
    courier, count = Courier("test"), 0
    while rows := [row for id in desk.due(world.now(), 50) if (row := courier.claimed(id)) is not None]:
        for row in rows:
            courier.carry(row)
        count += len(rows)
    courier.lines.hang_up()
    return count


def state(row: Message) -> str:
    """How a message stands now."""
    return str(Message.objects.values_list("state", flat=True).get(pk=row.pk))
