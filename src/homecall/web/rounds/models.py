"""Rows of rounds, of those who are asked in them, and of how a family wants to ask."""

from __future__ import annotations

from django.db import models


class Round(models.Model):
    """Some hours that somebody is asked for. Instants are minutes since the epoch.

    `manner`, `patience`, `last`, `state` and `wake` are those of the core's round. `base` is the plan in force that
    needs the hours. `children` are ids and `named` their names, both with commas. `looked` once all others who might
    be asked are known. `extra` where the plan counts on nobody for the hours, and is left as it is until a yes.
    """

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="rounds")
    start = models.BigIntegerField()
    end = models.BigIntegerField()
    children = models.CharField(max_length=500)
    named = models.CharField(max_length=500)
    manner = models.CharField(max_length=3)
    patience = models.PositiveIntegerField()
    last = models.BigIntegerField()
    state = models.CharField(max_length=10)
    wake = models.BigIntegerField(null=True)
    base = models.PositiveBigIntegerField()
    made = models.DateTimeField()
    by = models.CharField(max_length=200)
    extra = models.BooleanField(default=False)
    looked = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        """What time brings on is found without looking at what is over."""

        indexes = (
            models.Index(fields=("wake",), condition=models.Q(wake__isnull=False), name="rounds_that_wake"),
            models.Index(fields=("family", "-id"), name="rounds_of_a_family"),
        )


class Invited(models.Model):
    """Somebody who may be asked in a round, by their id in the household.

    `text` is the plan that holds if they come and `parts` what its sentences are made of, both empty for the one in
    force when the round began. The counter's two instants are None together.
    """

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="invited")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="people")
    who = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    place = models.PositiveIntegerField()
    reply = models.CharField(max_length=10)
    until = models.BigIntegerField(null=True)
    counter_start = models.BigIntegerField(null=True)
    counter_end = models.BigIntegerField(null=True)
    text = models.TextField(blank=True)
    parts = models.TextField(blank=True)
    status = models.CharField(max_length=20, blank=True)

    class Meta:
        """Nobody is asked twice in a round."""

        ordering = ("round", "place")
        constraints = (models.UniqueConstraint(fields=("round", "who"), name="asked_once_a_round"),)


class Untold(models.Model):
    """Somebody who helps and does not know yet what a plan that came by itself changes: they know the plan `base`."""

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="untold")
    who = models.CharField(max_length=100)
    base = models.PositiveBigIntegerField()

    class Meta:
        """One for each of them: what they know is one plan."""

        constraints = (models.UniqueConstraint(fields=("family", "who"), name="untold_once_a_carer"),)


class Way(models.Model):
    """How a family wants to ask: one after another or all at once, and minutes to wait for an answer."""

    family = models.OneToOneField("family.Family", on_delete=models.CASCADE, related_name="way_of_asking")
    manner = models.CharField(max_length=3, default="one")
    patience = models.PositiveIntegerField(default=30)


class Consent(models.Model):
    """What a family has said yes to beforehand: a carer may be asked for up to so many minutes without a tap."""

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="consents")
    who = models.CharField(max_length=100)
    minutes = models.PositiveIntegerField()

    class Meta:
        """One for each carer."""

        constraints = (models.UniqueConstraint(fields=("family", "who"), name="one_consent_a_carer"),)
