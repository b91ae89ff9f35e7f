"""The recipe for containers, read with care: these tests have no container engine to run it in."""

from __future__ import annotations

import re
from typing import Any

import yaml

from homecall.web.settings.environment import environment
from tests.fitness.reading import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


def services() -> dict[str, Any]:
    """What compose is to run."""
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]
    return found


def steps(kind: str) -> list[str]:
    """The steps of one kind in the recipe, continued lines put together."""
    lines = re.sub(r"\\\n", " ", DOCKERFILE).splitlines()
    return [line.partition(" ")[2].strip() for line in lines if line.startswith(f"{kind} ")]


def test_the_image_runs_as_nobody_in_particular() -> None:
    """And says when it is ill."""
    assert steps("USER") == ["homecall"]
    assert "/healthz" in steps("HEALTHCHECK")[0]
    assert steps("FROM") == ["python:3.11-slim"]


def test_what_the_image_copies_is_let_in() -> None:
    """A file that `.dockerignore` keeps out could not be copied."""
    wanted = {word for step in steps("COPY") for word in step.split()[:-1]}
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    assert wanted == let_in
    assert all((ROOT / name).exists() for name in wanted)


def test_the_sign_of_life_is_asked_for_in_python_that_runs() -> None:
    """The one line of code in the recipe is code."""
    import json

    words = json.loads(steps("HEALTHCHECK")[0].partition("CMD ")[2])
    compile(words[2], "healthcheck", "exec")


def test_compose_runs_server_worker_and_database() -> None:
    """The app's two from one image, the database with its own."""
    found = services()
    assert set(found) == {"web", "worker", "database"}
    assert found["web"]["image"] == found["worker"]["image"] == "homecall"
    assert found["worker"]["command"] == ["homecall", "worker"]
    assert found["web"]["ports"][0].startswith("127.0.0.1:")


def test_no_secret_is_written_down() -> None:
    """Each comes from outside and is missed by name where it is not there."""
    said = (ROOT / "compose.yaml").read_text("utf-8")
    for name in ("HOMECALL_SECRET", "HOMECALL_HOSTS", "POSTGRES_PASSWORD"):
        assert re.findall(rf"\$\{{{name}(.)", said), name
        assert set(re.findall(rf"\$\{{{name}(.)", said)) == {":"}


def test_the_app_would_start_with_these_settings() -> None:
    """In production, on the database beside it."""
    said = services()["web"]["environment"] | {"HOMECALL_ENV": "production", "HOMECALL_SECRET": "s" * 40}
    said |= {"HOMECALL_HOSTS": "a.example.org", "DATABASE_URL": re.sub(r"\$\{[^}]*\}", "pass", said["DATABASE_URL"])}
    found = environment(said).database
    assert (found["HOST"], found["NAME"], found["USER"]) == ("database", "homecall", "homecall")
