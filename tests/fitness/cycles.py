"""Import cycles, found as strongly connected groups of modules."""

from __future__ import annotations

from collections.abc import Mapping, Set


def cycles(imports: Mapping[str, Set[str]]) -> list[list[str]]:
    """Groups of modules that all reach one another, each sorted; a module that imports itself is one too."""
    reach = {name: _reached(name, imports) for name in imports}
    groups: dict[str, list[str]] = {}
    for name in sorted(imports):
        mates = sorted(other for other in reach[name] if name in reach.get(other, ()))
        if mates:
            groups.setdefault(mates[0], mates)
    return list(groups.values())


def _reached(start: str, imports: Mapping[str, Set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = list(imports.get(start, ()))
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(imports.get(name, ()))
    return reached
