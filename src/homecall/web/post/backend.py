"""Mail of the account pages, such as a new password, over the same mail server as all else."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage

from homecall.errors import DeliveryError
from homecall.outlets.invite.post import Office, connected
from homecall.outlets.messages.note import PATIENCE


def office() -> Office | None:
    """The host's mail server; None where there is none."""
    said = settings.SENDING
    return Office(said.smtp, said.port, said.user, said.password, PATIENCE) if said.smtp else None


class Backend(BaseEmailBackend):
    """Hands mail to the host's server, protected where it offers that. Without a server nothing is sent."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many were taken. A server that cannot be reached is the caller's to know only if they ask for it."""
        at = office()
        if at is None or not email_messages:
            return 0
        try:
            with connected(at) as line:
                for one in email_messages:
                    line.send_message(one.message())
        except (DeliveryError, OSError):
            if not self.fail_silently:
                raise
            return 0
        return len(email_messages)
