"""What axe-core says of a page in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.fitness.reading import ROOT

AXE = ROOT / "tests" / "oracles" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page, source: Path = AXE) -> list[str]:
    """Each rule that the page breaks, with where; none for a page that everybody can use as far as a machine can tell.

    The script is evaluated by the debugger, so the page's own policy stays as it is.
    """
    page.evaluate(source.read_text("utf-8"))
    found: dict[str, Any] = page.evaluate("tags => axe.run({runOnly: tags})", TAGS)
    return [
        f"{one['id']}: {one['help']} at {node['target'][0]}" for one in found["violations"] for node in one["nodes"][:3]
    ]
