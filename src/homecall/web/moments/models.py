"""Rows of what was kept, and of how far ahead schedules came: plans are replaced, these stay."""

from __future__ import annotations

from django.db import models


class Held(models.Model):
    """A time that a moment had in the plan that was in force when it ended.

    `moment` is its id in the household and `title` what it was called then; `at` is its begin in minutes since the
    epoch; `people` are the ids of the parents with a space between, `children` those
    of the children; it is empty where nobody knows any more.
    """

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="held")
    moment = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    dated = models.BooleanField()
    day = models.DateField()
    at = models.BigIntegerField()
    people = models.CharField(max_length=300, blank=True)
    children = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        """A time is held once, however often it is looked at."""

        constraints = (models.UniqueConstraint(fields=("family", "moment", "at", "people"), name="held_once"),)
        indexes = (models.Index(fields=("family", "-day"), name="held_by_day"),)


class Known(models.Model):
    """How far a parent's schedule was known, and the day on which that was first seen."""

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="known")
    parent = models.CharField(max_length=100)
    through = models.DateField()
    seen = models.DateField()

    class Meta:
        """Each reach has one first day."""

        constraints = (models.UniqueConstraint(fields=("family", "parent", "through"), name="seen_first_once"),)


class Mark(models.Model):
    """Up to when a family's moments are held, in minutes; the plan they came from, and when the next one of it ends.

    `next` is None where that plan has none to come.
    """

    family = models.OneToOneField("family.Family", on_delete=models.CASCADE, primary_key=True)
    plan = models.BigIntegerField()
    until = models.BigIntegerField()
    next = models.BigIntegerField(null=True)
