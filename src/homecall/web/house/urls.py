"""Addresses of the Settings page."""

from __future__ import annotations

from django.urls import path

from homecall.web.house import views

urlpatterns = [
    path("", views.house, name="house"),
    path("habits/", views.habits, name="house_habits"),
    path("erase/", views.erase, name="house_erase"),
]
