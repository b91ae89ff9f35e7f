"""Addresses of the Week page."""

from __future__ import annotations

from django.urls import path

from homecall.web.plans import views

urlpatterns = [
    path("", views.week, name="week"),
    path("all/", views.four_weeks, name="four_weeks"),
    path("<int:at>/", views.week, name="week_at"),
    path("<int:at>/fresh/<int:plan>/", views.fresh, name="week_fresh"),
]
