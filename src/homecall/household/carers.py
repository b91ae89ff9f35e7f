"""People who help: nannies, au pairs, sitters, relatives, neighbours, an employer's backup care."""

from __future__ import annotations

from dataclasses import dataclass

from homecall.spans.span import Minute, Span
from homecall.spans.wall import Weekly

CARER_KINDS = ("nanny", "au_pair", "sitter", "relative", "neighbour", "backup")


@dataclass(frozen=True, slots=True)
class Carer:
    """Somebody who may have the children, and on what terms.

    `hours` may be used without asking, `on_request` after an ask. `rate` is per hour, `guaranteed` hours a week are
    paid anyway, `per_use` is a fee for each shift. `min_shift`, `max_day`, `max_week` and `notice` are hours.
    `standby` is minutes until they can be there when called (None: never). `uses_left` bounds the number of shifts
    (None: no bound). `rules` names a labour pack, or is "none". `away` is time they called off and `agreed` time that
    they have been asked for already, `offered` what they offered beyond their hours; all are said while a plan runs
    and the file knows no such keys. Nor does it know `worked`, their shifts before a plan begins, which are known from
    the instant `since` on (None: nothing is known of them).
    """

    id: str
    name: str
    kind: str
    hours: tuple[Weekly, ...] = ()
    on_request: tuple[Weekly, ...] = ()
    rate: float = 0.0
    rules: str = "none"
    guaranteed: float = 0.0
    min_shift: float = 0.0
    max_day: float = 24.0
    max_week: float = 168.0
    notice: float = 0.0
    drives: bool = False
    overnight: bool = False
    standby: int | None = None
    per_use: float = 0.0
    uses_left: int | None = None
    away: tuple[Span, ...] = ()
    agreed: tuple[Span, ...] = ()
    offered: tuple[Span, ...] = ()
    worked: tuple[Span, ...] = ()
    since: Minute | None = None
