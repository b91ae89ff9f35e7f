"""Rows of what waits to be done."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Job(models.Model):
    """What a family waits for, one row a kind of work.

    `wanted` counts how often it was asked for and `done` up to which asking it is done: whatever is asked for while
    it is worked on is wanted still. A worker holds it until `leased`; one that dies lets it go by dying. `said` is
    the sentence for the family where it failed for good, `parts` what it is made of.
    """

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=20)
    wanted = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    not_before = models.DateTimeField()
    taken_by = models.CharField(max_length=64, blank=True)
    leased = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    said = models.CharField(max_length=500, blank=True)
    parts = models.TextField(default="")

    class Meta:
        """One row a family and kind; what is open is found without looking at what is done."""

        constraints = (models.UniqueConstraint(fields=("family", "kind"), name="one_job_a_kind"),)
        indexes = (models.Index(fields=("not_before",), condition=Q(wanted__gt=F("done")), name="open_jobs"),)
