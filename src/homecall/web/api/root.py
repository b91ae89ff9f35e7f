"""The interface as a whole. Its schema is at /api/openapi.json; it has no page of its own that would need scripts."""

from __future__ import annotations

from importlib.metadata import version

from ninja import NinjaAPI

from homecall.web.api import arriving, days, household, people, plan
from homecall.web.api.pace import Pace
from homecall.web.api.problems import handle

api = NinjaAPI(
    title="homecall",
    version=version("homecall"),
    description="What the pages of the app do for a parent, for programs. A token is made on the app's own page.",
    docs_url=None,
    urls_namespace="api",
    throttle=[Pace()],
)
for part in (household, plan, days, arriving, people):
    api.add_router("", part.router)
handle(api)
