"""What is set up once when the app starts: mails that answer an ask find their way, and what is over is not sent."""

from __future__ import annotations

from django.apps import AppConfig


class Rounds(AppConfig):
    """Asks."""

    name = "homecall.web.rounds"

    def ready(self) -> None:
        """Take answers to messages whose topic is a round, and say what is so no more when it would leave."""
        from homecall.web.post import desk, replies
        from homecall.web.rounds import still
        from homecall.web.rounds.mailed import answered

        replies.handlers["round"] = answered
        desk.still |= {"change": still.change, "untold": still.news, "spare": still.spare, "ask": still.ask}
        desk.still["gap"] = still.gap
        desk.missed["ask"] = still.missed
