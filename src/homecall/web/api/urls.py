"""Addresses of the interface for programs, and of the page with its tokens."""

from __future__ import annotations

from django.urls import path

from homecall.web.api import views
from homecall.web.api.root import api

urlpatterns = [
    path("api/", api.urls),
    path("tokens/", views.tokens, name="tokens"),
    path("tokens/make/", views.token_make, name="token_make"),
    path("tokens/<int:id>/revoke/", views.token_revoke, name="token_revoke"),
]
