"""Rows of people: accounts, who is a parent where, links for carers and readers, paired devices, what was done."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac


class UserManager(BaseUserManager["User"]):
    """Makes accounts."""

    def create_user(self, email: str, password: str | None = None, **more: Any) -> User:
        """A saved account; without a password nobody can sign in to it with one."""
        user = self.model(email=self.normalize_email(email).lower(), **more)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A parent's account; its address is kept in small letters.

    `language` is empty for the browser's, `hours` for the language's habit, else 12 or 24. `outs` counts how often
    all of its sessions were ended at once.
    """

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=100, blank=True)
    language = models.CharField(max_length=10, blank=True)
    hours = models.CharField(max_length=2, blank=True)
    is_active = models.BooleanField(default=True)
    outs = models.PositiveIntegerField(default=0)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    def __str__(self) -> str:
        return self.name or self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What every session of the account must know: another password or a higher `outs` ends them all."""
        said = f"{self.outs}:{self.password}"
        return salted_hmac("homecall.web.people", said, secret=secret, algorithm="sha256").hexdigest()


class Membership(models.Model):
    """An account's place in a family. `person` is the parent's id in the household, empty until it is known."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="memberships")
    person = models.CharField(max_length=100, blank=True)
    role = models.CharField(max_length=10, default="parent")
    since = models.DateTimeField()

    class Meta:
        """An account is in a family once."""

        constraints = (models.UniqueConstraint(fields=("user", "family"), name="in_a_family_once"),)


class Link(models.Model):
    """A personal link. Only the SHA-256 of its token is kept.

    `role` is "carer", "reader" or "feed"; `person` is the id in the household whom it is of or for; `scope` is "full"
    or "busy" for a feed, and "message" for a carer's that stands in one message. It works until `expires` (None:
    until it is revoked).
    """

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="links")
    role = models.CharField(max_length=10)
    person = models.CharField(max_length=100, blank=True)
    scope = models.CharField(max_length=10, default="full")
    hash = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=10, blank=True)
    made = models.DateTimeField()
    expires = models.DateTimeField(null=True)
    revoked = models.DateTimeField(null=True)
    used = models.DateTimeField(null=True)


class Device(models.Model):
    """A paired screen, such as the kitchen's tablet: a thing and no person. Only hashes of its code and token are kept.

    Until it is paired `hash` is empty and `code` holds; afterwards it is the other way round.
    """

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="devices")
    name = models.CharField(max_length=100)
    code = models.CharField(max_length=64, blank=True, db_index=True)
    code_expires = models.DateTimeField(null=True)
    hash = models.CharField(max_length=64, blank=True, db_index=True)
    made = models.DateTimeField()
    revoked = models.DateTimeField(null=True)
    seen = models.DateTimeField(null=True)


class Deed(models.Model):
    """A line of the audit log: who did what, when. It never holds a token, an address of a schedule or a password."""

    family = models.ForeignKey("family.Family", on_delete=models.CASCADE, related_name="deeds")
    at = models.DateTimeField()
    who = models.CharField(max_length=200)
    what = models.CharField(max_length=60)
    about = models.CharField(max_length=300, blank=True)

    class Meta:
        """Read a family at a time, newest first."""

        indexes = (models.Index(fields=("family", "-at"), name="deeds_of_a_family"),)
