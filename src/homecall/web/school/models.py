"""Rows of letters from schools."""

from __future__ import annotations

from django.db import models


class Letter(models.Model):
    """A letter that a family has dropped or pasted.

    `content` is there until it is read and empty afterwards. `state` is "waiting", "read", "failed" (`said` has the
    sentence, `parts` what it is made of) or "taken"; `found` holds its proposals and what was left out, as JSON.
    """

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="letters")
    name = models.CharField(max_length=120)
    pasted = models.BooleanField()
    content = models.BinaryField()
    at = models.DateTimeField()
    state = models.CharField(max_length=10)
    said = models.CharField(max_length=500, blank=True)
    parts = models.TextField(default="")
    found = models.TextField(blank=True)

    class Meta:
        """A family's letters, newest first."""

        indexes = (models.Index(fields=("family", "-id"), name="letters_of_a_family"),)
