"""Rows of thanks."""

from __future__ import annotations

from django.db import models


class Thanks(models.Model):
    """A thank you that was noted. `person` is the carer's id in the household and `name` what they were called then."""

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="thanks")
    person = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    words = models.CharField(max_length=500)
    day = models.DateField()
    by = models.CharField(max_length=200)

    class Meta:
        """A family's thanks, the latest first."""

        indexes = (models.Index(fields=("family", "-day", "-id"), name="thanks_of_a_family"),)
