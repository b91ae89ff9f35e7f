"""Addresses of the Career page and of all that hangs on it."""

from __future__ import annotations

from django.urls import path

from homecall.web.career import evening_views, long_views, money_views, rate_views, role_views, studio_views, views

urlpatterns = [
    path("", views.career, name="career"),
    path("roles/add/", role_views.add, name="career_role_add"),
    path("roles/found/", role_views.found, name="career_found"),
    path("roles/table/", role_views.table, name="career_table"),
    path("roles/<int:id>/", role_views.edit, name="career_role"),
    path("roles/<int:id>/decide/", views.decide, name="career_decide"),
    path("roles/<int:id>/remove/", role_views.remove, name="career_role_remove"),
    path("yes/", role_views.yes, name="career_yes"),
    path("evening/", evening_views.evening, name="career_evening"),
    path("evening/log/", evening_views.log, name="career_evening_log"),
    path("evening/log/<int:id>/back/", evening_views.unlog, name="career_evening_unlog"),
    path("evening/close/", evening_views.close, name="career_evening_close"),
    path("evening/parked/<int:id>/done/", evening_views.unpark, name="career_evening_unpark"),
    path("evening/field/", evening_views.choose, name="career_evening_field"),
    path("evening/figures/", evening_views.metrics, name="career_metrics"),
    path("money/", money_views.money, name="career_money"),
    path("money/forget/", money_views.forget, name="career_money_forget"),
    path("seasons/", long_views.seasons, name="career_seasons"),
    path("seasons/<int:id>/look/", long_views.look, name="career_season_look"),
    path("seasons/<int:id>/drop/", long_views.drop, name="career_season_drop"),
    path("years/", long_views.years, name="career_years"),
    path("review/", long_views.review, name="career_review"),
    path("review/page.pdf", long_views.review_pdf, name="career_review_pdf"),
    path("if/", studio_views.studio_, name="career_studio"),
    path("if/fresh/", studio_views.fresh, name="career_studio_fresh"),
    path("if/add/", studio_views.add, name="career_scenario_add"),
    path("if/<int:id>/scenario.toml", studio_views.file, name="career_scenario_file"),
    path("if/<int:id>/drop/", studio_views.drop, name="career_scenario_drop"),
    path("if/<int:id>/base/", studio_views.base, name="career_scenario_base"),
    path("if/rates/", rate_views.rates, name="career_rates"),
    path("if/rates/forget/", rate_views.forget, name="career_rates_forget"),
    path("if/live/", studio_views.live, name="career_live"),
]
