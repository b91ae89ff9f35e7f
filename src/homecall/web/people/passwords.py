"""What a password of ours must be, beside what Django asks."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST = 128
"""Characters: hashing a longer one would cost the server more than it gives anybody."""


class NotTooLong:
    """Refuses passwords beyond the longest, and cuts none."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError for a password that is too long."""
        if len(password) > LONGEST:
            raise ValidationError(_("A password has at most %(most)d characters.") % {"most": LONGEST}, code="too_long")

    def get_help_text(self) -> str:
        """The rule in a sentence."""
        return _("A password has at most %(most)d characters.") % {"most": LONGEST}
