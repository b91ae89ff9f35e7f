"""Addresses of the app as a service."""

from __future__ import annotations

from django.urls import path

from homecall.web.service import views

urlpatterns = [
    path("demo/open/", views.demo_open, name="demo_open"),
    path("metrics", views.metrics, name="metrics"),
    path("host/", views.host, name="host"),
    path("healthz", views.healthz, name="healthz"),
]
