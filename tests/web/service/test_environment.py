"""How the app may be set up, and how it refuses."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from homecall.errors import SetupError
from homecall.web.service.run import prepare
from homecall.web.settings.environment import environment
from tests.fitness.reading import PACKAGE

GOOD = {"HOMECALL_ENV": "production", "HOMECALL_SECRET": "s" * 40, "HOMECALL_HOSTS": "family.example.org"}


def test_nothing_need_be_said_at_home(tmp_path: Path) -> None:
    """A file in the data folder, and this machine's own names."""
    found = environment({"HOMECALL_DATA": str(tmp_path)})
    assert not found.production
    assert found.hosts == ("localhost", "127.0.0.1", "[::1]")
    assert found.database["NAME"] == str(tmp_path / "homecall.sqlite3")
    assert "journal_mode=WAL" in found.database["OPTIONS"]["init_command"]


def test_production_is_accepted_with_secret_and_hosts() -> None:
    """With both there is nothing to refuse."""
    found = environment(GOOD | {"HOMECALL_HOSTS": "a.example.org, b.example.org"})
    assert (found.production, found.hosts) == (True, ("a.example.org", "b.example.org"))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("HOMECALL_SECRET", "", "a secret of its own"),
        ("HOMECALL_SECRET", "short", "a secret of its own"),
        ("HOMECALL_HOSTS", "", "know its names"),
        ("HOMECALL_HOSTS", "*", "know its names"),
        ("HOMECALL_ENV", "prod", "neither production nor development"),
        ("DATABASE_URL", "mysql://a/b", "no database the app knows"),
    ],
)
def test_what_must_not_be_is_refused(name: str, value: str, said: str) -> None:
    """In a sentence, before anything is served."""
    with pytest.raises(SetupError, match=said):
        environment(GOOD | {name: value})


def test_an_address_of_postgresql_is_understood() -> None:
    """With a password that holds what addresses must escape, and with options."""
    url = "postgresql://ann:p%40ss%20word@db.example.org:5433/homecall?sslmode=require"
    found = environment({"DATABASE_URL": url}).database
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == (
        "ann", "p@ss word", "db.example.org", "5433",
    )  # fmt: skip
    assert (found["NAME"], found["OPTIONS"]) == ("homecall", {"sslmode": "require"})


def test_a_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    """And found again at the next start."""
    data = tmp_path / "app"
    secret = prepare(data)
    assert len(secret) >= 43
    assert prepare(data) == secret
    assert environment({"HOMECALL_DATA": str(data)}).secret == secret
    assert (data / "secret").stat().st_mode & 0o777 == 0o600
    assert data.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    """Where a file stands in its place."""
    (tmp_path / "app").write_text("")
    with pytest.raises(SetupError, match="data folder cannot be used"):
        prepare(tmp_path / "app")


def settings_say(names: str, **more: str) -> str:
    """What Django's settings hold in production."""
    code = f"from homecall.web import settings as s; print({names})"
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(PACKAGE.parent)} | GOOD | more
    return subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True).stdout


def test_cookies_of_production_belong_to_this_very_host(tmp_path: Path) -> None:
    """A browser refuses a cookie of such a name that is not secure, or that another host sets."""
    said = settings_say("s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME", HOMECALL_DATA=str(tmp_path))
    assert said.split() == ["__Host-sessionid", "__Host-csrftoken"]


def test_a_secret_of_before_still_holds() -> None:
    """So that a new one signs nobody out; without one there is none."""
    assert environment(GOOD | {"HOMECALL_SECRET_BEFORE": "old,older"}).before == ("old", "older")
    assert environment(GOOD).before == ()
