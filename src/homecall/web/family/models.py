"""Rows of a family: itself, its household's revisions, the files it has dropped."""

from __future__ import annotations

from django.db import models


class Family(models.Model):
    """A family.

    `pinned` is the instant at which a demo's plan is made, `first` its first day and `looks` the instant at which its
    pages look at it, when it is under way; all are None
    for a family that lives now.
    """

    made = models.DateTimeField()
    seen = models.DateTimeField()
    demo = models.BooleanField(default=False)
    pinned = models.DateTimeField(null=True)
    looks = models.DateTimeField(null=True)
    first = models.DateField(null=True)


class Revision(models.Model):
    """The household at one time, as the text of its file. The highest `number` of a family counts.

    `by` is who changed it, `said` what the change was, in a few words; `parts` has what they are
    made of.
    """

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    said = models.CharField(max_length=300)
    parts = models.TextField(default="")
    text = models.TextField()

    class Meta:
        """One revision a number; the newest is found by the same index."""

        constraints = (models.UniqueConstraint(fields=("family", "number"), name="one_revision_a_number"),)


class Upload(models.Model):
    """A file that the family has dropped; the household's `path` names it. `sha` is its SHA-256 in hex."""

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        """A name stands for one file."""

        constraints = (models.UniqueConstraint(fields=("family", "name"), name="one_upload_a_name"),)
