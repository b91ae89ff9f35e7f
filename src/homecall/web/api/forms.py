"""The form for a token."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Choices = tuple[tuple[str, str | Promise], ...]


class TokenForm(forms.Form):
    """What a token is for, what it may do, and how long it works."""

    SCOPES: ClassVar[Choices] = (
        ("read", _("Look at everything, change nothing")),
        ("write", _("Look, and change the household")),
        ("admin", _("All of that, and make links and devices")),
    )
    DAYS: ClassVar[Choices] = (("30", _("For a month")), ("365", _("For a year")), ("", _("Until I take it back")))

    name = forms.CharField(label=_("What is it for?"), max_length=100)
    scope = forms.ChoiceField(label=_("What may it do?"), choices=SCOPES)
    days = forms.ChoiceField(label=_("How long does it work?"), choices=DAYS, required=False, initial="30")
