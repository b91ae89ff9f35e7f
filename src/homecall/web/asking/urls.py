"""Addresses of answers."""

from __future__ import annotations

from django.urls import path

from homecall.web.asking import views

urlpatterns = [path("why/<str:kind>/<str:key>/", views.why, name="why")]
