"""The address at which a phone says something."""

from __future__ import annotations

from django.urls import path

from homecall.web.post import phone_views

urlpatterns = [path("<str:token>/", phone_views.say, name="say")]
