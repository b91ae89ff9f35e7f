"""`homecall serve`, inside Django: migrations, static files, the worker, the server."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import ExitStack
from typing import Any

import uvicorn
from django.conf import settings
from django.core.management import BaseCommand, CommandParser, call_command

from homecall.web.service.lock import running
from homecall.web.service.run import beside, prepare, worker_command
from homecall.web.welcome.store import begin


class Command(BaseCommand):
    """Serves the app until it is stopped."""

    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen, and whether a worker runs beside."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8765)
        parser.add_argument("--no-worker", action="store_true")
        parser.add_argument("--demo", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Bring the database up to date, then serve. Raises SetupError."""
        secret = prepare(settings.DATA)
        if not os.environ.get("HOMECALL_SECRET"):
            settings.SECRET_KEY = secret
        with ExitStack() as stack:
            stack.enter_context(running(settings.DATA))
            call_command("migrate", interactive=False, verbosity=0)
            call_command("collectstatic", interactive=False, verbosity=0)
            if options["demo"]:
                settings.DEMO_FAMILY = begin()
            if not options["no_worker"]:
                stack.enter_context(beside(worker_command()))
            where = f"http://{options['host']}:{options['port']}/{'demo/open/' if options['demo'] else ''}"
            self.stderr.write(f"Homecall is at {where} until you press Ctrl-C.")
            # Uvicorn ends by the signal that it got: without a way of its own that would leave the worker behind.
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
            # No access log: addresses hold tokens. Behind a proxy only one on this machine is believed.
            uvicorn.run(
                "homecall.web.asgi:application",
                host=options["host"],
                port=options["port"],
                access_log=False,
                log_level="warning",
                server_header=False,
                lifespan="off",
            )
