"""Rows of feeds: what each calendar said last."""

from __future__ import annotations

from django.db import models


class Told(models.Model):
    """What a feed said last, and of which plan: the next one goes on from it, so that SEQUENCE only grows."""

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="told")
    link = models.OneToOneField("people.Link", on_delete=models.CASCADE, related_name="told")
    plan = models.PositiveBigIntegerField()
    content = models.BinaryField()
