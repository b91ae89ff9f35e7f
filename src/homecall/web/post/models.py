"""Rows of what is to be told, of the ways in which people are reached, and of their keys for saying something."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Reach(models.Model):
    """A way in which somebody of the household is reached, tried in the order of `place`.

    `kind` is "mail", "push" or "other". `sealed` is the encrypted address, empty for push, whose browsers have rows
    of their own; `shown` is as much of it as a page may say. Nothing but a code is sent before `confirmed`. `broken`
    is since when it is known not to work, and `said` why, which is made of `parts`.
    """

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="reaches")
    person = models.CharField(max_length=100)
    kind = models.CharField(max_length=10)
    place = models.PositiveIntegerField()
    sealed = models.BinaryField()
    shown = models.CharField(max_length=200)
    made = models.DateTimeField()
    confirmed = models.DateTimeField(null=True)
    broken = models.DateTimeField(null=True)
    said = models.CharField(max_length=300, blank=True)
    parts = models.TextField(blank=True, default="")
    code = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField(null=True)
    wrong = models.PositiveIntegerField(default=0)

    class Meta:
        """Read a person at a time."""

        indexes = (models.Index(fields=("family", "person", "place"), name="reaches_of_a_person"),)


class Message(models.Model):
    """Something to tell one person, once: a row of the outbox.

    `state` is "queued", "sending" from just before it is handed over, and then "sent", "unsure", "failed",
    "withdrawn" or "over". Whoever works on it holds it until `lease`. `touched` is when the row was last written: a
    clock that shows less than that was set back. `way` is the only way that may be taken, where it is given;
    `passed` are ids of ways that were tried in vain. `path` is a page of the app; `said` is why it stands as it does,
    and `parts` what that sentence is made of. `buttons` is JSON of what may be pressed under it, empty for nothing.
    """

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="post")
    key = models.CharField(max_length=200)
    to = models.CharField(max_length=100)
    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=200)
    body = models.TextField()
    path = models.CharField(max_length=500, blank=True)
    topic = models.CharField(max_length=60, blank=True)
    buttons = models.TextField(blank=True, default="")
    urgent = models.BooleanField(default=False)
    made = models.DateTimeField()
    touched = models.DateTimeField()
    not_before = models.DateTimeField()
    until = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, default="queued")
    held_by = models.CharField(max_length=64, blank=True)
    lease = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    way = models.ForeignKey(Reach, on_delete=models.CASCADE, null=True, related_name="only")
    passed = models.CharField(max_length=200, blank=True)
    via = models.CharField(max_length=200, blank=True)
    sent = models.DateTimeField(null=True)
    said = models.CharField(max_length=300, blank=True)
    parts = models.TextField(blank=True, default="")

    class Meta:
        """One message a key; what waits is found without looking at what is done."""

        constraints = (models.UniqueConstraint(fields=("family", "key"), name="one_message_a_key"),)
        indexes = (
            models.Index(fields=("not_before",), condition=Q(state="queued"), name="post_that_waits"),
            models.Index(fields=("lease",), condition=Q(state="sending"), name="post_on_its_way"),
            models.Index(fields=("family", "topic"), name="post_of_a_topic"),
        )


class Habit(models.Model):
    """How one person wants to be told things; whoever has no row has the usual habits.

    The quiet hours are readings of the family's wall clock. `evening` and `week` are the digests, sent at `at`.
    """

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="post_habits")
    person = models.CharField(max_length=100)
    quiet_start = models.TimeField()
    quiet_until = models.TimeField()
    evening = models.BooleanField()
    week = models.BooleanField()
    at = models.TimeField()
    language = models.CharField(max_length=10, blank=True)

    class Meta:
        """One row a person."""

        constraints = (models.UniqueConstraint(fields=("family", "person"), name="one_habit_a_person"),)


class Key(models.Model):
    """A parent's key for saying something without a page. Only its hash is kept.

    By one of the kind "say" its owner speaks: from a phone's shortcut, or by mail. One of the kind "gateway" is for a
    number or a bot to which all of the family write, each from where they are reached.
    """

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="say_keys")
    user = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="say_keys")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, default="say")
    hash = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField()
    used = models.DateTimeField(null=True)
    revoked = models.DateTimeField(null=True)
