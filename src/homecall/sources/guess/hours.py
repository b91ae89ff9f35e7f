"""Clock hours that stand in a title: "7p-7a", "0700-1700", "15:30-00:30", "24h"; and halves of a day."""

from __future__ import annotations

import re
from dataclasses import dataclass

from homecall.spans.span import DAY
from homecall.spans.wall import Clock

_NOON, _HOUR = 12 * 60, 60
_DIGITS = r"(?P<{0}h>\d{{1,2}})(?:(?P<{0}c>:)?(?P<{0}m>\d\d))?\s?(?P<{0}s>[ap]\.?m?\.?(?![a-z]))?"
_TIME = rf"(?:{_DIGITS}|(?P<{{0}}w>noon|midnight|mid))"
_RANGE = re.compile(
    rf"(?<![\d:/.-])\b{_TIME.format('a')}\s?(?:-|–|to)\s?{_TIME.format('b')}(?![\d/:]|-\d)(?:\s?h(?:rs?)?\b)?",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"(?<![\d:.-])(?P<n>12|16|24|28|30)\s?-?\s?(?:h|hrs?|hours?)\b|(?<=[A-Za-z\s])(?P<bare>24)\s*$", re.IGNORECASE
)
_PREFIX = re.compile(r"^\s*(?P<half>AM|PM)\s*[:-]\s*", re.IGNORECASE)
_SUFFIX = re.compile(r"[\s,(-]+(?P<half>AM|PM)\s*\)?[\s*-]*$", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:days?|weeks?|blocks?|pgy|teams?|pods?|rooms?|months?|years?|grades?|ages?|levels?|r)\s*$", re.IGNORECASE
)
_BARE_STARTS = range(5 * _HOUR, 11 * _HOUR)
_BARE_LENGTHS = range(6 * _HOUR, 12 * _HOUR + 1)

HALVES = {"am": (Clock(8 * _HOUR), Clock(_NOON)), "pm": (Clock(13 * _HOUR), Clock(17 * _HOUR))}
"""The hours of "AM: …" and "PM: …", as the subscriptions of Amion are commonly read."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a title says of its hours. `rest` is the title without it; `half` is "am", "pm" or empty.

    `plain` is false where the two numbers have no sign of being clock times but their size.
    """

    rest: str
    start: Clock | None = None
    end: Clock | None = None
    half: str = ""
    length: int = 0
    plain: bool = True


def written(title: str) -> Written:
    """The hours in a title, if there are any: a range first, then a length in hours, then a half of the day."""
    for found in _RANGE.finditer(title):
        pair = _pair(found, title[: found.start()])
        if pair:
            rest = f"{title[: found.start()]} {title[found.end() :]}"
            return Written(rest, pair[0], pair[1], plain=_signed(found))
    length = _LENGTH.search(title)
    if length and not _COUNTED.search(title[: length.start()]):
        rest = f"{title[: length.start()]} {title[length.end() :]}"
        return Written(rest, length=int(length["n"] or length["bare"]), plain=bool(length["n"]))
    half = _PREFIX.search(title) or _SUFFIX.search(title)
    if half:
        return Written(f"{title[: half.start()]} {title[half.end() :]}", half=half["half"].lower())
    return Written(title)


def _signed(found: re.Match[str]) -> bool:
    return any(found[key] for key in ("as", "bs", "aw", "bw", "am", "bm"))


def _pair(found: re.Match[str], before: str) -> tuple[Clock, Clock] | None:
    """Start and end, the end on the next day where it is not after the start; None where these are no clock times."""
    if _years(found) or (not _signed(found) and _COUNTED.search(before)):
        return None
    choices = [(a, b) for a in _minutes(found, "a") for b in _minutes(found, "b")]
    read = sorted(((b - a) % DAY or DAY, a, b) for a, b in choices)
    # Of several readings the shortest that is long enough for a shift: "7-3p" is the morning, "5-7a" the evening.
    fit = [one for one in read if len(read) == 1 or one[0] >= 3 * _HOUR]
    if not _signed(found):
        fit = [one for one in fit if one[0] in _BARE_LENGTHS and (len(read) == 1 or one[1] in _BARE_STARTS)]
    if not fit:
        return None
    _, start, end = fit[0]
    return Clock(start), Clock(end % DAY, 1) if end <= start else Clock(end)


def _years(found: re.Match[str]) -> bool:
    """Whether the range is two years that follow each other, such as 2026-2027."""
    first, last = (f"{found[f'{side}h'] or ''}{found[f'{side}m'] or ''}" for side in "ab")
    return len(first) == len(last) == 4 and first.startswith("20") and int(last) - int(first) == 1


def _minutes(found: re.Match[str], side: str) -> list[int]:
    """The minutes of the day that one side may mean; empty where it is no time."""
    word, sign = (found[f"{side}w"] or "").lower(), (found[f"{side}s"] or "").lower()[:1]
    if word:
        return [_NOON if word == "noon" else 0]
    hour, minute = int(found[f"{side}h"]), int(found[f"{side}m"] or 0)
    three_digits = found[f"{side}m"] and not found[f"{side}c"] and len(found[f"{side}h"]) == 1
    if hour > 24 or minute > 59 or (sign and not 1 <= hour <= 12) or (three_digits and not sign):
        return []
    if sign:
        return [hour % 12 * _HOUR + minute + (_NOON if sign == "p" else 0)]
    certain = found[f"{side}m"] is not None or hour > 12 or (found[f"{side}h"].startswith("0"))
    if certain:
        return [(hour * _HOUR + minute) % DAY]
    return sorted({hour % 12 * _HOUR, hour % 12 * _HOUR + _NOON})
