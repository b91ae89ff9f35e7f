"""What somebody may be in a family, and the mark of an address that is open to all."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

View = TypeVar("View", bound=Callable[..., object])


class Role(StrEnum):
    """What somebody is in a family."""

    PARENT = "parent"
    CARER = "carer"
    READER = "reader"
    DEVICE = "device"


def open_to_all(view: View) -> View:
    """Marks a view that needs no seat, on purpose."""
    view.roles = frozenset()  # type: ignore[attr-defined] # for the test that knocks at every address
    return view
