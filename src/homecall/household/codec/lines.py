"""Where each key of a TOML text stands. The standard parser keeps no line numbers, so this walks the text again."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right

Path = tuple[str | int, ...]
"""The way to a value: keys of tables and, in arrays, positions from 0, such as ("parents", 0, "commute")."""

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_BARE = re.compile(r"[^,\]}#\n]*")
_PART = re.compile(r"""[ \t]*([A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')[ \t]*""")
# A closing triple quote may be led by one or two quotes that belong to the string: hence the tail of up to two more.
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})' + r"|'''.*?'''(?:'{0,2})" + r'|"(?:\\.|[^"\\\n])*"' + r"|'[^'\n]*'", re.DOTALL
)


def lines_of(text: str) -> dict[Path, int]:
    """The line, from 1, of every table header, key and array item of a text that the TOML parser accepts."""
    return _Walk(text).lines


def line_of(text: str, path: Path) -> int:
    """The line of the value, or of the nearest table around it that has a line of its own; 1 for the whole file."""
    lines = lines_of(text)
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Walk:
    """One pass over a valid text. `at` is the position reached, `counts` the items of each array of tables so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}
        self.starts = _starts(text)
        self._document()

    def _document(self) -> None:
        table: Path = ()
        while self._next():
            if self._sees("["):
                table = self._header()
            else:
                self._pair(table)

    def _next(self) -> bool:
        """Goes past blanks and comments; False at the end of the text."""
        self._skip(_BLANK)
        return self.at < len(self.text)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def _sees(self, mark: str) -> bool:
        return self.text.startswith(mark, self.at)

    def _note(self, path: Path, line: int) -> None:
        self.lines.setdefault(path, line)

    def _line(self) -> int:
        return bisect_right(self.starts, self.at)

    def _header(self) -> Path:
        line, brackets = self._line(), 2 if self._sees("[[") else 1
        self.at += brackets
        *outer, last = self._key()
        self.at += brackets
        path: Path = ()
        for part in outer:
            path = self._latest((*path, part))
            self._note(path, line)
        path = (*path, last)
        self._note(path, line)
        if brackets == 2:
            self.counts[path] = self.counts.get(path, 0) + 1
            path = self._latest(path)
            self._note(path, line)
        return path

    def _latest(self, path: Path) -> Path:
        """The path itself, or its newest item where it is an array of tables."""
        return (*path, self.counts[path] - 1) if path in self.counts else path

    def _key(self) -> list[str]:
        parts: list[str] = []
        while found := _PART.match(self.text, self.at):
            self.at = found.end()
            parts.append(_unquoted(found[1]))
            if not self._sees("."):
                break
            self.at += 1
        return parts

    def _pair(self, table: Path) -> None:
        line, path = self._line(), table
        for part in self._key():
            path = (*path, part)
            self._note(path, line)
        self.at += 1  # the equals sign
        self._value(path)

    def _value(self, path: Path) -> None:
        self._skip(_BLANK)
        if self._sees("["):
            self._array(path)
        elif self._sees("{"):
            self._inline(path)
        elif self._sees('"') or self._sees("'"):
            self._skip(_STRING)
        else:
            self._skip(_BARE)

    def _array(self, path: Path) -> None:
        self.at += 1
        position = 0
        while self._next() and not self._sees("]"):
            self._note((*path, position), self._line())
            self._value((*path, position))
            position += 1
            self._comma()
        self.at += 1

    def _inline(self, path: Path) -> None:
        self.at += 1
        while self._next() and not self._sees("}"):
            self._pair(path)
            self._comma()
        self.at += 1

    def _comma(self) -> None:
        if self._next() and self._sees(","):
            self.at += 1


def _starts(text: str) -> list[int]:
    """The position at which each line begins."""
    return [0, *(found.end() for found in re.finditer("\n", text))]


def _unquoted(part: str) -> str:
    return str(tomllib.loads(f"key = {part}")["key"]) if part[0] in "\"'" else part
