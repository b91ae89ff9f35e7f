"""What stands in the tables, read often: each question becomes SQL once in a process, and no rows become objects."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from homecall.web.happened.models import Proposal
from homecall.web.jobs.models import Job
from homecall.web.plans.models import Plan
from homecall.web.post.models import Message
from homecall.web.rounds.models import Invited, Round

_QUESTIONS: dict[str, Callable[[], QuerySet[Any, Any]]] = {
    "jobs": lambda: Job.objects.order_by("pk").values_list("wanted", "done", "not_before", "leased"),
    "rounds": lambda: Round.objects.order_by("pk").values_list("pk", "state", "wake", "looked", "start", "end"),
    "wake": lambda: Round.objects.exclude(wake=None).order_by("wake").values_list("wake"),
    "invited": lambda: Invited.objects.order_by("pk").values_list("round", "who", "reply"),
    "messages": lambda: Message.objects.order_by("pk").values_list("key", "state", "to", "kind", "topic"),
    "waiting": lambda: Message.objects.filter(state="queued").values_list("not_before", "lease"),
    "held": lambda: (
        Message.objects.filter(state__in=("queued", "sending")).exclude(lease=None).values_list("lease", "state")
    ),
    "plan": lambda: Plan.objects.order_by("-pk").values_list("pk")[:1],
    "proposals": lambda: Proposal.objects.values_list("pk"),
}
_SQL: dict[str, tuple[str, Any]] = {}


def quickly(question: str) -> list[tuple[Any, ...]]:
    """The rows of a question, as the database gives them."""
    if question not in _SQL:
        _SQL[question] = _QUESTIONS[question]().query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(*_SQL[question])
        return list(cursor.fetchall())


def at(kept: Any) -> datetime | None:
    """An instant as a table holds it: SQLite has text, PostgreSQL has instants."""
    found = datetime.fromisoformat(kept) if isinstance(kept, str) else kept
    return found.replace(tzinfo=UTC) if found is not None and found.tzinfo is None else found
