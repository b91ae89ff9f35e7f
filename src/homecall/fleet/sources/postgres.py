"""Households in a table of PostgreSQL, one row each, fetched page by page so that no transaction stays open."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from homecall.errors import FleetError
from homecall.fleet.extra import needed
from homecall.fleet.job import Job, Refused, When
from homecall.fleet.sources.rows import COLUMNS, NEEDED, Row, job_of

if TYPE_CHECKING:
    from psycopg import Connection

PAGE = 64
"""Rows fetched at a time; with their feeds they are a few MB."""
TRIES = 5
"""How often a page is asked for before the database counts as gone."""
WAITS = 10
"""Seconds to get a connection."""
PAUSE = 0.5
"""Seconds before a page is asked for again, twice as long each time."""
SCHEMES = ("postgresql", "postgres")


@dataclass(frozen=True)
class Postgres:
    """The rows of a table or view by its id, which must be unique. `dsn` may hold a password and is never shown."""

    dsn: str
    table: str
    when: When
    sleep: Callable[[float], None] = time.sleep

    @property
    def name(self) -> str:
        """The server, the database and the table."""
        try:
            parts = urlsplit(self.dsn)
            port = f":{parts.port}" if parts.port else ""
        except ValueError:
            return f"postgresql {self.table}"
        return f"postgresql://{parts.hostname or ''}{port}{parts.path} {self.table}"

    def count(self) -> int:
        """How many rows there are."""
        sql = needed("psycopg.sql")
        _, found = self._asked(sql.SQL("SELECT count(*) AS n FROM {}").format(self._table()), ())
        return int(found[0]["n"])

    def jobs(self) -> Iterator[Job | Refused]:
        """A job for each row, in the order of the ids."""
        columns = self._columns()
        number, last = 0, None
        while page := self._page(columns, last):
            for cells in page:
                yield job_of(Row(number, cells), self.when)
                number += 1
            last = page[-1]["id"]

    def _table(self) -> Any:
        return needed("psycopg.sql").Identifier(*self.table.split("."))

    def _columns(self) -> list[str]:
        """The columns of the table that are read. Raises FleetError where it lacks one that it needs."""
        sql = needed("psycopg.sql")
        there, _ = self._asked(sql.SQL("SELECT * FROM {} LIMIT 0").format(self._table()), ())
        missing = [name for name in NEEDED if name not in there]
        if missing:
            text = f"The table {self.table} has no column called {missing[0]}."
            cure = f"Its columns are: {', '.join(COLUMNS)}; the last four may be left out."
            raise FleetError(text, where=self.name, cure=cure)
        return [name for name in COLUMNS if name in there]

    def _page(self, columns: list[str], last: object) -> list[dict[str, Any]]:
        sql = needed("psycopg.sql")
        names = sql.SQL(", ").join(sql.Identifier(name) for name in columns)
        after = sql.SQL("" if last is None else "WHERE id > %s")
        query = sql.SQL("SELECT {} FROM {} {} ORDER BY id LIMIT {}").format(names, self._table(), after, PAGE)
        return self._asked(query, () if last is None else (last,))[1]

    def _asked(self, query: Any, values: tuple[object, ...]) -> tuple[list[str], list[dict[str, Any]]]:
        """Columns and rows of an answer, asked for again for a while where the server is away. Raises FleetError."""
        psycopg, rows = needed("psycopg"), needed("psycopg.rows")
        for attempt in range(TRIES):
            if attempt:
                self.sleep(PAUSE * 2 ** (attempt - 1))
            try:
                with self._connect() as connection:
                    cursor = connection.cursor(row_factory=rows.dict_row).execute(query, values)
                    return [one.name for one in cursor.description or ()], cursor.fetchall()
            except psycopg.OperationalError:
                continue
            except psycopg.Error as wrong:
                raise self._unreadable(wrong) from None
        raise self._gone()

    def _connect(self) -> Connection[Any]:
        """A connection for reading. Raises FleetError at once where the address itself is wrong."""
        psycopg = needed("psycopg")
        try:
            # A database without an encoding of its own would otherwise hand out texts as bytes.
            plain = {"connect_timeout": WAITS, "client_encoding": "utf8"}
            connection: Connection[Any] = psycopg.connect(self.dsn, **plain)
        except psycopg.OperationalError:
            raise
        except psycopg.Error:  # its words may hold the password
            cure = "Write it as postgresql://user@host/database."
            raise FleetError("This is not an address of a PostgreSQL database.", cure=cure) from None
        connection.read_only = True
        return connection

    def _unreadable(self, wrong: Exception) -> FleetError:
        code = getattr(getattr(wrong, "diag", None), "message_primary", None) or type(wrong).__name__
        cure = "Check the table with --table, and that this user may read it."
        return FleetError(f"The table {self.table} cannot be read: {code}.", where=self.name, cure=cure)

    def _gone(self) -> FleetError:
        cure = "Check that it is running and takes this user; then run the same command again to go on."
        return FleetError("The database does not answer, or lets nobody in.", where=self.name, cure=cure)
