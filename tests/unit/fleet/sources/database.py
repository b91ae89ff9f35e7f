"""A PostgreSQL server for tests: on this machine only, in a folder that is gone afterwards, never as root."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

USER = "postgres"
PASSWORD = "rosa & joan"


@dataclass(frozen=True)
class Server:
    """A running server; `dsn` is the address of its one database, password included."""

    folder: Path
    port: int

    @property
    def dsn(self) -> str:
        """As a person would type it."""
        return f"postgresql://{USER}:rosa%20%26%20joan@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start it and wait until it answers."""
        settings = f"-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -p {self.port}"
        _run("pg_ctl", "-D", str(self.folder / "data"), "-o", settings, "-l", str(self.folder / "log"), "-w", "start")

    def stop(self) -> None:
        """Stop it at once."""
        _run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")


@contextmanager
def server() -> Iterator[Server]:
    """A server with a password, started and stopped."""
    folder = Path(tempfile.mkdtemp(prefix="homecall-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, **_other())
        (folder / "password").write_text(PASSWORD, "utf-8")
        (folder / "password").chmod(0o644)
        create = ("--auth=scram-sha-256", f"--pwfile={folder / 'password'}", f"--username={USER}", "--no-sync")
        _run("initdb", "-D", str(folder / "data"), *create)
        one = Server(folder, _free())
        one.start()
        try:
            yield one
        finally:
            one.stop()
    finally:
        shutil.rmtree(folder)


def _other() -> dict[str, Any]:
    """Whom the server runs as where we are root: it refuses to be root, and it is right."""
    return {"user": USER, "group": USER}


def _run(program: str, *arguments: str) -> None:
    as_other = _other() | {"extra_groups": []} if os.geteuid() == 0 else {}
    plain = {"PATH": os.environ["PATH"], "LC_ALL": "C", "TZ": "UTC"}
    command = [_program(program), *arguments]
    done = subprocess.run(
        command,
        env=plain,
        cwd="/",
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        **as_other,
    )
    assert done.returncode == 0, f"{command}: {done.stderr}"


def _program(name: str) -> str:
    """Where Debian puts it, newest version first, or wherever it is found."""
    there = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    found = str(there[-1]) if there else shutil.which(name)
    assert found, f"{name} is needed to test with a real database"
    return found


def _free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
