"""Checkers of texts: links that lead nowhere, hosts and paths of one machine, console sessions in the docs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Written in pieces, so that this file does not trip over itself.
_HOSTS = (
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry." + "npmjs.org",
    "deb." + "debian.org",
    "proxy.golang" + ".org",
)
_FOLDERS = "|".join(("wo" + "rk", "tm" + "p", "ro" + "ot", "ho" + "me", "op" + "t", "mn" + "t", "Us" + "ers"))
_MACHINE_PATH = re.compile(rf"(?<![\w.:/~<>*)\]}}-])/(?:{_FOLDERS})/[\w.*-]")
_OPTION = re.compile(r"--(?:extra-)?index-url|--find-links|--trusted-host")

_FENCE = re.compile(r"^(`{3,}|~{3,})(.*)$")
_LINK = re.compile(r"!?\[(?:[^\]\\]|\\.)*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")


def machine_marks(name: str, text: str) -> Iterator[str]:
    """Registry hosts, options that name one, and absolute paths of somebody's machine."""
    for number, line in enumerate(text.splitlines(), 1):
        for host in _HOSTS:
            if host in line:
                yield f"{name}:{number} names the registry host {host}"
        found = _OPTION.search(line)
        if found and name.startswith("requirements/"):
            yield f"{name}:{number} holds {found[0]}"
        found = _MACHINE_PATH.search(line)
        if found and not line.startswith("#!"):
            yield f"{name}:{number} names a path of one machine: {found[0]}…"


def without_code(text: str) -> str:
    """The text with fenced blocks and code spans blanked, line by line."""
    kept: list[str] = []
    fence = ""
    for line in text.splitlines():
        found = _FENCE.match(line.strip())
        if fence:
            fence = "" if found and found[1].startswith(fence) and not found[2].strip() else fence
            kept.append("")
        elif found:
            fence = found[1]
            kept.append("")
        else:
            kept.append(re.sub(r"`[^`]*`", "", line))
    return "\n".join(kept)


def broken_links(root: Path, page: Path) -> Iterator[str]:
    """Links of a page (relative to the root) to files that are not there, outside the repository, or to no heading."""
    text = (root / page).read_text("utf-8")
    for number, line in enumerate(without_code(text).splitlines(), 1):
        for found in _LINK.finditer(line):
            target = found[1]
            if re.match(r"[a-z][a-z+.-]*:", target, re.IGNORECASE):
                continue
            why = _wrong(root, page, target)
            if why:
                yield f"{page.as_posix()}:{number} {target}: {why}"


def _wrong(root: Path, page: Path, target: str) -> str:
    path, _, anchor = target.partition("#")
    aim = (root / page).parent / path if path else root / page
    if not aim.resolve().is_relative_to(root.resolve()):
        return "leads out of the repository"
    if not aim.exists():
        return "is not there"
    if anchor and aim.suffix == ".md" and anchor not in headings(aim.read_text("utf-8")):
        return "has no such heading"
    return ""


def reachable(root: Path, start: Path) -> set[str]:
    """The pages (relative to the root) that one comes to by following links from a page, that page included."""
    found: set[str] = set()
    waiting = [(root / start).resolve()]
    while waiting:
        page = waiting.pop()
        name = page.relative_to(root.resolve()).as_posix()
        if name not in found:
            found.add(name)
            targets = (link[1].partition("#")[0] for link in _LINK.finditer(without_code(page.read_text("utf-8"))))
            aims = (
                (page.parent / target).resolve() for target in targets if target.endswith(".md") and ":" not in target
            )
            waiting += [aim for aim in aims if aim.is_file() and aim.is_relative_to(root.resolve())]
    return found


def headings(text: str) -> set[str]:
    """The anchors of a page's headings, as they are made from their words."""
    lines = re.findall(r"^#{1,6}\s+(.+?)\s*#*\s*$", _without_fences(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


def _without_fences(text: str) -> str:
    return re.sub(r"^(`{3,}).*?^\1\s*$", "", text, flags=re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Command:
    """One `$ …` line of a console session: where it stands, what is typed, what exit code the page promises."""

    where: str
    line: str
    exits: int = 0


def console(name: str, text: str) -> Iterator[Command]:
    """The commands of a page's ```console blocks, in order. A trailing `# exits N` states the exit code."""
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        found = _FENCE.match(line.strip())
        if found:
            inside = not inside and found[2].strip() == "console"
        elif inside and line.startswith("$ "):
            typed, _, promise = line[2:].partition("# exits ")
            yield Command(f"{name}:{number}", typed.strip(), int(promise or 0))
