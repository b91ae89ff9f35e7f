"""Rows of careers. What is a family's is seen by its parents; what has a `user` is that account's alone."""

from __future__ import annotations

from django.db import models


class CareerRole(models.Model):
    """A role of a parent, whose id in the household is `parent`.

    `stints` are a JSON list of [day, low, high] in order, `times` its weekly hours as the household file writes them,
    with a semicolon between, and empty where it floats. `promised` is the end that was said first.
    """

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="+")
    parent = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    stints = models.TextField()
    times = models.CharField(max_length=500, blank=True)
    every = models.PositiveSmallIntegerField(default=1)
    promised = models.DateField(null=True)
    end = models.DateField(null=True)
    over = models.DateField(null=True)
    income = models.FloatField(default=0)
    meaning = models.CharField(max_length=200, blank=True)
    successor = models.CharField(max_length=200, blank=True)

    class Meta:
        """Read a family at a time."""

        indexes = (models.Index(fields=("family", "id"), name="roles_of_a_family"),)


class CareerSeason(models.Model):
    """A season, both its days inclusive. `goals` are lines; `looked` is the day of the look at its end."""

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    start = models.DateField()
    end = models.DateField()
    goals = models.TextField(blank=True)
    looked = models.DateField(null=True)
    learned = models.CharField(max_length=500, blank=True)


class MoneyRow(models.Model):
    """What a family has and needs, as it says: a month's sums, and shares of 1."""

    family = models.OneToOneField("family.Family", on_delete=models.CASCADE, related_name="+", primary_key=True)
    savings = models.FloatField(default=0)
    spending = models.FloatField(default=0)
    care = models.FloatField(default=0)
    other = models.FloatField(default=0)
    tax = models.FloatField(default=0)
    mean = models.FloatField()
    spread = models.FloatField()


class WorkedLate(models.Model):
    """Work that came along into a day, as one account logged it; `user` is None in a demo family."""

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey("people.User", on_delete=models.CASCADE, null=True, related_name="+")
    day = models.DateField()
    minutes = models.PositiveIntegerField()

    class Meta:
        """Read an account at a time, by day."""

        indexes = (models.Index(fields=("family", "user", "day"), name="late_of_account"),)


class WorkClosed(models.Model):
    """A day that one account closed for the day."""

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey("people.User", on_delete=models.CASCADE, null=True, related_name="+")
    day = models.DateField()

    class Meta:
        """A day is closed once."""

        constraints = (models.UniqueConstraint(fields=("family", "user", "day"), name="closed_once"),)


class Parked(models.Model):
    """Something of work that was left open, in its account's own words. It can wait until `until`, None for any day."""

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey("people.User", on_delete=models.CASCADE, null=True, related_name="+")
    words = models.CharField(max_length=200)
    day = models.DateField()
    until = models.DateField(null=True)


class AfterHours(models.Model):
    """What an account's import said of a month, in minutes a scheduled day; one that was imported again gives way."""

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey("people.User", on_delete=models.CASCADE, null=True, related_name="+")
    since = models.DateField()
    minutes = models.FloatField()
    metric = models.CharField(max_length=100, blank=True)


class Field(models.Model):
    """The specialty by whose published figures an account's evenings are estimated, empty for no estimate."""

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey("people.User", on_delete=models.CASCADE, null=True, related_name="+")
    specialty = models.CharField(max_length=40, blank=True)


class SavedScenario(models.Model):
    """A change that a family thinks about, as the text of a scenario file. `ticked` ones are lived when a year is.

    The one with `base` is no change but how the year looks that all others stand on.
    """

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    text = models.TextField()
    ticked = models.BooleanField(default=True)
    base = models.BooleanField(default=False)
    made = models.DateTimeField()


class Lived(models.Model):
    """The year that was lived last for a family: how far it is, and what it came to, as JSON.

    `done` of `steps` are behind it. `result` is empty before the first picture, `final` false while a better follows.
    """

    family = models.OneToOneField("family.Family", on_delete=models.CASCADE, related_name="+", primary_key=True)
    asked = models.DateTimeField()
    done = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    doing = models.CharField(max_length=200, blank=True)
    result = models.TextField(blank=True)
    final = models.BooleanField(default=False)
    made = models.DateTimeField(null=True)


class DutyEnded(models.Model):
    """A duty of a parent that is over: `at` is its scheduled end in minutes since the epoch.

    `said` are the minutes that somebody said it ended later (earlier, below 0), None where nobody said a word. For a
    call from home it is how often they were called in, and `expected` how often the published rates let expect.
    """

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="+")
    parent = models.CharField(max_length=100)
    kind = models.CharField(max_length=20)
    at = models.BigIntegerField()
    said = models.IntegerField(null=True)
    expected = models.FloatField(default=0)

    class Meta:
        """A duty ends once, however often it is looked at."""

        constraints = (models.UniqueConstraint(fields=("family", "parent", "at"), name="duty_ended_once"),)


class DutyLook(models.Model):
    """Up to when a family's duties were looked at, and from when on anything is learned, in minutes."""

    family = models.OneToOneField("family.Family", on_delete=models.CASCADE, related_name="+", primary_key=True)
    until = models.BigIntegerField()
    since = models.BigIntegerField()


class OwnRate(models.Model):
    """What a family puts in the place of a published rate, by its name; `p90` beside the median of an overrun."""

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=150)
    value = models.FloatField()
    p90 = models.FloatField(null=True)

    class Meta:
        """One value for each."""

        constraints = (models.UniqueConstraint(fields=("family", "name"), name="own_rate_once"),)
