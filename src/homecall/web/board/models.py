"""Rows of the Children's board: how people look and what the children call them, and how sure is sure enough."""

from __future__ import annotations

from django.db import models


class Face(models.Model):
    """How somebody of the household looks to its children; `person` is their id in it.

    `called` is what the children call them, empty for their name. `drawn` are the numbers of a chosen figure, empty
    for the one that goes with the id. `photo` is a small JPEG, None without one, and `sha` its SHA-256 in hex.
    """

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="faces")
    person = models.CharField(max_length=100)
    called = models.CharField(max_length=40, blank=True)
    drawn = models.CharField(max_length=10, blank=True)
    photo = models.BinaryField(null=True)
    sha = models.CharField(max_length=64, blank=True)

    class Meta:
        """Everybody has one face."""

        constraints = (models.UniqueConstraint(fields=("family", "person"), name="one_face_a_person"),)


class Sure(models.Model):
    """From which chance of being late on, in percent, a family's children are not promised somebody."""

    family = models.OneToOneField("family.Family", on_delete=models.CASCADE, related_name="sure")
    limit = models.PositiveSmallIntegerField()
