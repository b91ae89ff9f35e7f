"""Addresses of schedules and of the titles on them."""

from __future__ import annotations

from django.urls import path

from homecall.web.schedules import title_views, views

urlpatterns = [
    path("", views.schedules, name="schedules"),
    path("again/", views.again, name="schedules_again"),
    path("titles/", title_views.titles, name="titles"),
    path("titles/answer/", title_views.answer, name="title_answer"),
    path("<str:key>/add/", views.add, name="schedule_add"),
    path("<str:key>/link/", views.link, name="schedule_link"),
    path("<str:key>/file/", views.file, name="schedule_file"),
    path("<str:key>/look/<str:name>/", views.look, name="schedule_look"),
    path("<str:key>/forget/<str:name>/", views.forget, name="schedule_forget"),
    path("<str:key>/<int:number>/remove/", views.remove, name="schedule_remove"),
]
