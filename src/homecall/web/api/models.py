"""Rows of tokens that programs come with."""

from __future__ import annotations

from django.db import models


class ApiToken(models.Model):
    """A token of a program. Only the SHA-256 of it is kept.

    `scope` is "read", "write" or "admin", each with what the one before may do. It works until `expires` (None: until
    it is revoked), and only as long as the account that made it belongs to the family.
    """

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="api_tokens")
    user = models.ForeignKey("people.User", on_delete=models.CASCADE, null=True, related_name="api_tokens")
    name = models.CharField(max_length=100)
    scope = models.CharField(max_length=10)
    hash = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField()
    expires = models.DateTimeField(null=True)
    revoked = models.DateTimeField(null=True)
    used = models.DateTimeField(null=True)
