"""Rows of what one account keeps to itself: its sleep as it was logged, and how awake it said it was."""

from __future__ import annotations

from django.db import models


class Slept(models.Model):
    """A sleep of the person behind an account, as it was logged. Those of one account do not overlap."""

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    start = models.DateTimeField()
    end = models.DateTimeField()

    class Meta:
        """Read an account at a time, in order."""

        indexes = (models.Index(fields=("family", "user", "start"), name="slept_of_account"),)


class Felt(models.Model):
    """How awake somebody said they were: `score` 1 (wide awake) to 9 (fighting sleep).

    `expected` is what the model expected of the middle person then, None where it expected them asleep or knew nothing.
    """

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    score = models.PositiveSmallIntegerField()
    expected = models.FloatField(null=True)

    class Meta:
        """Read an account at a time, in order."""

        indexes = (models.Index(fields=("family", "user", "at"), name="felt_of_account"),)
