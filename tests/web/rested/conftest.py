"""Ana and Ben, both with an account, in a family that plans by the model of sleep."""

from __future__ import annotations

import pytest

from homecall.web.family import store as families
from homecall.web.people import store as people
from homecall.web.people.access import Role, Seat
from homecall.web.people.models import User
from tests.web.made import Sitting


def by_the_model(family: int) -> None:
    """Let a family plan by the model of sleep."""
    text = families.newest(family).text.replace("\n[[parents]]", '\nrest = "model"\n\n[[parents]]', 1)
    families.revise(family, text, "test", "Rest by the model.")


def seat_of(family: int, person: str) -> Seat:
    """The seat of a new account of a parent."""
    user = User.objects.create_user(f"{person}@example.com", "a long enough password", name=person.title())
    people.join(user, family, person)
    return Seat(family, Role.PARENT, person, person.title(), user=user.pk)


@pytest.fixture
def ana(demo: Sitting) -> Seat:
    """Ana's seat."""
    by_the_model(demo.family)
    return seat_of(demo.family, "ana")


@pytest.fixture
def ben(demo: Sitting) -> Seat:
    """Ben's seat."""
    return seat_of(demo.family, "ben")
