"""Rows of questions that take a search to answer."""

from __future__ import annotations

from django.db import models


class Question(models.Model):
    """What would be, if whoever has a child at a minute did not: asked of one plan, and gone with it.

    `said` is empty until the worker has answered, and then has a sentence in each line.
    """

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="questions")
    plan = models.ForeignKey("plans.Plan", on_delete=models.CASCADE, related_name="questions")
    child = models.CharField(max_length=80)
    minute = models.BigIntegerField()
    said = models.TextField(blank=True)

    class Meta:
        """Each is asked once of a plan."""

        constraints = (models.UniqueConstraint(fields=("plan", "child", "minute"), name="asked_once"),)
