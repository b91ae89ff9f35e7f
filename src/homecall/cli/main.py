"""`homecall`: the door for people at a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperGroup

from homecall.cli.alertness import alertness
from homecall.cli.calendar import calendar
from homecall.cli.demo import demo
from homecall.cli.fleet import fleet
from homecall.cli.hours import hours
from homecall.cli.invite import invite, replies
from homecall.cli.judge import judge
from homecall.cli.keep import backup, erase, export, families, restore
from homecall.cli.new import new
from homecall.cli.plan import plan
from homecall.cli.push import push
from homecall.cli.read import read
from homecall.cli.replan import replan
from homecall.cli.serve import serve, worker
from homecall.cli.shell import Exit, fail, say
from homecall.cli.sources import sources
from homecall.cli.titles import titles
from homecall.cli.what_if import what_if
from homecall.cli.why import why
from homecall.cli.worst import worst
from homecall.cli.worth import worth
from homecall.errors import HomecallError, fault


class Unwritten(Exception):
    """Standard output failed inside a command; a name of its own, or the frame would end with the code of a breach."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


class Commands(TyperGroup):
    """The commands, with a failing standard output told apart from all else."""

    def invoke(self, *context: Any, **more: Any) -> Any:
        """Run the command that was typed. Raises Unwritten."""
        try:
            return super().invoke(*context, **more)
        except OSError as wrong:  # everything else that can fail to be read or written says so in a sentence
            raise Unwritten(wrong) from wrong


app = typer.Typer(
    name="homecall",
    cls=Commands,
    help="Who has the children, hour by hour, in a family of physicians.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (
    plan, replan, judge, why, worth, what_if, sources, read, calendar, push,
    invite, replies, titles, hours, alertness, new, worst, demo, serve, worker,
    backup, restore, families, export, erase,
):  # fmt: skip
    app.command()(command)
app.add_typer(fleet)


def main() -> None:
    """Run the command line. A failure is a sentence on standard error and an exit code, never a traceback."""
    _keep_output()
    try:
        code = run(sys.argv[1:] or ["--help"])
    except KeyboardInterrupt:
        code = int(Exit.STOPPED)
    if code == Exit.STOPPED:
        os._exit(code)  # a search that was left alone may still be running, and would hold the door
    sys.exit(code)


def _keep_output() -> None:
    """Keep standard output for our own words: now and then the solver prints a line past all its settings."""
    try:
        sys.stdout.flush()
        ours = os.dup(sys.stdout.fileno())
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (AttributeError, OSError, ValueError):
        return  # it is closed, or no file: nothing can be printed into it
    sys.stdout = sys.__stdout__ = open(ours, "w", encoding=sys.stdout.encoding, errors=sys.stdout.errors)  # type: ignore[misc] # its owner is this process  # noqa: SIM115, PTH123 (open until the end; a number, no path)


def run(arguments: Sequence[str]) -> int:
    """Run one command. Gives its exit code; whatever goes wrong has been said by then."""
    try:
        code = _call(arguments)
        sys.stdout.flush()
        return code
    except HomecallError as error:
        return fail(error)
    except typer.Abort:
        return int(Exit.STOPPED)
    except (Unwritten, OSError) as wrong:
        return _closed(wrong.cause if isinstance(wrong, Unwritten) else wrong)
    except Exception as wrong:
        return _fault(wrong)


def _call(arguments: Sequence[str]) -> int:
    """The command, with its misuse as a sentence."""
    try:
        return int(app(list(arguments), prog_name="homecall", standalone_mode=False) or 0)
    except typer.TyperException as misuse:
        return _misuse(misuse)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(Exit.DONE)


def _misuse(wrong: typer.TyperException) -> int:
    said = getattr(wrong, "format_message", lambda: str(wrong))()
    for theirs, ours in (("Value error, ", ""), ("Input should be", "it should be")):
        said = said.replace(theirs, ours)
    path = getattr(getattr(wrong, "ctx", None), "command_path", "homecall")
    said = said.rstrip(".")
    say(f"{said}{'' if said.endswith('?') else '.'} See {path} --help.")
    return int(Exit.UNUSABLE)


def _closed(wrong: OSError) -> int:
    """Standard output took no more. A pager that was closed early is nobody's fault, and gets no word."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still buffered goes nowhere, in peace
    if isinstance(wrong, BrokenPipeError):
        return int(Exit.CLOSED)
    say(f"The answer could not be written: {wrong.strerror or 'the system refused'}. Send it somewhere else.")
    return int(Exit.UNUSABLE)


def _fault(wrong: Exception) -> int:
    if os.environ.get("HOMECALL_DEBUG"):
        raise wrong
    cure = "Please report it with what you typed, but no link or password; HOMECALL_DEBUG=1 shows where it happened."
    say(f"This is a fault of homecall itself ({fault(wrong)}). {cure}")
    return int(Exit.FAULT)
