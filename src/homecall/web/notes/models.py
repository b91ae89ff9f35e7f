"""Rows of notes."""

from __future__ import annotations

from django.db import models


class Note(models.Model):
    """Something left for a child's bedtime.

    `child` and `by` are ids of the household; `child` is empty for all. `night` is the local day whose evening it is
    for, None for the next night on which `by` is away. `kind` is "text", "drawing", "voice" or "video"; a text stands
    in `words`, all else in `content` with its `type` and `size`. `played` is when it was played last.
    """

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="notes")
    child = models.CharField(max_length=100, blank=True)
    by = models.CharField(max_length=100, blank=True)
    night = models.DateField(null=True)
    kind = models.CharField(max_length=10)
    words = models.CharField(max_length=1000, blank=True)
    content = models.BinaryField(default=b"")
    type = models.CharField(max_length=60, blank=True)
    size = models.PositiveIntegerField(default=0)
    made = models.DateTimeField()
    played = models.DateTimeField(null=True)

    class Meta:
        """Read a family at a time."""

        indexes = (models.Index(fields=("family", "-id"), name="newest_note"),)
