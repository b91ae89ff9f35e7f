"""Rows of phones and browsers that want to be told something."""

from __future__ import annotations

from django.db import models


class Subscription(models.Model):
    """Where a browser can be told something, and the keys that only it can read what it is told with.

    It belongs to an account or to a link, and ends with it; a demo's has neither.
    """

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="subscriptions")
    user = models.ForeignKey("people.User", on_delete=models.CASCADE, null=True, related_name="subscriptions")
    link = models.ForeignKey("people.Link", on_delete=models.CASCADE, null=True, related_name="subscriptions")
    endpoint = models.CharField(max_length=600, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    language = models.CharField(max_length=10, blank=True)
    made = models.DateTimeField()
