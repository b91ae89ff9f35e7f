"""Every address of the app: one line a package that has pages."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("homecall.web.welcome.urls")),
    path("", include("homecall.web.look.urls")),
    path("", include("homecall.web.service.urls")),
    path("today/", include("homecall.web.today.urls")),
    path("", include("homecall.web.rounds.urls")),
    path("week/", include("homecall.web.asking.urls")),
    path("week/", include("homecall.web.plans.urls")),
    path("circle/ledger/", include("homecall.web.ledger.urls")),
    path("circle/", include("homecall.web.circle.urls")),
    path("moments/", include("homecall.web.moments.urls")),
    path("school/", include("homecall.web.school.urls")),
    path("", include("homecall.web.board.urls")),
    path("notes/", include("homecall.web.notes.urls")),
    path("awake/", include("homecall.web.awake.urls")),
    path("career/", include("homecall.web.career.urls")),
    path("household/", include("homecall.web.editing.urls")),
    path("", include("homecall.web.api.urls")),
    path("", include("homecall.web.pwa.urls")),
    path("post/", include("homecall.web.post.urls")),
    path("say/", include("homecall.web.post.say_urls")),
    path("", include("homecall.web.guests.urls")),
    path("feed/", include("homecall.web.feeds.urls")),
    path("schedules/", include("homecall.web.schedules.urls")),
    path("settings/", include("homecall.web.house.urls")),
    path("account/", include("allauth.urls")),
]
handler404 = "homecall.web.look.refusals.missing"
handler500 = "homecall.web.look.refusals.fault"
