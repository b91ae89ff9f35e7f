"""`homecall demo`: an invented family's plan, as a page on this machine."""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Annotated

import typer

from homecall.cli.shell import now_of, progress
from homecall.errors import PlanError

CASE = "two-residents"


def demo(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where to serve the page; 0 takes any free port.")] = 8765,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Make the plan and stop.")] = False,  # noqa: FBT002
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Keep the files here.")] = None,
) -> None:
    """Plan four weeks of an invented family and show them in the browser. Leaves nothing behind unless asked."""
    with ExitStack() as stack:
        folder = out or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="homecall-")))
        _make(folder)
        if not no_serve:
            _serve(folder, port)


def _make(folder: Path) -> None:
    from homecall import workflow
    from homecall.cases import book
    from homecall.planner.plan import Effort

    case = book.case(CASE)
    print(f"{case.title}. {case.sentence}", file=sys.stderr)
    with progress() as tell:
        tell("Reading the schedules", 0.0)
        path = book.folder(CASE) / "household.toml"
        situation = workflow.read(path, now_of(case.now), case.start, days=7 * case.weeks)
        made = workflow.make_plan(situation, Effort(progress=tell))
    workflow.deliver(situation.household, made, folder)
    print(workflow.show(situation.household, made, "text", colour=sys.stdout.isatty()).decode())


def _serve(folder: Path, port: int) -> None:
    handler = partial(_Quiet, directory=str(folder))
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as wrong:
        cure = "Choose another with --port, or 0 for any that is free."
        raise PlanError(f"Port {port} is taken.", cure=cure) from wrong
    with server:
        where = f"http://127.0.0.1:{server.server_address[1]}/plan.html"
        print(f"The plan is at {where} until you press Ctrl-C.", file=sys.stderr, flush=True)
        server.serve_forever()


class _Quiet(SimpleHTTPRequestHandler):
    """Serves the folder and says nothing of who asked for what."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged."""
