"""What is set up once when the app starts: mails that answer an ask find their way to it."""

from __future__ import annotations

from django.apps import AppConfig


class Rounds(AppConfig):
    """Asks."""

    name = "homecall.web.rounds"

    def ready(self) -> None:
        """Take answers to messages whose topic is a round."""
        from homecall.web.post import replies
        from homecall.web.rounds.mailed import answered

        replies.handlers["round"] = answered
