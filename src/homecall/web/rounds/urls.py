"""Addresses of asks."""

from __future__ import annotations

from django.urls import path

from homecall.web.rounds import heard_views, views

urlpatterns = [
    path("asks/", views.rounds, name="rounds"),
    path("asks/start/", views.start, name="round_start"),
    path("asks/open/", views.start_open, name="round_open"),
    path("asks/tell/", views.tell, name="round_tell"),
    path("asks/tell/<str:token>/", views.told_tap, name="told_tap"),
    path("asks/habits/", views.habits, name="round_habits"),
    path("asks/<int:id>/withdraw/", views.withdraw, name="round_withdraw"),
    path("asks/<int:id>/take/", views.take, name="round_take"),
    path("mine/asks/", views.mine, name="my_asks"),
    path("mine/asks/<int:id>/", views.mine_answer, name="my_answer"),
    path("heard/<str:token>/", heard_views.heard, name="heard"),
    path("asked/<str:token>/", views.asked, name="asked"),
    path("asked/<str:token>/tap/", views.asked_tap, name="asked_tap"),
]
