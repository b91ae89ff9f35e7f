"""What the environment says about how the app is to run, with refusals in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from homecall.errors import SetupError

SECRET_FILE = "secret"
"""The file of the data folder that holds the secret of an app that is not in production."""

SHORTEST_SECRET = 32
"""Characters that a secret must have in production."""

SHORTEST_TOKEN = 20
"""Characters of the token for metrics."""

_WAL = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;"


@dataclass(frozen=True, slots=True)
class Environment:
    """How the app runs. `secret` signs sessions; `hosts` are the names it answers to; `database` is Django's entry.

    `before` are secrets of earlier times, whose sessions still hold; `metrics` is the host's token, empty for none.
    """

    data: Path
    production: bool
    secret: str
    hosts: tuple[str, ...]
    database: Mapping[str, Any]
    before: tuple[str, ...] = ()
    metrics: str = ""


def environment(said: Mapping[str, str]) -> Environment:
    """The environment's variables understood. Raises SetupError where production lacks what it must have."""
    production = _production(said.get("HOMECALL_ENV", ""))
    data = Path(said.get("HOMECALL_DATA") or _default(said)).expanduser()
    hosts = tuple(host.strip() for host in said.get("HOMECALL_HOSTS", "").split(",") if host.strip())
    secret = said.get("HOMECALL_SECRET", "")
    if production:
        _refuse(secret, hosts)
    before = tuple(one for one in said.get("HOMECALL_SECRET_BEFORE", "").split(",") if one)
    here = hosts or ("localhost", "127.0.0.1", "[::1]")
    metrics = _token(said.get("HOMECALL_METRICS_TOKEN", ""))
    return Environment(data, production, secret or _kept(data), here, database(said, data), before, metrics)


def _token(said: str) -> str:
    if said and len(said) < SHORTEST_TOKEN:
        cure = f"Make one of {SHORTEST_TOKEN} characters or more, or leave it out."
        raise SetupError("HOMECALL_METRICS_TOKEN is too short to be a secret.", cure=cure)
    return said


def _production(said: str) -> bool:
    if said not in ("", "development", "production"):
        cure = "Write HOMECALL_ENV=production, or leave it out on your own machine."
        raise SetupError(f"HOMECALL_ENV is {said!r}, which is neither production nor development.", cure=cure)
    return said == "production"


def _default(said: Mapping[str, str]) -> str:
    return f"{said.get('XDG_DATA_HOME') or '~/.local/share'}/homecall"


def _refuse(secret: str, hosts: tuple[str, ...]) -> None:
    if len(secret) < SHORTEST_SECRET:
        cure = f"Set HOMECALL_SECRET to at least {SHORTEST_SECRET} random letters, and keep it."
        raise SetupError("In production the app needs a secret of its own.", cure=cure)
    if not hosts or "*" in hosts:
        cure = "Set HOMECALL_HOSTS to the names that it is reached by, such as family.example.org."
        raise SetupError("In production the app has to know its names.", cure=cure)


def _kept(data: Path) -> str:
    try:
        return (data / SECRET_FILE).read_text("ascii").strip()
    except OSError:
        return ""


def database(said: Mapping[str, str], data: Path) -> dict[str, Any]:
    """Django's entry for DATABASE_URL; a file in the data folder where that is empty. Raises SetupError."""
    url = urlsplit(said.get("DATABASE_URL", ""))
    if not url.scheme:
        return _sqlite(data / "homecall.sqlite3")
    if url.scheme == "sqlite":
        return _sqlite(Path(unquote(url.path.removeprefix("/"))))
    if url.scheme in ("postgres", "postgresql"):
        return _postgres(url.hostname or "", url.port, url.path, url.username, url.password, url.query)
    cure = "Give postgresql://name:password@host/database, or leave it out for a file in the data folder."
    raise SetupError(f"DATABASE_URL begins with {url.scheme!r}, which is no database the app knows.", cure=cure)


def _sqlite(path: Path) -> dict[str, Any]:
    options = {"init_command": _WAL, "transaction_mode": "IMMEDIATE", "timeout": 20}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": options}


def _postgres(  # one argument a part of the address
    host: str, port: int | None, path: str, user: str | None, password: str | None, query: str
) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(path.removeprefix("/")),
        "USER": unquote(user or ""),
        "PASSWORD": unquote(password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "OPTIONS": dict(parse_qsl(query)),
        "CONN_HEALTH_CHECKS": True,
    }
