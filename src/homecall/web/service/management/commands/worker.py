"""`homecall worker`, inside Django: makes plans and carries messages until it is stopped."""

from __future__ import annotations

import os
import socket
import threading
import time
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandParser
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from homecall.web.asking.working import answer_waiting
from homecall.web.career import ended
from homecall.web.career.living import live_waiting
from homecall.web.ledger import store as hours
from homecall.web.moments.store import remember
from homecall.web.notes.store import tidy
from homecall.web.people import sessions
from homecall.web.plans.tending import seldom
from homecall.web.plans.worker import Worker
from homecall.web.post import tidying
from homecall.web.post.courier import Courier
from homecall.web.post.digests import Digests
from homecall.web.post.letterbox import listening
from homecall.web.rested.store import tidy as tidy_sleep
from homecall.web.rounds.following import by_itself, renewed
from homecall.web.rounds.working import go_on
from homecall.web.schedules import store as schedules
from homecall.web.schedules.reading import read_again
from homecall.web.school.reading import read_waiting
from homecall.web.service.lock import running
from homecall.web.service.run import prepare, until_alone, until_told

AFTER_PAGES = 5
"""How much nicer plans are to the machine than what serves pages, and than messages, which take little of it."""


class Command(BaseCommand):
    """Works until it is told to stop; a plan that is being made then is made again by whoever comes next."""

    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether somebody else decides when it ends."""
        parser.add_argument("--beside", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work, once the tables are there: whoever serves the app makes them."""
        secret = prepare(settings.DATA)
        if not os.environ.get("HOMECALL_SECRET"):  # an empty one may not even be looked at
            settings.SECRET_KEY = secret
        courier = Courier(name := f"{socket.gethostname()}-{os.getpid()}")
        also = (go_on, read_waiting, read_again, answer_waiting, Digests(), live_waiting)
        worker = Worker(
            name,
            settings.DATA,
            also=also,
            tidies=(
                tidy,
                remember,
                hours.remember,
                sessions.tidy,
                tidy_sleep,
                seldom(schedules.tidy),
                tidying.tidy,
                seldom(ended.remember),
            ),
            proposed=(by_itself,),
            renewed=(renewed,),
            sleepers=(courier.woken,),
        )
        until_told(worker.stop)
        if options["beside"]:
            until_alone(worker.stop)
        with running(settings.DATA):
            while not worker.stop.is_set() and not _tables():
                worker.stop.wait(1)
            carrying = threading.Thread(target=courier.run, args=(worker.stop, time.monotonic), daemon=True)
            carrying.start()
            if hasattr(os, "nice"):  # on Linux of this thread alone, and of all that it starts from here on
                os.nice(AFTER_PAGES)
            with listening():
                worker.run(time.monotonic)
            carrying.join()


def _tables() -> bool:
    """Whether the database is up to date."""
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError:
        return False
    finally:
        connection.close()
