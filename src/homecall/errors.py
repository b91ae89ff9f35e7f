"""Every error that homecall raises on purpose, in one tree.

    HomecallError              anything the caller can be told in a sentence
    ├── HouseholdError         the household file says something that cannot be
    ├── SourceError            a schedule could not be read at all (one bad line is a reject, not an error)
    │   └── FetchError         the bytes of a schedule could not be had; `permanent` says whether to try again
    ├── PlanError              a plan file is not a plan, or is a plan of another household
    ├── DeliveryError          a plan could not be handed over to a server; `permanent` says whether to try again
    │   ├── DavError           a calendar server refused, could not be reached, or answered nonsense
    │   └── PostError          a message was refused, or nobody knows whether it has arrived
    ├── FleetError             many households could not be listed, or their results could not be kept
    ├── SetupError             the app cannot start as it is set up
    ├── ScenarioError          a scenario says something that cannot be, or of somebody who is not there
    ├── CareerError            a role, a season or a sum of money that cannot be
    ├── RestError              a sleep, or a parameter of a model of alertness, that cannot be
    ├── TimeError              a clock time, date, zone or span that cannot be
    └── RejectedPlan           the judge refused a plan that was about to leave the house (a defect of ours)

An infeasible household is not an error: it is an answer, with gaps in it.
"""

from __future__ import annotations

import re

from homecall.tongue import joined


class HomecallError(Exception):
    """A failure with a sentence for a person: what, where, and the nearest cure.

    `cure` is a second sentence, empty where there is nothing to advise.
    """

    def __init__(self, message: str, *, where: str = "", cure: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.cure = cure

    @property
    def advice(self) -> str:
        """What is wrong and what to do, for somebody who reads no file: the place is left out."""
        return joined(" ", [one for one in (self.message, self.cure) if one])

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        cure = f" {self.cure}" if self.cure else ""
        return f"{place}{self.message}{cure}"


class HouseholdError(HomecallError):
    """The household file, or a household built in code, contradicts itself or the format."""


class SourceError(HomecallError):
    """A schedule as a whole could not be read: it is missing, too large, or not what it claims to be."""


class FetchError(SourceError):
    """The bytes of a schedule could not be had. `permanent` is true where trying again cannot help.

    `wait` is how many seconds the server asks us to wait before the next try, 0 where it does not say.
    """

    def __init__(self, message: str, *, where: str = "", cure: str = "", permanent: bool, wait: int = 0) -> None:
        super().__init__(message, where=where, cure=cure)
        self.permanent = permanent
        self.wait = wait


class PlanError(HomecallError):
    """A plan file is broken, or speaks of people that the household does not have."""


class DeliveryError(HomecallError):
    """Something could not be handed over. `permanent` is true where trying again without a change cannot help."""

    def __init__(self, message: str, *, where: str = "", cure: str = "", permanent: bool) -> None:
        super().__init__(message, where=where, cure=cure)
        self.permanent = permanent


class DavError(DeliveryError):
    """A calendar server said no, or nothing that could be understood.

    `status` is its HTTP status, 0 where there is none. `wait` is how many seconds it asks to be left alone for.
    """

    def __init__(
        self, message: str, *, where: str = "", cure: str = "", permanent: bool, status: int = 0, wait: int = 0
    ) -> None:
        super().__init__(message, where=where, cure=cure, permanent=permanent)
        self.status = status
        self.wait = wait


class PostError(DeliveryError):
    """A message was not taken; or, where `unsure`, it was on its way when the line broke and may have arrived.

    `gone` is true where its target does not exist any more. `wait` is how many seconds the server asks us to wait.
    """

    def __init__(
        self, message: str, *, where: str = "", cure: str = "", permanent: bool = False, unsure: bool = False,
        gone: bool = False, wait: int = 0,
    ) -> None:  # fmt: skip
        super().__init__(message, where=where, cure=cure, permanent=permanent)
        self.unsure = unsure
        self.gone = gone
        self.wait = wait


class FleetError(HomecallError):
    """A run over many households cannot go on: its source cannot be listed, or its results cannot be kept."""


class SetupError(HomecallError):
    """The app is set up in a way in which it must not, or cannot, be served."""


class RestError(HomecallError):
    """A sleep, a log of sleep, or a parameter of a model of alertness that cannot be."""


class ScenarioError(HomecallError):
    """A scenario, a rotation or a change that cannot be, or that speaks of people or work that are not there."""


class CareerError(HomecallError):
    """A role, a line of a table of roles, a season, or a sum of money that cannot be."""


class TimeError(HomecallError):
    """A clock time, date, zone or span that cannot be, such as a naive instant or an end before its start."""


class RejectedPlan(HomecallError):
    """The judge found a breach in a plan on its way out; the plan was held back."""


def fault(wrong: Exception) -> str:
    """What a fault of ours is and says, on one line of at most 200 letters, without addresses: they are secrets."""
    said = re.sub(r"\S*(?:://|@)\S*", "•••", str(wrong)[:2000])
    return " ".join(f"{type(wrong).__name__}: {said}".split()).removesuffix(":")[:200]
