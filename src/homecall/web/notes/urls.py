"""Addresses of notes."""

from __future__ import annotations

from django.urls import path

from homecall.web.notes import views

urlpatterns = [
    path("", views.notes, name="notes"),
    path("leave/", views.leave, name="note_leave"),
    path("<int:id>/", views.note, name="note"),
    path("<int:id>/play/", views.play, name="note_play"),
    path("<int:id>/content/", views.content, name="note_content"),
    path("<int:id>/remove/", views.remove, name="note_remove"),
]
