"""Families that plan by the model of sleep, and parents in them who tell of theirs."""

from __future__ import annotations

from homecall.web.family import store as families
from homecall.web.people import store as people
from homecall.web.people.access import Role, Seat
from homecall.web.people.models import User
from homecall.web.plans.models import Plan


def by_the_model(family: int) -> None:
    """Let a family plan by the model of sleep, and its plan count as made so."""
    text = families.newest(family).text.replace("\n[[parents]]", '\nrest = "model"\n\n[[parents]]', 1)
    families.revise(family, text, "test", "Rest by the model.")
    Plan.objects.filter(family=family).update(revision=families.newest(family).number)


def seat_of(family: int, person: str) -> Seat:
    """The seat of a new account of a parent."""
    user = User.objects.create_user(f"{person}@example.com", "a long enough password", name=person.title())
    people.join(user, family, person)
    return Seat(family, Role.PARENT, person, person.title(), user=user.pk)
