"""What axe-core says of a page in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, ViewportSize

from tests.fitness.reading import ROOT

AXE = ROOT / "tests" / "oracles" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = ["color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable"]
"""The rules whose answer depends on colours and width."""
DESK: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 320, "height": 640}
"""What 400 % zoom leaves of a desk (WCAG 2.2, 1.4.10); a phone and 200 % have more."""
OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OPENED = "document.querySelectorAll('details').forEach(one => { one.open = true })"


def violations(page: Page, source: Path = AXE) -> list[str]:
    """Each rule that the page breaks as it stands, and in the dark on a desk, with all that is folded laid open;
    and whether it scrolls sideways where it is as narrow as it gets.

    None for a page that everybody can use as far as a machine can tell. The page is left as it was found, but open.
    The script is evaluated by the debugger, so the page's own policy stays as it is.
    """
    page.evaluate(OPENED)
    page.evaluate(source.read_text("utf-8"))
    found = _broken(page, {"type": "tag", "values": TAGS})
    before = page.viewport_size
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(DESK)
    found += [f"in the dark: {one}" for one in _broken(page, {"type": "rule", "values": LOOKS})]
    page.emulate_media(color_scheme="null")
    page.set_viewport_size(NARROW)
    if (over := page.evaluate(OVER)) > 1:
        found.append(f"{over} pixels to the side at a width of 320")
    if before:
        page.set_viewport_size(before)
    return found


def _broken(page: Page, only: dict[str, Any]) -> list[str]:
    found: dict[str, Any] = page.evaluate("only => axe.run({runOnly: only, resultTypes: ['violations']})", only)
    return [
        f"{one['id']}: {one['help']} at {node['target'][0]}" for one in found["violations"] for node in one["nodes"][:3]
    ]
