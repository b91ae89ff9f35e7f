"""Addresses of letters."""

from __future__ import annotations

from django.urls import path

from homecall.web.school import views

urlpatterns = [
    path("", views.letters, name="school"),
    path("add/", views.add, name="school_add"),
    path("<int:id>/", views.letter, name="school_letter"),
    path("<int:id>/fresh/", views.fresh, name="school_fresh"),
    path("<int:id>/take/", views.take, name="school_take"),
    path("<int:id>/drop/", views.drop, name="school_drop"),
]
