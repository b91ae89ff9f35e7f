"""One public door: what is listed is what can be imported."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import homecall


def listed() -> list[str]:
    """The names on the door; an empty list where there is no door yet."""
    return list(getattr(homecall, "__all__", []))


def importable(module: ModuleType) -> set[str]:
    """Public names that the module itself holds, its submodules and __future__ left out."""
    return {name for name, value in vars(module).items() if not name.startswith("_") and not _foreign(value)}


def _foreign(value: Any) -> bool:
    return isinstance(value, ModuleType) or type(value).__module__ == "__future__"


def test_the_door_lists_its_names() -> None:
    """There is a list, it holds each name once, and it is sorted."""
    names = listed()
    assert names
    assert names == sorted(set(names))


def test_every_listed_name_can_be_had() -> None:
    """Nothing is promised that is not there, whether it loads at once or on first use."""
    assert [name for name in listed() if not hasattr(homecall, name)] == []


def test_nothing_unlisted_can_be_had() -> None:
    """Nothing slips out through the door unseen."""
    assert sorted(importable(homecall) - set(listed())) == []


def test_importable_sees_what_a_module_holds() -> None:
    """A module that leaks a name is caught; submodules and private names are not leaks."""
    sample = ModuleType("sample")
    vars(sample).update({"plan": print, "_hidden": 1, "sub": ModuleType("sub")})
    assert importable(sample) == {"plan"}
