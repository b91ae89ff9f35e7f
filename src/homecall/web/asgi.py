"""The app as a server wants it."""

from __future__ import annotations

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homecall.web.settings")
within = get_asgi_application()

from homecall.web.service.bounded import bounded  # noqa: E402 (what it says is Django's to translate)

application = bounded(within)
