"""The style sheet of the ribbon, written from the palette."""

from __future__ import annotations

from allauth.account.views import password_reset
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import etag

from homecall.errors import DeliveryError
from homecall.outlets.ribbon.part import stamp, stylesheet
from homecall.web.look.refusals import refusal
from homecall.web.roles import open_to_all


@open_to_all
@etag(lambda _request: f'"{stamp()}"')
@cache_control(public=True, max_age=3600)
def ribbon_css(request: HttpRequest) -> HttpResponse:
    """Colours and ribbon, the same as on the plan's own page."""
    return HttpResponse(stylesheet(), content_type="text/css; charset=utf-8")


@open_to_all
def forgotten(request: HttpRequest) -> HttpResponse:
    """The account page that mails a link for a new password, where this house has a mail server."""
    title = _("A new password cannot be mailed from here.")
    if not settings.SENDING.smtp:
        cure = _("This house has no mail server. The other parent, or whoever hosts it, can help.")
        return refusal(request, 404, title, cure)
    try:
        answer: HttpResponse = password_reset(request)
    except (DeliveryError, OSError):
        return refusal(request, 503, title, _("The mail server does not answer. Please try again in a while."))
    return answer
