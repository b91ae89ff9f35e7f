"""How one is reached: everybody's own page, for parents and for carers behind their link."""

from __future__ import annotations

from datetime import time

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homecall.errors import HomecallError
from homecall.outlets.messages.quiet import Quiet
from homecall.spans.wall import Clock
from homecall.web.family import store as families
from homecall.web.look.refusals import refusal
from homecall.web.people.access import Role, Seat, SeatedRequest, open_to_all, rows, seated
from homecall.web.post import habits, reaching, ways
from homecall.web.post.backend import office
from homecall.web.post.models import Reach
from homecall.web.post.pages import HelperLine, reach_page


def person_of(seat: Seat) -> str:
    """Whom a seat's page is about; in the demo the first parent. Empty for an account that is nobody's yet."""
    if seat.person or not seat.demo:
        return seat.person
    return next((one.id for one in families.newest(seat.family).household.parents), "")


@seated(Role.PARENT, Role.CARER)
def page(request: SeatedRequest) -> HttpResponse:
    """The ways in which one is reached, when one is not, and what one wants to hear each evening."""
    seat, who = request.seat, person_of(request.seat)
    browsers = len(ways.subscribed(seat.family, who))
    mine = habits.habits(seat.family, who, habits.PARENTS if seat.role == Role.PARENT else None)
    shown = reach_page(reaching.of(seat.family, who) if who else (), browsers, mine)
    more = {"mail": office() is not None, "languages": settings.LANGUAGES, "carer": seat.role == Role.CARER}
    more["helpers"] = _helpers(seat) if seat.role == Role.PARENT else ()
    return render(request, "post/reach.html", {"page": shown, "known": bool(who), **more})


def _helpers(seat: Seat) -> tuple[HelperLine, ...]:
    """Who helps the family, and whether they can be told anything."""
    household, reached = families.newest(seat.family).household, reaching.reachable(seat.family)
    return tuple(HelperLine(one.id, one.name, one.id in reached) for one in household.carers)


@seated(Role.PARENT)
@require_POST
def invite(request: SeatedRequest) -> HttpResponse:
    """A mail to somebody who helps, by which they say that they want to be told there."""
    who, address = request.POST.get("person", ""), request.POST.get("address", "")[:254]
    carers = {one.id: one.name for one in families.newest(request.seat.family).household.carers}
    if who not in carers or "@" not in address or "://" in address:
        messages.error(request, _("Please say who it is, and their mail address."))
        return redirect("reach")
    try:
        reaching.add(request.seat.family, who, address)
        said = {"name": carers[who]}
        messages.success(
            request, _("A mail is on its way. Once %(name)s has said yes in it, they are told there.") % said
        )
    except HomecallError as wrong:
        messages.error(request, f"{wrong.message} {wrong.cure}".strip())
    return redirect("reach")


@seated(Role.PARENT, Role.CARER)
@require_POST
def add(request: SeatedRequest) -> HttpResponse:
    """A new way; its code is on its way there."""
    who = person_of(request.seat)
    if not who:
        raise Http404
    try:
        reaching.add(request.seat.family, who, request.POST.get("address", "")[:1000])
        messages.success(request, _("A code is on its way there. Type it here, and it is yours."))
    except HomecallError as wrong:
        messages.error(request, f"{wrong.message} {wrong.cure}".strip())
    return redirect("reach")


def _mine(request: SeatedRequest, id: int) -> Reach:
    """One of one's own ways; of anybody else's nothing is here."""
    found = rows(Reach, request.seat).filter(pk=id, person=person_of(request.seat)).first()
    if found is None:
        raise Http404
    return found


@seated(Role.PARENT, Role.CARER)
@require_POST
def code(request: SeatedRequest, id: int) -> HttpResponse:
    """The code that came."""
    if reaching.confirm(_mine(request, id), request.POST.get("code", "")):
        messages.success(request, _("That is right. You will be reached there."))
    else:
        messages.error(request, _("That is not the code, or it is too old. Have a new one sent."))
    return redirect("reach")


@seated(Role.PARENT, Role.CARER)
@require_POST
def more(request: SeatedRequest, id: int) -> HttpResponse:
    """A new code by a way that waits for one, or something to see that a way works."""
    row = _mine(request, id) if id else reaching.push_row(request.seat.family, person_of(request.seat))
    try:
        if row.confirmed and not row.broken:
            reaching.try_it(row)
            messages.success(request, _("Something to see is on its way there."))
        else:
            reaching.send_code(row)
            messages.success(request, _("A code is on its way there. Type it here, and it is yours."))
    except HomecallError as wrong:
        messages.error(request, f"{wrong.message} {wrong.cure}".strip())
    return redirect("reach")


@seated(Role.PARENT, Role.CARER)
@require_POST
def first(request: SeatedRequest, id: int) -> HttpResponse:
    """This way before the others."""
    reaching.first(_mine(request, id) if id else reaching.push_row(request.seat.family, person_of(request.seat)))
    return redirect("reach")


@seated(Role.PARENT, Role.CARER)
@require_POST
def end(request: SeatedRequest, id: int) -> HttpResponse:
    """Not by this way any more."""
    reaching.end(_mine(request, id))
    messages.success(request, _("You will not be reached there any more."))
    return redirect("reach")


@seated(Role.PARENT, Role.CARER)
@require_POST
def keep(request: SeatedRequest) -> HttpResponse:
    """Quiet hours, digests, language."""
    who, said = person_of(request.seat), request.POST
    try:
        start, until, at = (time.fromisoformat(said.get(name, "")) for name in ("start", "until", "at"))
    except ValueError:
        messages.error(request, _("Please give times such as 21:30."))
        return redirect("reach")
    quiet = Quiet(Clock(start.hour * 60 + start.minute), Clock(until.hour * 60 + until.minute))
    language = said.get("language", "") if said.get("language", "") in dict(settings.LANGUAGES) else ""
    if not who:
        raise Http404
    new = habits.Habits(quiet, "evening" in said, "week" in said, at.replace(tzinfo=None), language)
    habits.keep(request.seat.family, who, new)
    messages.success(request, _("Kept."))
    return redirect("reach")


@open_to_all
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """What the link in a code's message opens: one button, for programs follow links that they are sent."""
    row = reaching.by_link(token)
    if row is None:
        title = _("This link does not work any more.")
        return refusal(request, 404, title, _("Have a new code sent; it takes a minute."))
    if request.method == "POST":
        reaching.confirm_link(token)
    return render(request, "post/confirm.html", {"done": request.method == "POST", "shown": row.shown})
