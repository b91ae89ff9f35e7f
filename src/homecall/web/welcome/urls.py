"""Addresses of the way in."""

from __future__ import annotations

from django.urls import path

from homecall.web.welcome import first_views, views

urlpatterns = [
    path("", views.home, name="home"),
    path("welcome/", first_views.family, name="welcome_family"),
    path("welcome/ahead/", first_views.ahead, name="welcome_ahead"),
    path("demo/begin/", views.demo_begin, name="demo_begin"),
    path("demo/end/", views.demo_end, name="demo_end"),
]
