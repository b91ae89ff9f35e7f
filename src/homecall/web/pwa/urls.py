"""Addresses of the installed app."""

from __future__ import annotations

from django.urls import path

from homecall.web.pwa import views

urlpatterns = [
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("sw.js", views.worker, name="service_worker"),
    path("offline/", views.offline, name="offline"),
    path("notices/", views.notices, name="notices"),
    path("notices/subscribe/", views.subscribe, name="push_subscribe"),
    path("notices/unsubscribe/", views.unsubscribe, name="push_unsubscribe"),
]
