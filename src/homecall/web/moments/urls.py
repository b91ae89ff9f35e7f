"""Addresses of the Moments page."""

from __future__ import annotations

from django.urls import path

from homecall.web.moments import views

urlpatterns = [path("", views.moments, name="moments")]
