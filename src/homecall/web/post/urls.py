"""Addresses of how people are reached, and of the roads by which they say something."""

from __future__ import annotations

from django.urls import path

from homecall.web.post import open_views, phone_views, views

urlpatterns = [
    path("", views.page, name="reach"),
    path("way/", views.add, name="reach_add"),
    path("invite/", views.invite, name="reach_invite"),
    path("way/<int:id>/code/", views.code, name="reach_code"),
    path("way/<int:id>/more/", views.more, name="reach_more"),
    path("way/<int:id>/first/", views.first, name="reach_first"),
    path("way/<int:id>/end/", views.end, name="reach_end"),
    path("habits/", views.keep, name="reach_habits"),
    path("phone/", phone_views.page, name="say_keys"),
    path("phone/make/", phone_views.make, name="say_key_make"),
    path("phone/<int:id>/end/", phone_views.end, name="say_key_end"),
    path("confirm/<str:token>/", views.confirm, name="reach_confirm"),
    path("open/", open_views.page, name="post_open"),
    path("open/<int:id>/again/", open_views.again, name="post_again"),
]
