"""The docs keep up with the code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from homecall.cli.main import app
from tests.fitness.prose import broken_links, reachable
from tests.fitness.reading import PACKAGE, ROOT, prose, tracked

REFERENCE = ROOT / "docs" / "reference"
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8").lower()
TERMS = [
    "period", "duty", "call", "overrun", "lead", "cover", "gap", "handoff", "ask", "standby", "moment", "bound", "wage",
    "span", "leg", "place", "shift", "tier", "horizon", "mark", "usual", "reject", "unmapped", "unknown", "ribbon",
    "stale", "withdrawn", "actual", "roster", "calendar", "guess", "memory",
]  # fmt: skip


def commands() -> dict[str, TyperCommand]:
    """The commands of the command line, by what is typed; those of a group have two words."""
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    return dict(_commands(group, ""))


def _commands(group: TyperGroup, before: str) -> Iterator[tuple[str, TyperCommand]]:
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from _commands(command, f"{before}{name} ")
        elif isinstance(command, TyperCommand):
            yield f"{before}{name}", command


def test_there_are_commands() -> None:
    """The next tests look at something."""
    assert {"plan", "judge", "why", "worth", "sources", "new", "worst", "demo", "fleet plan"} <= set(commands())


def test_every_command_and_option_is_in_the_reference() -> None:
    """docs/reference/cli.md has a section for each command, and in it each of its options."""
    page = (REFERENCE / "cli.md").read_text("utf-8")
    sections = {part.partition("\n")[0].strip("` "): part for part in page.split("\n## ")[1:]}
    for name, command in commands().items():
        assert f"homecall {name}" in sections
        options = [max(one.opts, key=len) for one in command.params if isinstance(one, TyperOption)]
        assert [option for option in options if f"`{option}" not in sections[f"homecall {name}"]] == []


def test_every_setting_is_in_the_reference() -> None:
    """Each variable of the environment that the code names has a row in docs/reference/settings.md."""
    files = [path for path in tracked() if path.suffix == ".py" and path.parts[0] == "src"]
    code = "\n".join((ROOT / path).read_text("utf-8") for path in files)
    named = set(re.findall(r"\bHOMECALL_[A-Z][A-Z_]*[A-Z]\b", code))
    page = (REFERENCE / "settings.md").read_text("utf-8")
    assert "HOMECALL_MEMORY" in named
    assert sorted(one for one in named if f"\n| `{one}` |" not in page) == []


def test_every_command_has_help() -> None:
    """A command says in one sentence what it is for."""
    assert [name for name, command in commands().items() if not (command.help or "").strip()] == []


def test_every_rule_pack_is_in_the_reference() -> None:
    """Each pack of rules is named somewhere in docs/reference."""
    pages = "\n".join(page.read_text("utf-8") for page in sorted(REFERENCE.glob("*.md")))
    packs = sorted(path.stem for path in (PACKAGE / "rules" / "packs").glob("*.toml"))
    assert packs
    assert [pack for pack in packs if f"`{pack}`" not in pages] == []


def test_every_named_case_is_in_the_docs() -> None:
    """Each named family that ships with homecall is introduced in the docs."""
    pages = "\n".join((ROOT / page).read_text("utf-8") for page in prose())
    cases = sorted(path.parent.name for path in (PACKAGE / "cases").glob("*/household.toml"))
    assert cases
    assert [case for case in cases if case not in pages] == []


def test_links_between_pages_lead_somewhere() -> None:
    """Every relative link of every page leads to a file, and to a heading where it names one."""
    assert [fault for page in prose() for fault in broken_links(ROOT, page)] == []


def test_every_page_can_be_found() -> None:
    """From the index of the docs, link by link, one comes to every page under docs."""
    pages = {page.as_posix() for page in prose() if page.parts[0] == "docs"}
    assert sorted(pages - reachable(ROOT, Path("docs/index.md"))) == []


@pytest.mark.parametrize("pack", sorted((PACKAGE / "rules" / "packs").glob("*.toml")), ids=lambda path: path.stem)
def test_the_numbers_of_a_pack_are_in_the_reference(pack: Path) -> None:
    """The row of each pack holds its numbers and the day on which its sources were read."""
    data = tomllib.loads(pack.read_text("utf-8"))
    page = (REFERENCE / "rule-packs.md").read_text("utf-8")
    row = next(line for line in page.splitlines() if line.startswith(f"| `{pack.stem}`"))
    read = data["as_of"]
    assert row.rstrip(" |").endswith(f"{read.day} {read:%B %Y}")
    assert [number for number in numbers(data) if number not in row] == []


def numbers(data: dict[str, Any]) -> list[str]:
    """The limits and overruns of a pack as the page writes them; a day and a half is written in words there."""
    limits = [str(value) for value in data.values() if isinstance(value, int)]
    overruns = [f"{late['median']}, {late['p90']}" for late in data.get("overrun", {}).values()]
    return limits + overruns


@pytest.mark.parametrize("term", TERMS)
def test_the_glossary_holds_the_terms_of_the_code(term: str) -> None:
    """The names that the code uses are explained in one place."""
    assert f"\n**{term}**" in GLOSSARY


def test_decisions_say_what_would_change_them() -> None:
    """Each decision record is a page with a status and with what would change our mind."""
    records = sorted((ROOT / "docs" / "adr").glob("0*.md"))
    assert len(records) >= 9
    for record in records:
        text = record.read_text("utf-8")
        wanted = ("## Status", "## Context", "## Decision", "## Consequences", "## What would change our mind")
        assert [heading for heading in wanted if heading not in text] == [], record.name
