"""Rows of what happened, and of the new plan that is proposed for it."""

from __future__ import annotations

from django.db import models


class Happened(models.Model):
    """Something that somebody said had happened.

    `at` is the family's own now when it was said, `what` one happening as a plan's JSON has it, `said` its sentence
    and `parts` what that is made of.
    `state` is "open" until somebody decided, then "agreed" or "left"; "back" once it was taken back, "over" where
    the same was said anew.
    """

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="happened")
    at = models.DateTimeField()
    kind = models.CharField(max_length=20)
    who = models.CharField(max_length=100)
    what = models.TextField()
    said = models.CharField(max_length=300)
    parts = models.TextField(default="")
    by = models.CharField(max_length=200)
    state = models.CharField(max_length=10, default="open")

    class Meta:
        """Read by family and state."""

        indexes = (models.Index(fields=("family", "state"), name="happened_by_state"),)


class Proposal(models.Model):
    """A new plan that waits for a yes: from the plan `base`, for all that was open up to the row `upto`.

    `text` is homecall-plan/1 and `parts` what its sentences are made of. There is one a family at most.
    """

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="proposals")
    base = models.PositiveBigIntegerField()
    upto = models.PositiveBigIntegerField()
    made = models.DateTimeField()
    status = models.CharField(max_length=20)
    text = models.TextField()
    parts = models.TextField(default="")

    class Meta:
        """A newer proposal takes the place of the one before."""

        constraints = (models.UniqueConstraint(fields=("family",), name="one_proposal_a_family"),)
