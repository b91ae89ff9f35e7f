"""Notes and letters over the wire."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from homecall.web import world
from homecall.web.api.days_shapes import LetterOut, MadeId, NewLetter, NewNote, NoteOut, ProposalOut
from homecall.web.api.household import RAW, Name
from homecall.web.api.keys import READ, WRITE, seat
from homecall.web.api.problems import REFUSALS, Problem, Refused
from homecall.web.api.shapes import Id
from homecall.web.family import store as families
from homecall.web.notes import store as notes
from homecall.web.notes.pages import new_note
from homecall.web.school import store as school

router = Router(tags=["notes and letters"])
BINARY = {
    "responses": {
        200: {
            "description": "What the note holds",
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}
_NOTE = ("id", "child", "by", "night", "kind", "words", "type", "size", "made", "played")
_LETTER = ("id", "name", "at", "state", "said")
_PROPOSAL = ("title", "first", "last", "line", "where", "sure", "why")


@router.get("/notes", auth=READ, response={200: list[NoteOut], REFUSALS: Problem})
def left(request: HttpRequest) -> list[NoteOut]:
    """The notes, the newest first, without what they hold."""
    return [NoteOut(**{name: getattr(one, name) for name in _NOTE}) for one in notes.left(seat(request))]


@router.post("/notes", auth=WRITE, response={200: MadeId, REFUSALS: Problem})
def write_note(request: HttpRequest, new: NewNote) -> MadeId:
    """Leave a written note. Recordings and drawings are left in the app."""
    mine = seat(request)
    household = families.newest(mine.family).household
    form = new.model_dump()
    note, _warning = new_note(household, form, b"", families.now(mine.family))
    return MadeId(id=notes.leave(mine.family, note, world.now()))


@router.get("/notes/{id}/content", auth=READ, response={REFUSALS: Problem}, openapi_extra=BINARY)
def content(request: HttpRequest, id: Id) -> HttpResponse:
    """What a drawing or a recording holds, as it was kept; `X-Content` says what kind of file it is."""
    mine = seat(request)
    found = notes.note(mine, id)
    if found is None or not found.size:
        raise Refused(404, "There is no such note, or it is a written one.", where="id")
    held = notes.part(mine, id, 0, found.size)
    answer = HttpResponse(held, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = "attachment"
    answer.headers["X-Content"] = found.type
    return answer


@router.delete("/notes/{id}", auth=WRITE, response={204: None, REFUSALS: Problem})
def remove_note(request: HttpRequest, id: Id) -> Status[None]:
    """Take a note away for good."""
    if not notes.remove(seat(request), id):
        raise Refused(404, "There is no such note.", where="id")
    return Status(204, None)


@router.get("/letters", auth=READ, response={200: list[LetterOut], REFUSALS: Problem})
def letters(request: HttpRequest) -> list[LetterOut]:
    """The letters, the newest first, with what was found in them."""
    return [_letter(one) for one in school.letters(seat(request))]


def _letter(one: school.Kept) -> LetterOut:
    proposals = [
        ProposalOut(
            what=x.what.value, start=x.start.isoformat("minutes") if x.start else "",
            end=x.end.isoformat("minutes") if x.end else "", **{name: getattr(x, name) for name in _PROPOSAL},
        )
        for x in one.found.proposals
    ]  # fmt: skip
    return LetterOut(proposals=proposals, **{name: getattr(one, name) for name in _LETTER})


@router.post("/letters", auth=WRITE, response={200: MadeId, REFUSALS: Problem})
def write_letter(request: HttpRequest, new: NewLetter) -> MadeId:
    """Hand in the text of a letter. It is read by the worker: ask /letters for what was found."""
    family = seat(request).family
    return MadeId(id=school.take(family, new.name, new.text.encode("utf-8", "replace"), pasted=True))


@router.put("/letters", auth=WRITE, response={200: MadeId, REFUSALS: Problem}, openapi_extra=RAW)
def put_letter(request: HttpRequest, name: Name) -> MadeId:
    """Hand in a letter as a file: a mail, a PDF, a photo. The body is the file as it is."""
    if not request.body:
        raise Refused(422, "There is nothing in this letter.", where="body")
    return MadeId(id=school.take(seat(request).family, name, request.body, pasted=False))


@router.delete("/letters/{id}", auth=WRITE, response={204: None, REFUSALS: Problem})
def drop_letter(request: HttpRequest, id: Id) -> Status[None]:
    """Take a letter away; what was taken out of it stays."""
    if not school.drop(seat(request), id):
        raise Refused(404, "There is no such letter.", where="id")
    return Status(204, None)
