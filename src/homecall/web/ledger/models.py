"""Rows of hours that somebody helped."""

from __future__ import annotations

from django.db import models


class Worked(models.Model):
    """Hours of one who helps, taken from the plan in force when they ended, or as the family set them right.

    Instants are minutes since the epoch. `carer` is the id in the household and `name` what they were called then.
    `by` is who set them right, empty for those of the plan. One that did not take place keeps its row, `off`, so that
    the plan does not bring it back.
    """

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="worked")
    carer = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    planned = models.BigIntegerField()
    start = models.BigIntegerField()
    end = models.BigIntegerField()
    by = models.CharField(max_length=200, blank=True)
    off = models.BooleanField(default=False)

    class Meta:
        """Planned hours are taken once, however often the plan is looked at."""

        constraints = (models.UniqueConstraint(fields=("family", "carer", "planned"), name="worked_once"),)
        indexes = (models.Index(fields=("family", "-start"), name="worked_of_a_family"),)


class Look(models.Model):
    """Up to when a family's hours are taken, from which plan, and when the next of it end (None: none)."""

    family = models.OneToOneField("family.Family", on_delete=models.CASCADE, related_name="ledger_look")
    plan = models.PositiveBigIntegerField()
    until = models.BigIntegerField()
    next = models.BigIntegerField(null=True)
