"""Ana and Ben, both with an account, in a family that plans by the model of sleep."""

from __future__ import annotations

import pytest

from homecall.web.people.access import Seat
from tests.web.made import Sitting
from tests.web.rested.told import by_the_model, seat_of


@pytest.fixture
def ana(demo: Sitting) -> Seat:
    """Ana's seat."""
    by_the_model(demo.family)
    return seat_of(demo.family, "ana")


@pytest.fixture
def ben(demo: Sitting) -> Seat:
    """Ben's seat."""
    return seat_of(demo.family, "ben")
