"""Addresses of the Children's board, and of the page on which a tablet is paired."""

from __future__ import annotations

from django.urls import path

from homecall.web.board import settings_views as settings
from homecall.web.board import views

urlpatterns = [
    path("board/", views.board, name="board"),
    path("board/of/<str:name>/", views.board, name="board_of"),
    path("board/photo/<str:name>/", views.photo, name="board_photo"),
    path("board/poster.pdf", views.poster, name="poster"),
    path("pair/", views.pair, name="pair"),
    path("board/settings/", settings.page, name="board_settings"),
    path("board/settings/limit/", settings.limit, name="board_limit"),
    path("board/settings/looks/<str:name>/", settings.looks, name="board_looks"),
    path("board/settings/photo/<str:name>/", settings.photo, name="board_photo_new"),
    path("board/settings/photo/<str:name>/remove/", settings.remove, name="board_photo_remove"),
]
