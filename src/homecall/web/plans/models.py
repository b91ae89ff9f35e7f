"""Rows of plans."""

from __future__ import annotations

from django.db import models


class Plan(models.Model):
    """A plan as the worker made it; the newest of a family is shown.

    `revision` is that of the household it was made from and `asked` the asking of the job that made it. `text` is
    homecall-plan/1, `parts` what its sentences are made of, empty for those of before, and `situation` the schedules
    it stands on, as homecall-situation/1. `status` is the plan's own word; `final` is false while a better one of the
    same asking is still looked for.
    """

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="plans")
    revision = models.PositiveIntegerField()
    asked = models.PositiveIntegerField()
    made = models.DateTimeField()
    first = models.DateField()
    days = models.PositiveIntegerField()
    status = models.CharField(max_length=20)
    final = models.BooleanField()
    text = models.TextField()
    situation = models.TextField()
    parts = models.TextField(default="")

    class Meta:
        """The newest of a family is found at once."""

        indexes = (models.Index(fields=("family", "-id"), name="newest_plan"),)
