"""`homecall demo`: an invented family's plan, as a page on this machine."""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Annotated, ClassVar

import typer

from homecall.cli.shell import colourful, cores, interruptible, now_of, progress
from homecall.errors import PlanError

CASE = "two-residents"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".ics": "text/calendar; charset=utf-8",
}
"""What each file of a plan is, for a browser."""


def demo(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where to serve the page; 0 takes any free port.")] = 8765,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Make the plan and stop.")] = False,  # noqa: FBT002 (typer hands it over by name)
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Keep the files here.")] = None,
) -> None:
    """Plan four weeks of an invented family and show them in the browser. Leaves nothing behind unless asked."""
    with ExitStack() as stack:
        server = None if no_serve else stack.enter_context(_server(port))  # a taken port is told before the work
        folder = out or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="homecall-")))
        files = _make(folder)
        if server:
            _serve(server, files)


def _make(folder: Path) -> dict[str, bytes]:
    from homecall import workflow
    from homecall.cases import book
    from homecall.planner.plan import Effort

    workflow.ready(folder)
    case = book.case(CASE)
    print(f"{case.title}. {case.sentence}", file=sys.stderr)
    with progress() as tell:
        tell("Reading the schedules", 0.0)
        path = book.folder(CASE) / "household.toml"
        situation = workflow.read(path, now_of(case.now), case.start, days=7 * case.weeks)
        made = interruptible(lambda: workflow.make_plan(situation, Effort(cores=cores(), progress=tell)))
    written = workflow.deliver(situation.household, made, folder)
    print(workflow.show(situation.household, made, "text", colour=colourful()).decode(), flush=True)
    return {path.name: path.read_bytes() for path in written}


def _server(port: int) -> ThreadingHTTPServer:
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), _Page)
    except OSError as wrong:
        cure = "Choose another with --port, or 0 for any that is free."
        raise PlanError(f"Port {port} cannot be had: {wrong.strerror or 'it is taken'}.", cure=cure) from wrong


def _serve(server: ThreadingHTTPServer, files: dict[str, bytes]) -> None:
    _Page.files = files
    where = f"http://127.0.0.1:{server.server_address[1]}/plan.html"
    print(f"The plan is at {where} until you press Ctrl-C.", file=sys.stderr, flush=True)
    with suppress(KeyboardInterrupt):  # the way it is meant to end
        server.serve_forever()


class _Page(BaseHTTPRequestHandler):
    """Serves the files of the plan and no others, and says nothing of who asked for what."""

    files: ClassVar[dict[str, bytes]] = {}

    def do_GET(self) -> None:
        """One file of the plan; the page at the root."""
        name = self.path.partition("?")[0].lstrip("/") or "plan.html"
        content = self.files.get(name)
        if content is None:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", TYPES[Path(name).suffix])
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged."""
