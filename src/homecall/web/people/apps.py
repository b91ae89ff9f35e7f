"""The people of the app, to Django."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Once all is loaded, what accounts do is watched."""

    name = "homecall.web.people"

    def ready(self) -> None:
        """Begin to watch."""
        from homecall.web.people import watching

        watching.begin()
