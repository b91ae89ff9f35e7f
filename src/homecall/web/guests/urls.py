"""Addresses of personal links and of the page behind them."""

from __future__ import annotations

from django.urls import path

from homecall.web.guests import views

urlpatterns = [
    path("open/<str:token>/", views.open_link, name="open_link"),
    path("mine/", views.guest, name="guest"),
]
