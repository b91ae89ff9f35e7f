"""`homecall push`: the plan in a calendar on a server."""

from __future__ import annotations

import os
import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from homecall.cli.secrets import PasswordFile, User, password_of
from homecall.cli.shell import HouseholdFile, Now, PlanFile, now_of, say
from homecall.errors import HouseholdError

if TYPE_CHECKING:
    from homecall.dav.login import Login

PASSWORD, USER = "HOMECALL_CALDAV_PASSWORD", "HOMECALL_CALDAV_USER"


class Scope(StrEnum):
    """How much a calendar says."""

    FULL = "full"
    BUSY = "busy"


Person = Annotated[str, typer.Option(metavar="WHO", help="Whose calendar; the whole family's, if left out.")]
Much = Annotated[Scope, typer.Option(help="Everything, or busy hours only.")]


def push(
    household: HouseholdFile,
    plan: PlanFile,
    to: Annotated[str, typer.Option(metavar="URL", help="The calendar's own address.", show_default=False)],
    user: User = "",
    password_file: PasswordFile = None,
    person: Person = "",
    scope: Much = Scope.FULL,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,  # noqa: FBT002 (an option)
    now: Now = "",
) -> None:
    """Put a plan into a calendar on a server (CalDAV); whatever else is in it stays as it is."""
    from homecall import workflow
    from homecall.outlets.caldav.deliver import Where, deliver
    from homecall.outlets.caldav.said import sentences
    from homecall.outlets.ics.views import View
    from homecall.spans.span import instant

    where = Where(_bare(to), _login(user, password_file))
    family, made = workflow.read_and_open(household, plan)
    for line in workflow.stale(family):
        say(line)
    view = View(family, person, scope.value)
    report = deliver(where, view, made, instant(now_of(now)), time.sleep, dry=dry_run)
    for line in sentences(report, view):
        print(line)
    if dry_run:
        say("This was a look; nothing was sent.")


def _bare(url: str) -> str:
    """The address, which must not hold a password: whoever lists the processes of this machine would read it."""
    try:
        held = urlsplit(url).password is not None
    except ValueError:
        held = False
    if held:
        cure = f"Give the name with --user, and the password with --password-file or in {PASSWORD}."
        raise HouseholdError("The address after --to holds a password.", cure=cure)
    return url


def _login(user: str, file: Path | None) -> Login | None:
    """Who one is there; None where nobody is named."""
    from homecall.dav.login import Login

    named = user or os.environ.get(USER, "")
    if not named and file is not None:
        raise HouseholdError("There is a password and no user name.", cure="Add --user.")
    return Login(named, password_of(file, PASSWORD)) if named else None
