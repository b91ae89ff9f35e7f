"""Scripts and styles that a browser of five years ago can use: what it does not know must be nothing it needs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.fitness.reading import PACKAGE

SCRIPTS = sorted((PACKAGE / "web").glob("*/static/**/*.js"))
STYLES = [*sorted((PACKAGE / "web").glob("*/static/**/*.css")), PACKAGE / "outlets" / "ribbon" / "style.css"]
TOO_NEW = re.compile(
    r"\?\?=|\|\|=|&&=|\.at\(|\.findLast|\.toSorted\(|\.toReversed\(|\.toSpliced\(|\.hasOwn\(|groupBy\(|structuredClone\("
    r"|checkVisibility\(|withResolvers|AbortSignal\.(timeout|any)|showPopover|startViewTransition|\bstatic\s*\{"
    r"|^\s*#\w+\s*[=;(]|^await\s|import\s+.*\bwith\b|/[dgimsuy]*v[dgimsuy]*\.(test|exec)",
    re.MULTILINE,
)
"""Words of ECMAScript 2021 and later, and of browsers after the autumn of 2021."""
FALLBACK = re.compile(r"([-\w]+):[^;{}]*;\1:[^;{}]*(color-mix|oklch|light-dark|\d[dsl]vh)\(?")
NEEDS = re.compile(r"(color-mix|oklch|light-dark)\(|\d[dsl]vh\b")
WHOLE = re.compile(r"@container|@layer|@scope|@property|&\s*[:.\[>]")
"""Rules that an older browser leaves out with all that is in them."""


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_needs_nothing_newer_than_the_browser(path: Path) -> None:
    """One word that is not known, and no line of the file runs."""
    assert [one[0] for one in TOO_NEW.finditer(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_style_that_is_not_known_stands_behind_one_that_is(path: Path) -> None:
    """What a browser does not know it leaves out, and the line before it holds."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    assert WHOLE.findall(text) == []
    alone = [one for one in re.findall(r"[^;{}]+", FALLBACK.sub("", text)) if NEEDS.search(one)]
    assert alone == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_selector_that_is_not_known_takes_no_other_along(path: Path) -> None:
    """A list of selectors falls with the one that is not known, so `:has` stands in lists of its own."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    lists = [one.split("{")[0].strip() for one in re.findall(r"[^{}]+\{", text) if ":has(" in one]
    mixed = [one for one in lists if not all(":has(" in part for part in re.split(r",(?![^(]*\))", one))]
    assert mixed == []
