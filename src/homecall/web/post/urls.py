"""Addresses of how people are reached, and of the roads by which they say something."""

from __future__ import annotations

from django.urls import path

from homecall.web.post import open_views

urlpatterns = [
    path("open/", open_views.page, name="post_open"),
    path("open/<int:id>/again/", open_views.again, name="post_again"),
]
