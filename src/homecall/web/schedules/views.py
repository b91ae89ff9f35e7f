"""Schedules: what each says and how fresh it is, and the way in for a new one."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homecall.errors import HomecallError, HouseholdError
from homecall.household.people import Parent, SourceSpec
from homecall.sources.web.body import LIMIT
from homecall.tongue import say
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.jobs import store as jobs
from homecall.web.people.access import Role, SeatedRequest, seated
from homecall.web.plans import store as plans
from homecall.web.schedules import pages, steps, store, taking, waiting
from homecall.web.schedules.reading import AGAIN

MOST_AT_ONCE = 12
"""Schedules that a parent may have."""


@seated(Role.PARENT)
def schedules(request: SeatedRequest) -> HttpResponse:
    """Every schedule of the family."""
    kept, shown = families.newest(request.seat.family), plans.shown(request.seat)
    family = request.seat.family
    asked = jobs.progress(family, AGAIN).renewing
    page = pages.schedules_page(kept, shown, jobs.progress(family), asked=asked)
    return render(request, "schedules/schedules.html", {"page": page})


@seated(Role.PARENT)
@require_POST
def again(request: SeatedRequest) -> HttpResponse:
    """Have the schedules read again, as soon as their systems allow."""
    jobs.want(request.seat.family, world.now(), AGAIN)
    messages.success(request, _("The schedules are being read again. What changed will be in the plan."))
    return redirect("schedules")


def _parent(request: SeatedRequest, key: str) -> Parent:
    found = taking.parent_of(families.newest(request.seat.family).household, key)
    if found is None:
        raise Http404
    return found


@seated(Role.PARENT)
def add(request: SeatedRequest, key: str) -> HttpResponse:
    """Where a link is pasted or a file dropped."""
    home = families.newest(request.seat.family).household
    if taking.parent_of(home, key) is None:
        raise Http404
    old = steps.replaced(request, _parent(request, key))
    page = pages.add_page(home, key, first=steps.first(request), instead=old.name if old else "")
    return render(request, "schedules/add.html", {"page": page, "carried": steps.carried(request)})


@seated(Role.PARENT)
@require_POST
def link(request: SeatedRequest, key: str) -> HttpResponse:
    """Believe a pasted link: the worker reads it, and the page of schedules says how that went."""
    parent = _parent(request, key)
    try:
        spec = taking.of_link(request.POST.get("link", ""))
        _add(request, parent, spec)
    except HomecallError as wrong:
        return _refused(request, key, wrong)
    return onward(request, key)


def _add(request: SeatedRequest, parent: Parent, spec: SourceSpec) -> None:
    old = steps.replaced(request, parent)
    if old is not None:
        _exchange(request, parent, old, spec)
        return
    if len(parent.schedule) >= MOST_AT_ONCE:
        cure = _("Take one away that is not needed any more.")
        raise HouseholdError(_("That are very many schedules for one person."), cure=cure)
    said = say("{name} has a schedule from {source}.", name=parent.name, source=spec.name)
    edit = taking.added
    families.change(request.seat.family, lambda home: edit(home, parent.id, spec), request.seat.who, said)
    messages.success(request, said)


def _exchange(request: SeatedRequest, parent: Parent, old: SourceSpec, spec: SourceSpec) -> None:
    """One schedule in the place of another, in one revision, so that one undo brings the old one back."""
    number, seen = steps.instead(request)
    said = say(
        "{name} has a schedule from {source} in place of {before}.",
        name=parent.name,
        source=spec.name,
        before=old.name,
    )
    edit = taking.exchanged
    change = lambda home: edit(home, parent.id, number, spec)  # noqa: E731 (one edit)
    families.change(request.seat.family, change, request.seat.who, said, expected=seen)
    messages.success(request, f"{said} {_('You can take that back under “Our family”.')}")


def _refused(request: SeatedRequest, key: str, wrong: HomecallError) -> HttpResponse:
    """The page of adding once more, with what was wrong and a way on; what was typed is still there."""
    home = families.newest(request.seat.family).household
    old = steps.replaced(request, _parent(request, key))
    page = pages.add_page(home, key, wrong.advice, first=steps.first(request), instead=old.name if old else "")
    more = {"typed": request.POST.get("link", ""), "carried": steps.carried(request)}
    return render(request, "schedules/add.html", {"page": page, **more}, status=422)


@seated(Role.PARENT)
@require_POST
def file(request: SeatedRequest, key: str) -> HttpResponse:
    """Keep a dropped file and show what it says; it counts once it is believed."""
    parent, dropped = _parent(request, key), request.FILES.get("file")
    try:
        if dropped is None:
            raise HouseholdError(_("There is no file yet."), cure=_("Choose one, or do this later."))
        taking.fits(dropped.size)
        content, name = dropped.read(LIMIT + 1), taking.named(dropped.name or "", ())
        _read(request, name, content, parent)
        name = store.keep(request.seat, name, content)
    except HomecallError as wrong:
        return _refused(request, key, wrong)
    return redirect(_with_run(request, reverse("schedule_look", args=[key, name])))


def _read(request: SeatedRequest, name: str, content: bytes, parent: Parent, match: str = "") -> taking.Read:
    home = families.newest(request.seat.family).household
    horizon = taking.horizon_of(home, families.now(request.seat.family))
    return taking.of_file(name, content, parent, horizon, match)


def _with_run(request: SeatedRequest, path: str, **more: str) -> str:
    asked = steps.carried(request) | more
    return f"{path}?{urlencode(asked)}" if asked else path


@seated(Role.PARENT)
def look(request: SeatedRequest, key: str, name: str) -> HttpResponse:
    """What a dropped file says; sent back, it is believed."""
    parent, content = _parent(request, key), store.content_of(request.seat, name)
    if content is None:
        raise Http404
    old = steps.replaced(request, parent)
    match = (request.POST.get("match") or request.GET.get("match") or "").strip()[:100] or (old.match if old else "")
    try:
        found = _read(request, name, content, parent, match)
        if request.method == "POST":
            _add(request, parent, found.spec)
            return onward(request, key)
    except HomecallError as wrong:
        return _refused(request, key, wrong)
    home = families.newest(request.seat.family).household
    page = pages.look_page(home, parent, name, found, first=steps.first(request))
    return render(request, "schedules/look.html", {"page": page, "carried": steps.carried(request)})


@seated(Role.PARENT)
@require_POST
def forget(request: SeatedRequest, key: str, name: str) -> HttpResponse:
    """It was the wrong file: away with it, and another try."""
    parent = _parent(request, key)
    store.forget(request.seat, name, families.newest(request.seat.family).household)
    return redirect(_with_run(request, reverse("schedule_add", args=[parent.id])))


@seated(Role.PARENT)
@require_POST
def remove(request: SeatedRequest, key: str, number: int) -> HttpResponse:
    """Take a schedule away from a parent, and its file where nothing else stands on it."""
    parent, sent = _parent(request, key), request.POST.get("expected", "")
    if number >= len(parent.schedule):
        raise Http404
    spec = parent.schedule[number]
    said = say("{name} has no schedule from {source} any more.", name=parent.name, source=spec.name)
    seen = int(sent) if sent.isdecimal() and len(sent) < 10 else 0
    try:
        gone = lambda home: taking.removed(home, key, number)  # noqa: E731 (one edit)
        families.change(request.seat.family, gone, request.seat.who, said, expected=seen)
    except HomecallError as wrong:
        messages.error(request, wrong.advice)
    else:
        messages.success(request, f"{said} {_('You can take that back under “Our family”.')}")
    return redirect("schedules")


def onward(request: SeatedRequest, key: str) -> HttpResponse:
    """Where one goes on to: in the first run to the next parent, to open titles, to the plan; else to the list."""
    if not steps.first(request):
        return redirect("titles" if waiting.any_open(request.seat) else "schedules")
    ids = [parent.id for parent in families.newest(request.seat.family).household.parents]
    later = ids[ids.index(key) + 1 :] if key in ids else []
    if later:
        return redirect(_with_run(request, reverse("schedule_add", args=[later[0]])))
    return redirect(_with_run(request, reverse("titles")))
