"""Addresses of the page on sleep and waking."""

from __future__ import annotations

from django.urls import path

from homecall.web.awake import own_views, views

urlpatterns = [
    path("", views.awake, name="awake"),
    path("now/", views.now, name="awake_now"),
    path("help/<str:key>/", views.help, name="awake_help"),
    path("about/", views.about, name="awake_about"),
    path("<int:at>/<str:key>/", views.awake, name="awake_of"),
    path("why/<int:at>/<str:key>/", views.why, name="awake_why"),
    path("felt/", own_views.felt, name="awake_felt"),
    path("slept/", own_views.slept, name="awake_slept"),
    path("slept/file/", own_views.slept_file, name="awake_file"),
    path("slept/drop/<int:id>/", own_views.drop, name="awake_drop"),
    path("mine.csv", own_views.mine, name="awake_mine"),
    path("forget/", own_views.forget, name="awake_forget"),
]
