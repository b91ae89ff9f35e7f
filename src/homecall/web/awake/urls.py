"""Addresses of the page on sleep and waking."""

from __future__ import annotations

from django.urls import path

from homecall.web.awake import views

urlpatterns = [
    path("", views.awake, name="awake"),
    path("<int:at>/<str:key>/", views.awake, name="awake_of"),
]
