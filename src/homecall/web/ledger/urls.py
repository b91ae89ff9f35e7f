"""Addresses of the ledger."""

from __future__ import annotations

from django.urls import path

from homecall.web.ledger import views

urlpatterns = [
    path("", views.ledger, name="ledger"),
    path("add/", views.add, name="ledger_add"),
    path("<int:id>/", views.correct, name="ledger_correct"),
    path("<str:what>.csv", views.table, name="ledger_table"),
]
