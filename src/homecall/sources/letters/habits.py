"""How dates are written where a family lives: whether the month comes first."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

MONTH_FIRST = frozenset({"US", "PH", "FM", "PW", "GU", "AS", "MP", "UM"})
"""Countries that write 12/10 for the tenth of December. Source: Unicode CLDR's short date patterns."""
EITHER = frozenset({"CA", "PR", "PA", "KE", "GH"})
"""Countries in which both orders are common. Source: the same patterns, by language."""


def month_first(zone: str) -> bool | None:
    """Whether 12/10 is in December in the country of a zone; None where nobody can say."""
    country = _countries().get(zone, "")
    return None if country in EITHER or not country else country in MONTH_FIRST


@cache
def _countries() -> dict[str, str]:
    """The country of each zone, by the time zone database's own table."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {row[2]: row[0] for row in rows}
