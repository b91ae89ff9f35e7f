"""What makes the pages an app: manifest, service worker, the page without a network, and notices."""

from __future__ import annotations

import json
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homecall.errors import SetupError
from homecall.web.people.access import Role, SeatedRequest, open_to_all, seated
from homecall.web.pwa import keys, store

WORKER = Path(__file__).parent / "static" / "pwa" / "sw.js"
ICONS = (
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("mask-512.png", "512x512", "maskable"),
)
GROUND = "#fbf6ef"
"""The ground of the pages by day, behind the app while it opens."""


@open_to_all
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone needs to know to install the app."""
    said = {
        "id": "/",
        "name": "homecall",
        "short_name": "homecall",
        "description": _("Who has the children, hour by hour."),
        "lang": get_language(),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": GROUND,
        "theme_color": GROUND,
        "icons": [
            {"src": static(f"pwa/{name}"), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for name, sizes, purpose in ICONS
        ],
    }
    return JsonResponse(said, content_type="application/manifest+json")


@open_to_all
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root so that it may keep pages of the whole app."""
    answer = HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
    answer["Service-Worker-Allowed"] = "/"
    return answer


@open_to_all
def offline(request: HttpRequest) -> HttpResponse:
    """The page for when there is no network and nothing was kept; it says nothing of anybody."""
    return render(request, "pwa/offline.html", {"seat": None, "nav": (), "no_network": True})


@seated(Role.PARENT, Role.CARER)
def notices(request: SeatedRequest) -> HttpResponse:
    """The page on which somebody lets this phone be told something."""
    return render(request, "pwa/notices.html", {"key": keys.public_key(settings.DATA)})


@seated(Role.PARENT, Role.CARER)
@require_POST
def subscribe(request: SeatedRequest) -> HttpResponse:
    """Keep what a browser says of where it can be told something."""
    try:
        said = json.loads(request.body)
        store.subscribe(request.seat, said if isinstance(said, dict) else {}, get_language() or "")
    except (ValueError, SetupError):
        return HttpResponse(_("This browser cannot be told anything."), status=422, content_type="text/plain")
    return HttpResponse(status=204)


@seated(Role.PARENT, Role.CARER)
@require_POST
def unsubscribe(request: SeatedRequest) -> HttpResponse:
    """Tell this browser nothing any more."""
    try:
        said = json.loads(request.body)
    except ValueError:
        said = None
    store.unsubscribe(request.seat, str(said.get("endpoint", "")) if isinstance(said, dict) else "")
    return HttpResponse(status=204)
