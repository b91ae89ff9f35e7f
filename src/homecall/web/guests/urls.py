"""Addresses of personal links and of the page behind them."""

from __future__ import annotations

from django.urls import path

from homecall.web.guests import accounts, joining, people_views, views

urlpatterns = [
    path("open/<str:token>/", views.open_link, name="open_link"),
    path("mine/", views.guest, name="guest"),
    path("mine/<int:at>/", views.guest, name="guest_at"),
    path("people/", people_views.people, name="people"),
    path("people/invite/", joining.invite, name="parent_invite"),
    path("people/me/", joining.this_is_me, name="this_is_me"),
    path("people/out/", accounts.out_everywhere, name="out_everywhere"),
    path("people/accounts/<int:id>/out/", accounts.take_out, name="account_out"),
    path("people/sessions/<int:id>/end/", accounts.end_session, name="session_end"),
    path("join/<str:token>/", joining.join, name="join"),
    path("people/links/", people_views.make_link, name="link_make"),
    path("people/links/<int:id>/end/", people_views.end_link, name="link_end"),
    path("people/feeds/", people_views.make_feed, name="feed_make"),
    path("people/devices/", people_views.make_device, name="device_make"),
    path("people/devices/<int:id>/end/", people_views.end_device, name="device_end"),
]
