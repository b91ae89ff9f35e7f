"""Addresses of calendars to subscribe to."""

from __future__ import annotations

from django.urls import path

from homecall.web.feeds import views

urlpatterns = [path("<str:token>.ics", views.feed, name="feed")]
