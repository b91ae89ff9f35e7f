"""`homecall serve` and `homecall worker`: the family's app, in the browser."""

from __future__ import annotations

import os
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from homecall.errors import SetupError

Data = Annotated[Path | None, typer.Option(metavar="DIR", help="The folder for everything that the app keeps.")]


def serve(
    data: Data = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where to listen.")] = 8765,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen at.")] = "127.0.0.1",
    no_worker: Annotated[bool, typer.Option("--no-worker", help="Run no worker beside it.")] = False,  # noqa: FBT002 (typer hands it over by name)
    demo: Annotated[bool, typer.Option("--demo", help="Open on an invented family.")] = False,  # noqa: FBT002 (the same)
) -> None:
    """Serve the family's app, with a worker beside it that makes the plans."""
    with ExitStack() as stack:
        if demo and data is None:
            data = Path(stack.enter_context(TemporaryDirectory(prefix="homecall-", ignore_cleanup_errors=True)))
        call = app_on(data)
        call("serve", host=host, port=port, no_worker=no_worker, demo=demo)


def worker(
    data: Data = None,
    beside: Annotated[bool, typer.Option("--beside", help="End when standard input does.")] = False,  # noqa: FBT002 (typer hands it over by name)
) -> None:
    """Make the plans that families of the app wait for, until stopped."""
    call = app_on(data)
    call("worker", beside=beside)


def app_on(data: Path | None) -> Any:
    """Django set up on the data folder; gives what runs one of its commands. Raises SetupError."""
    if data is not None:
        os.environ["HOMECALL_DATA"] = str(data.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homecall.web.settings")
    try:
        django, management = import_module("django"), import_module("django.core.management")
    except ModuleNotFoundError as wrong:
        raise SetupError(
            "The app needs Django, which is not installed.", cure='Run pip install "homecall[web]".'
        ) from wrong
    django.setup()
    return management.call_command
