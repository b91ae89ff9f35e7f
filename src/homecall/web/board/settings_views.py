"""The board's settings, for parents: photos, what the children call everybody, how sure is sure enough."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homecall.household.household import Household
from homecall.web.board import store
from homecall.web.board.figures import KINDS
from homecall.web.board.figures import looks as look_of
from homecall.web.board.pages import Faces, FaceView
from homecall.web.family import store as families
from homecall.web.look.arriving import RefusedFile, arrived, receiving
from homecall.web.look.pictures import LARGEST
from homecall.web.look.pictures import photo as small_photo
from homecall.web.people.access import Role, SeatedRequest, seated


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody as the settings show them: their own name, what they are called, their figure's three numbers."""

    face: FaceView
    name: str
    called: str
    skin: int
    hair: int
    style: int


@seated(Role.PARENT)
def page(request: SeatedRequest) -> HttpResponse:
    """Everybody of the household with a photo or a figure, and the limit."""
    household = families.newest(request.seat.family).household
    context = {
        "people": _people(household, store.faces(request.seat)),
        "limit": store.limit(request.seat),
        "kinds": [range(count) for count in KINDS],
    }
    return render(request, "board/settings.html", context)


def _people(household: Household, looks: dict[str, store.Looks]) -> list[PersonView]:
    faces = Faces(household, looks)
    return [
        PersonView(
            faces.of(id),
            name,
            looks.get(id, store.Looks()).called,
            *look_of(id, looks[id].drawn if id in looks else ""),
        )
        for id, name in household.names.items()
    ]


@seated(Role.PARENT)
@require_POST
def limit(request: SeatedRequest) -> HttpResponse:
    """How likely somebody may be late and still be promised."""
    said = request.POST.get("limit", "").strip().rstrip("%").strip()
    if said.isascii() and said.isdigit() and len(said) <= 3 and int(said) <= 100:
        store.keep_limit(request.seat.family, int(said))
        messages.success(request, _("The board keeps to that from now on."))
    else:
        messages.error(request, _("Please give a whole number from 0 to 100."))
    return redirect("board_settings")


@seated(Role.PARENT)
@require_POST
def looks(request: SeatedRequest, name: str) -> HttpResponse:
    """What the children call somebody, and how they are drawn."""
    person = _person(request, name)
    numbers = [request.POST.get(part, "") for part in ("skin", "hair", "style")]
    drawn = "-".join(numbers) if all(n.isascii() and n.isdigit() and len(n) < 3 for n in numbers) else ""
    store.keep_looks(request.seat.family, person, request.POST.get("called", ""), drawn)
    messages.success(request, _("Kept."))
    return redirect("board_settings")


@receiving
@seated(Role.PARENT)
@require_POST
def photo(request: SeatedRequest, name: str) -> HttpResponse:
    """A new photo of somebody."""
    person = _person(request, name)
    try:
        content = arrived(request, "photo", LARGEST)
        if content:
            store.keep_photo(request.seat.family, person, small_photo(content))
            messages.success(request, _("The photo is on the board."))
        else:
            messages.error(request, _("No photo was chosen."))
    except RefusedFile as wrong:
        messages.error(request, f"{wrong.message} {wrong.cure}".strip())
    return redirect("board_settings")


@seated(Role.PARENT)
@require_POST
def remove(request: SeatedRequest, name: str) -> HttpResponse:
    """Take a photo away; the figure comes back."""
    store.drop_photo(request.seat.family, _person(request, name))
    messages.success(request, _("The photo is gone."))
    return redirect("board_settings")


def _person(request: SeatedRequest, name: str) -> str:
    """An id that is somebody's of this household; for any other nothing is here."""
    if name not in families.newest(request.seat.family).household.names:
        raise Http404
    return name
