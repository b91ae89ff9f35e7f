"""What the demo family wrote down of its work: invented, like the family, so that the page is alive at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from homecall.career.kept import Occasion
from homecall.career.money import Purse
from homecall.career.roles import Hours, Role, RoleKind, Stint
from homecall.career.season import Season
from homecall.spans.span import DAY
from homecall.spans.wall import parse_weekly
from homecall.web.career import store, studio
from homecall.web.career.models import DutyEnded, DutyLook
from homecall.web.people.access import Role as Sits
from homecall.web.people.access import Seat


def _stints(*parts: tuple[str, float, float]) -> tuple[Stint, ...]:
    return tuple(Stint(date.fromisoformat(day), Hours(low, high)) for day, low, high in parts)


def _ana() -> tuple[Role, ...]:
    return (
        Role(
            "", "ana", "Wards and clinic", RoleKind.CLINICAL,
            _stints(("2024-07-01", 52, 60), ("2025-07-01", 54, 62)), income=72_000,
            meaning="This is what I trained for.",
        ),
        Role(
            "", "ana", "The interns’ Tuesday hour", RoleKind.TEACHING, _stints(("2025-09-01", 1.5, 2.5)),
            times=(parse_weekly("Tue 12:00-13:00"),), meaning="The hour I look forward to.",
        ),
        Role(
            "", "ana", "Call schedule for the programme", RoleKind.LEADERSHIP,
            _stints(("2025-12-01", 2, 3), ("2026-07-01", 4, 6)),
            promised=date(2026, 6, 30), end=date(2026, 6, 30), successor="the next chief, once there is one",
        ),
        Role(
            "", "ana", "Quality committee", RoleKind.COMMITTEE, _stints(("2026-02-01", 1.5, 2.5)),
            times=(parse_weekly("Thu 17:00-18:30"),), every=2, promised=date(2027, 1, 31), end=date(2027, 1, 31),
        ),
    )  # fmt: skip


def _ben() -> tuple[Role, ...]:
    return (
        Role(
            "", "ben", "Operating rooms and call", RoleKind.CLINICAL, _stints(("2024-07-01", 55, 63)), income=70_000,
        ),
        Role(
            "", "ben", "Simulation faculty", RoleKind.TEACHING,
            _stints(("2025-03-01", 2, 3), ("2026-03-01", 4, 5)), meaning="Half joy, half habit.", successor="Priya",
        ),
        Role(
            "", "ben", "Ultrasound study", RoleKind.RESEARCH, _stints(("2025-01-15", 3, 5)),
            promised=date(2025, 12, 31), over=date(2026, 5, 31),
        ),
    )  # fmt: skip


SEASONS = (
    Season(
        "", "Ben’s boards", date(2026, 10, 1), date(2027, 3, 12),
        ("Two evenings a week to study, and no more", "Saturday mornings stay ours", "Say no to anything new"),
    ),
    Season(
        "", "Leo’s first year", date(2025, 6, 18), date(2026, 6, 18), ("One of us there each night",),
        looked=date(2026, 6, 21), learned="The nights were hard and they ended. Asking Carmen early helped most.",
    ),
)  # fmt: skip

PURSE = Purse(savings=38_000, spending=5_600, care=4_400, tax=0.19)

SCENARIOS = (
    ("Ben gives up the late days", '[[drop]]\nparent = "ben"\ntitle = "Late"\n'),
    ("Ana: three of four calls", '[[scale]]\nparent = "ana"\ntitle = "Call: *"\nshare = 0.75\n'),
    (
        "Rosa stays until bedtime on two evenings",
        '[[hours]]\ncarer = "rosa"\nhours = ["Tue,Thu 18:30-20:00"]\npaid = 3\n',
    ),
)
"""Changes that it thinks about, as the bodies of scenario files."""


BEDTIMES = {"ana": (0, 2, 3, 5), "ben": (1, 3, 4, 6)}
"""Weekdays on which each of them read at bedtime, in most weeks."""
DAYS = 420


def kept_before(first: date) -> Iterator[Occasion]:
    """Moments that the invented family kept before its first day: more in the last months than a year before."""
    for back in range(1, DAYS):
        day = first - timedelta(days=back)
        at = (day - date(1970, 1, 1)).days * DAY
        if (day.toordinal() * 7919) % 10 < (2 if back < 120 else 4):
            continue  # a night like others
        for n, (who, on) in enumerate(BEDTIMES.items()):
            if day.weekday() in on:
                yield Occasion("bedtime", day, at + n, (who,), "Roses and thorns")
        if day.weekday() == 5:
            yield Occasion("saturday", day, at, ("ana", "ben"), "Saturday mornings")
        if day.weekday() == 6:
            yield Occasion("pancakes", day, at, ("ben" if day.day % 2 else "ana",), "Pancake Sunday")


def _ended(family: int) -> Iterator[DutyEnded]:
    """How some of its last duties ended: every third was said to run over, the others not spoken of."""
    end = (date(2026, 12, 1) - date(1970, 1, 1)).days * DAY
    for back in range(1, 60):
        for n, (who, kind) in enumerate((("ana", "clinic"), ("ana", "work"), ("ben", "work"))):
            if (back + n) % 2:
                late = 30 + (back * 37 + n * 11) % 80 if (back + n) % 3 == 0 else None
                yield DutyEnded(family_id=family, parent=who, kind=kind, at=end - back * DAY + n, said=late)


def begin(family: int) -> None:
    """Write down what the demo family knows of its work."""
    seat = Seat(family, Sits.PARENT, demo=True)
    store.keep_roles(seat, (*_ana(), *_ben()))
    for one in SEASONS:
        store.keep_season(seat, one)
    store.keep_purse(seat, PURSE)
    for name, body in SCENARIOS:
        studio.save(seat, name, f'format = 1\nname = "{name}"\n\n{body}')
    DutyLook.objects.create(family_id=family, until=0, since=0)
    DutyEnded.objects.bulk_create(_ended(family))
