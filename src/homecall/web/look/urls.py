"""Addresses of what all pages share."""

from __future__ import annotations

from django.urls import path

from homecall.web.look import views

urlpatterns = [
    path("ribbon.css", views.ribbon_css, name="ribbon_css"),
    path("account/password/reset/", views.forgotten, name="forgotten"),  # before the account pages, which may not mail
]
