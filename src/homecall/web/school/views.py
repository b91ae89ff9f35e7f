"""Letters: hand one in, see what was found in it, tick what is right."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homecall.errors import HomecallError
from homecall.sources.letters.letter import LARGEST
from homecall.web.family import store as families
from homecall.web.people.access import Role, SeatedRequest, seated
from homecall.web.school import store
from homecall.web.school.pages import choices, letter_page, lines
from homecall.web.school.taking import applied, sentence


@seated(Role.PARENT)
def letters(request: SeatedRequest) -> HttpResponse:
    """Where a letter is handed in, and those that were."""
    return render(request, "school/letters.html", {"letters": lines(store.letters(request.seat))})


@seated(Role.PARENT)
@require_POST
def add(request: SeatedRequest) -> HttpResponse:
    """Keep a dropped file or pasted text, and have it read."""
    try:
        id = _handed_in(request)
    except HomecallError as wrong:
        messages.error(request, wrong.advice)
        return redirect("school")
    return redirect("school_letter", id)


def _handed_in(request: SeatedRequest) -> int:
    file, text = request.FILES.get("file"), request.POST.get("text", "").strip()
    if file is not None:
        content = file.read(LARGEST + 1)
        return store.take(request.seat.family, file.name or _("A letter"), content, pasted=False)
    if not text:
        raise HomecallError(_("There was nothing in it."), cure=_("Choose a file, or paste the text."))
    name = _("Pasted: %(beginning)s") % {"beginning": " ".join(text.splitlines()[0].split())[:60]}
    return store.take(request.seat.family, name, text.encode("utf-8", "replace"), pasted=True)


def _letter(request: SeatedRequest, id: int) -> store.Kept:
    found = store.letter(request.seat, id)
    if found is None:
        raise Http404
    return found


@seated(Role.PARENT)
def letter(request: SeatedRequest, id: int) -> HttpResponse:
    """What was found in a letter, to be ticked."""
    page = letter_page(_letter(request, id), families.newest(request.seat.family).household)
    return render(request, "school/letter.html", {"page": page})


@seated(Role.PARENT)
def fresh(request: SeatedRequest, id: int) -> HttpResponse:
    """What a page that waits should swap in: nothing while the letter is read, then what was found."""
    found = _letter(request, id)
    if found.state == "waiting":
        return HttpResponse(status=204)
    page = letter_page(found, families.newest(request.seat.family).household)
    return render(request, "school/_letter.html", {"page": page})


@seated(Role.PARENT)
@require_POST
def take(request: SeatedRequest, id: int) -> HttpResponse:
    """Put what was ticked into the household, in one change; or show the form again with what is wrong."""
    found, household = _letter(request, id), families.newest(request.seat.family).household
    try:
        ticked = choices(found, household, request.POST)
        if not ticked:
            messages.info(request, _("Nothing was ticked, so nothing was changed."))
            return redirect("school_letter", id)
        said = sentence(ticked, found.name)
        families.change(request.seat.family, lambda now: applied(now, ticked), request.seat.who, said)
    except (HomecallError, ValueError) as wrong:
        page = letter_page(found, household, request.POST)
        return render(
            request,
            "school/letter.html",
            {"page": page, "wrong": _refusal(wrong)},
            status=422,
        )
    store.mark_taken(request.seat, id)
    messages.success(request, f"{said} {_('The plan is being renewed.')}")
    return redirect("school")


def _refusal(wrong: Exception) -> str:
    return wrong.advice if isinstance(wrong, HomecallError) else str(wrong)


@seated(Role.PARENT)
@require_POST
def drop(request: SeatedRequest, id: int) -> HttpResponse:
    """Take a letter away. What was taken from it stays."""
    if not store.drop(request.seat, id):
        raise Http404
    return redirect("school")
