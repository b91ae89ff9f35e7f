"""`homecall invite` and `homecall replies`: a carer's shifts by mail, and what comes back."""

from __future__ import annotations

import re
from contextlib import suppress
from email.utils import parseaddr
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from homecall.cli.secrets import PasswordFile, User, password_of
from homecall.cli.shell import HouseholdFile, Now, PlanFile, now_of, say
from homecall.errors import DeliveryError, HouseholdError

if TYPE_CHECKING:
    from homecall.outlets.invite.mail import Person
    from homecall.outlets.invite.post import Office
    from homecall.outlets.invite.reply import Reply

PASSWORD = "HOMECALL_SMTP_PASSWORD"
LEDGER = "invitations.sqlite3"
LARGEST = 10_000_000

Book = Annotated[
    Path | None, typer.Option("--ledger", metavar="FILE", help="Where it is noted what was sent.", show_default=False)
]


def invite(
    household: HouseholdFile,
    plan: PlanFile,
    carer: Annotated[str, typer.Option(metavar="WHO", help="The carer's id.", show_default=False)],
    to: Annotated[str, typer.Option(metavar="ADDRESS", help="The carer's mail address.", show_default=False)],
    sender: Annotated[
        str, typer.Option("--from", metavar="ADDRESS", help="Yours: Ana <ana@example.org>.", show_default=False)
    ],
    smtp: Annotated[str, typer.Option(metavar="HOST:PORT", help="The mail server.", show_default=False)] = "",
    user: User = "",
    password_file: PasswordFile = None,
    usual: Annotated[bool, typer.Option("--all", help="Also of shifts that need no yes.")] = False,  # noqa: FBT002 (an option)
    again: Annotated[bool, typer.Option("--again", help="Send once more what may be lost.")] = False,  # noqa: FBT002 (an option)
    ledger: Book = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be sent, and send nothing.")] = False,  # noqa: FBT002 (an option)
    now: Now = "",
) -> None:
    """Invite a carer to the shifts that need a yes, by mail; tell what changed or is off. Nothing is sent twice."""
    from homecall import workflow
    from homecall.outlets.invite.deliver import Round, deliver
    from homecall.outlets.invite.mail import Envelope, Person
    from homecall.spans.span import instant

    office = None if dry_run else _office(smtp, user, password_file)
    family, made = workflow.read_and_open(household, plan)
    for line in workflow.stale(family):
        say(line)
    envelope = Envelope(_person(sender), Person(family.names.get(carer, carer), to))
    book = _ledger(household, ledger)
    if ledger is None:
        _kept_out(book.parent)
    of = Round(family, carer, envelope, instant(now_of(now)), usual, again)
    for line in deliver(of, made, book, office):
        print(line, flush=True)
    if dry_run:
        say("This was a look; nothing was sent.")


def replies(
    household: HouseholdFile,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Mails, as .eml.", show_default=False)],
    ledger: Book = None,
) -> None:
    """Say what carers answered, from the mails that came back."""
    from contextlib import ExitStack

    from homecall import workflow
    from homecall.outlets.invite.deliver import answered
    from homecall.outlets.invite.ledger import Ledger

    family, book = workflow.load(household), _ledger(household, ledger)
    found = _read(files)
    with ExitStack() as stack:
        known = stack.enter_context(Ledger.opened(book)) if book.exists() else None
        for one in sorted(found, key=lambda one: one.at or 0):
            for line in answered(family, one, known):
                print(line)


def _read(files: list[Path]) -> list[Reply]:
    """The replies in the mails; one without any is said, and costs no other. Raises DeliveryError if none has any."""
    from homecall.outlets.invite.reply import replies as read

    found: list[Reply] = []
    failed: list[DeliveryError] = []
    for file in files:
        try:
            found += read(_content(file), str(file))
        except DeliveryError as error:
            failed.append(error)
    for other in failed if found else failed[1:]:
        say(str(other))
    if failed and not found:
        raise failed[0]
    return found


def _ledger(household: Path, given: Path | None) -> Path:
    return given or household.parent / ".homecall" / LEDGER


def _kept_out(folder: Path) -> None:
    """The folder, made so that no repository takes up whom one has written to; whoever writes there says what fails."""
    from homecall.sources.memory.folder import prepared

    with suppress(OSError):
        prepared(folder)


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as wrong:
        reason = wrong.strerror or "the system refuses it"
        cure = "Give a mail that was saved as a file."
        text = f"The mail cannot be read: {reason}."
        raise DeliveryError(text, where=str(file), cure=cure, permanent=True) from wrong


def _person(text: str) -> Person:
    """A name and an address from `Ana <ana@example.org>`; without a name, the part before the @."""
    from homecall.outlets.invite.mail import Person

    name, address = parseaddr(text)
    return Person(name or address.partition("@")[0], address)


def _office(smtp: str, user: str, file: Path | None) -> Office:
    from homecall.outlets.invite.post import SUBMISSION, Office

    if "@" in smtp:
        cure = f"Give the name with --user, and the password with --password-file or in {PASSWORD}."
        raise HouseholdError("The mail server after --smtp holds more than a host and a port.", cure=cure)
    found = re.fullmatch(r"\[?([A-Za-z0-9.:_-]+?)\]?(?::(\d{1,5}))?", smtp)
    if found is None or int(found[2] or SUBMISSION) > 65535:
        cure = "Write it as --smtp mail.example.org:587."
        raise HouseholdError(f"{smtp!r} is not a mail server." if smtp else "No mail server is named.", cure=cure)
    password = password_of(file, PASSWORD) if user else ""
    return Office(found[1], int(found[2] or SUBMISSION), user, password)
