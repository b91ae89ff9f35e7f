"""Addresses of the family's pages."""

from __future__ import annotations

from django.urls import path

from homecall.web.editing import past_views, views

urlpatterns = [
    path("", views.household, name="household"),
    path("history/", past_views.history, name="household_history"),
    path("history/<int:number>/", past_views.version, name="household_version"),
    path("history/<int:number>/back/", past_views.go_back, name="household_back"),
    path("undo/", past_views.undo, name="household_undo"),
    path("file/", past_views.file, name="household_file"),
    path("file/household.toml", past_views.export, name="household_export"),
    path("file/preview/", past_views.preview, name="household_preview"),
    path("file/keep/", past_views.believe, name="household_believe"),
    path("add/<str:kind>/", views.thing, name="thing_add"),
    path("add/<str:kind>/<str:key>/", views.add_to, name="thing_add_to"),
    path("<str:kind>/", views.thing, name="thing_alone"),
    path("<str:kind>/<str:key>/", views.thing, name="thing"),
    path("<str:kind>/<str:key>/remove/", views.remove, name="thing_remove"),
    path("<str:kind>/<str:key>/earlier/", views.earlier, name="thing_earlier"),
]
