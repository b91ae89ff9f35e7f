"""Addresses of the Circle page."""

from __future__ import annotations

from django.urls import path

from homecall.web.circle import views

urlpatterns = [
    path("", views.circle, name="circle"),
    path("thank/", views.thank, name="circle_thank"),
    path("thank/<int:id>/forget/", views.unthank, name="circle_unthank"),
]
