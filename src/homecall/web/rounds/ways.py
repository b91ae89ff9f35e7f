"""How a family wants to ask: one after the other or all at once, how long it waits, and whom it trusts beforehand."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from homecall.rounds.round import Manner
from homecall.web.family.models import Family
from homecall.web.rounds.models import Consent, Way


@dataclass(frozen=True, slots=True)
class Habits:
    """How a family wants to ask, and for how many minutes each carer may be asked without a tap."""

    manner: Manner = "one"
    patience: int = 30
    consents: tuple[tuple[str, int], ...] = ()


def habits(family: int) -> Habits:
    """The family's habits of asking. One query: each consent in a row, beside the way."""
    fields = ("way_of_asking__manner", "way_of_asking__patience", "consents__who", "consents__minutes")
    rows = list(Family.objects.filter(pk=family).order_by("consents__who").values_list(*fields))
    given = tuple((who, minutes) for _manner, _patience, who, minutes in rows if who is not None)
    manner, patience = rows[0][:2] if rows else (None, None)
    if manner is None or patience is None:
        return Habits(consents=given)
    return Habits("all" if manner == "all" else "one", patience, given)


@transaction.atomic
def set_habits(family: int, said: Habits) -> None:
    """Keep how a family wants to ask."""
    Way.objects.update_or_create(family_id=family, defaults={"manner": said.manner, "patience": said.patience})
    Consent.objects.filter(family=family).delete()
    Consent.objects.bulk_create(Consent(family_id=family, who=who, minutes=m) for who, m in said.consents)
