"""The household, its history, its files, over the wire."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status

from homecall.tongue import say
from homecall.web.api.keys import READ, WRITE, seat
from homecall.web.api.problems import REFUSALS, Problem, Refused
from homecall.web.api.shapes import PLAIN, Household, NewHousehold, Number, Revision, Undo, Upload
from homecall.web.family import store
from homecall.web.family.models import Upload as UploadRow
from homecall.web.people import store as people
from homecall.web.people.access import rows
from homecall.web.schedules import store as schedules

router = Router(tags=["household"])
Name = Annotated[str, Query(min_length=1, max_length=200, pattern=PLAIN)]
RAW = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
TEXT = {
    "responses": {200: {"description": "The file", "content": {"application/toml": {"schema": {"type": "string"}}}}}
}


@router.get("/household", auth=READ, response={200: Household, REFUSALS: Problem})
def household(request: HttpRequest) -> Household:
    """The household as it counts now."""
    kept = store.newest(seat(request).family)
    said = _plain(tomllib.loads(kept.text))
    return Household(number=kept.number, at=kept.at, by=kept.by, said=kept.said, text=kept.text, household=said)


def _plain(value: Any) -> Any:
    """A TOML value with dates and times as text."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value


@router.get("/household.toml", auth=READ, response={REFUSALS: Problem}, openapi_extra=TEXT)
def household_file(request: HttpRequest) -> HttpResponse:
    """The household's file, byte for byte; `ETag` is its number."""
    kept = store.newest(seat(request).family)
    return HttpResponse(kept.text, content_type="application/toml", headers={"ETag": f'"{kept.number}"'})


@router.put("/household", auth=WRITE, response={200: Number, REFUSALS: Problem})
def put_household(request: HttpRequest, new: NewHousehold) -> Number:
    """Keep a new text and ask for a plan. 409 where somebody has changed the household since `expected`."""
    mine = seat(request)
    _expect(mine.family, new.expected)
    said = new.said or say("Changed by a program.")
    return Number(number=store.revise(mine.family, new.text, mine.who, said, expected=new.expected))


def _expect(family: int, number: int) -> None:
    last = store.newest(family)
    if last.number != number:
        raise Refused(
            409, store.meanwhile(last).message, where="expected", cure=f"Read it again; it is number {last.number} now."
        )


@router.get("/history", auth=READ, response={200: list[Revision], REFUSALS: Problem})
def history(request: HttpRequest, most: Annotated[int, Query(ge=1, le=1000)] = 100) -> list[Revision]:
    """The changes, the newest first."""
    found = store.history(seat(request).family, most)
    return [Revision(number=one.number, at=one.at, by=one.by, said=one.said) for one in found]


@router.post("/undo", auth=WRITE, response={200: Number, REFUSALS: Problem})
def undo(request: HttpRequest, wanted: Undo) -> Number:
    """Take the last change back. 409 where it is not the expected one any more."""
    mine = seat(request)
    _expect(mine.family, wanted.expected)
    return Number(number=store.undo(mine.family, mine.who, expected=wanted.expected))


@router.get("/uploads", auth=READ, response={200: list[Upload], REFUSALS: Problem})
def uploads(request: HttpRequest) -> list[Upload]:
    """The files that were dropped."""
    found = rows(UploadRow, seat(request)).order_by("name")
    return [Upload(name=one.name, bytes=len(one.content), sha=one.sha, at=one.at) for one in found]


@router.delete("/uploads", auth=WRITE, response={204: None, REFUSALS: Problem})
def delete_upload(request: HttpRequest, name: Name) -> Status[None]:
    """Take a file away for good. 409 while a schedule or a place of the household stands on it.

    An undo of the change that took its schedule away does not find it any more.
    """
    mine = seat(request)
    if not rows(UploadRow, mine).filter(name=name).exists():
        raise Refused(404, "There is no such file.", where="name")
    schedules.forget(mine, name, store.newest(mine.family).household)
    if rows(UploadRow, mine).filter(name=name).exists():
        raise Refused(409, "The household stands on this file.", where="name", cure="Take its schedule away first.")
    people.log(mine.family, mine.who, "file removed", name)
    return Status(204, None)


@router.put("/uploads", auth=WRITE, response={200: Upload, REFUSALS: Problem}, openapi_extra=RAW)
def put_upload(request: HttpRequest, name: Name) -> Upload:
    """Keep a file under a name, in place of the one before, and ask for a plan. The body is the file as it is."""
    mine = seat(request)
    kept = store.keep_upload(mine.family, name, request.body)
    people.log(mine.family, mine.who, "file dropped", kept)
    one = rows(UploadRow, mine).get(name=kept)
    return Upload(name=one.name, bytes=len(one.content), sha=one.sha, at=one.at)
