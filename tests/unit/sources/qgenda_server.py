"""A server on this machine that answers as QGenda's interface is documented to."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

from homecall.sources.qgenda.rest import Account

EMAIL, PASSWORD, COMPANY, TOKEN = "rota@home.example", "p&ss wörd", "c0ffee", "a.token-of_letters"
FIRST = date(2026, 10, 26)


@dataclass
class Interface:
    """What the server was asked, and how it shall misbehave. `duties` are by day."""

    asked: list[tuple[str, str]] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    status: int = 200
    location: str = ""
    raw: bytes | None = None
    address: str = ""

    def account(self, password: str = PASSWORD) -> Account:
        """The account whose base is this server."""
        return Account(EMAIL, password, COMPANY, f"{self.address}/v2")


def duty(day: date) -> dict[str, object]:
    """One duty of Ana's, from seven to five in Chicago's summer or winter, as UTC."""
    opens = datetime(day.year, day.month, day.day, 13)
    closes = opens + timedelta(hours=10)
    return {
        "ScheduleKey": f"key-{day}", "Date": f"{day}T00:00:00", "StartDate": f"{day}T00:00:00",
        "StartDateUTC": f"{opens:%Y-%m-%dT%H:%M:%SZ}", "EndDateUTC": f"{closes:%Y-%m-%dT%H:%M:%SZ}",
        "StaffLName": "Rivera", "StaffFName": "Ana", "TaskAbbrev": "OR 1", "IsPublished": True, "IsStruck": False,
    }  # fmt: skip


def american(text: str) -> date:
    """A date as the interface wants it."""
    month, day, year = (int(part) for part in text.split("/"))
    return date(year, month, day)


@contextmanager
def serving() -> Iterator[Interface]:
    """The server while it runs, on a free port."""
    state = Interface()

    class Handler(BaseHTTPRequestHandler):
        """One request."""

        def do_POST(self) -> None:
            """The login: a form with the address and the password."""
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            right = form == {"email": [EMAIL], "password": [PASSWORD]} and self.path == "/v2/login"
            token = {"access_token": TOKEN, "token_type": "bearer", "expires_in": 3600}
            self.answer("POST", 200 if right else 400, token if right else {"error": "invalid_grant"})

        def do_GET(self) -> None:
            """The duties between two days, both included, a hundred days at the most."""
            query = parse_qs(urlsplit(self.path).query)
            allowed = self.headers["Authorization"] == f"bearer {TOKEN}" and query["companyKey"] == [COMPANY]
            first, last = (american(query[name][0]) for name in ("startDate", "endDate"))
            state.widths.append((last - first).days + 1)
            found = [duty(first + timedelta(days=n)) for n in range(state.widths[-1]) if n % 10 == 0]
            good = allowed and state.widths[-1] <= 100 and "gzip" in self.headers["Accept-Encoding"]
            self.answer("GET", 200 if good else 403, found if good else {"Message": "no"})

        def answer(self, method: str, code: int, content: object) -> None:
            """An answer, packed; or what the test wants instead of it."""
            state.asked.append((method, urlsplit(self.path).path))
            self.send_response(code if method == "POST" else (state.status if code == 200 else code))
            body = gzip.compress(state.raw if state.raw is not None else json.dumps(content).encode())
            if state.location:
                self.send_header("Location", state.location)
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is said."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
