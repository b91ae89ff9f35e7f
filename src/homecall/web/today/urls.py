"""Addresses of the Today page."""

from __future__ import annotations

from django.urls import path

from homecall.web.today import views

urlpatterns = [
    path("", views.today, name="today"),
    path("fresh/<int:plan>/<int:number>/", views.fresh, name="today_fresh"),
    path("say/", views.more, name="today_more"),
    path("say/<str:kind>/", views.say, name="today_say"),
    path("accept/<int:number>/", views.accept, name="today_accept"),
    path("leave/", views.leave, name="today_leave"),
    path("back/<int:id>/", views.take_back, name="today_take_back"),
]
