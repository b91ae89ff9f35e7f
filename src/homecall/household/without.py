"""A household without somebody, and without what only made sense with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from homecall.household.household import Household
from homecall.household.moments import Moment, Usual


def without(household: Household, id: str) -> Household:
    """The family without the parent, child or carer of an id.

    They leave moments and usual entries too; one that is then for nobody goes with them. An id that is not there
    changes nothing. Whether a family can be without them, such as its last child, is the codec's to say.
    """
    return replace(
        household,
        parents=tuple(one for one in household.parents if one.id != id),
        children=tuple(one for one in household.children if one.id != id),
        carers=tuple(one for one in household.carers if one.id != id),
        moments=tuple(_moments(household.moments, id)),
        usual=tuple(_usual(household.usual, id)),
    )


def _moments(moments: Iterable[Moment], id: str) -> Iterable[Moment]:
    for moment in moments:
        left = replace(moment, children=_others(moment.children, id), parents=_others(moment.parents, id))
        if left.children and (left.parents or left.who != "listed"):
            yield left


def _usual(usual: Iterable[Usual], id: str) -> Iterable[Usual]:
    for one in usual:
        left = replace(one, children=_others(one.children, id))
        if left.children and left.lead != id:
            yield left


def _others(ids: tuple[str, ...], id: str) -> tuple[str, ...]:
    return tuple(one for one in ids if one != id)
