"""Reads the mail that Amion sends on trades and changes: duties gained, duties that another takes, and what is pending.

Mail comes beside a schedule and never in its place. It says nothing of any day that it does not name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from homecall.errors import SourceError
from homecall.household.people import SourceSpec
from homecall.sources.amion.mailbox import Letter, letters
from homecall.sources.base import Entry, Intake, Lost, matters, reject
from homecall.sources.listing import ALONE
from homecall.sources.people import chosen, nobody, plain
from homecall.sources.tables import MONTHS, a_date, month
from homecall.spans.wall import WEEKDAYS, Horizon
from homecall.timeline.timeline import Reject
from homecall.tongue import say

_PREFIX = re.compile(r"^(?:\s*(?:fw|fwd|re|wg|tr|aw)\s*:\s*)+", re.IGNORECASE)
_PENDING = re.compile(r"Pending trade between .+ & .+", re.IGNORECASE)
_SETTLED = re.compile(r"Approved trade between .+ & .+|Changes to your Amion schedule", re.IGNORECASE)
_DAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})[a-z]*\.?,? (?P<month>{'|'.join(MONTHS)})[a-z]*\.? (?P<day>\d{{1,2}})\b"
_TAKES = re.compile(r" (?:is taking|takes) ", re.IGNORECASE)
_SENTENCE = re.compile(r"[!?:;]\s+|(?<=\w{4})\.\s+")
_OF = re.compile(r"['’]s? ")
_ON = re.compile(rf" on {_DAY}(?: in return)?\.?\s*", re.IGNORECASE)
_SCHEDULED = re.compile(
    r"You(?:['’]ve| have) been scheduled for (?P<title>\S.*?) on (?P<date>\d{1,2}-\d{1,2}-\d{2,4})\.?\s*", re.IGNORECASE
)
_FOR = re.compile(r"This message should go to (?P<name>\S.*?) but Amion", re.IGNORECASE)
_NAMES_A_DAY = re.compile(rf"\bon (?:{_DAY}|\d{{1,2}}-\d{{1,2}}-\d{{2,4}})", re.IGNORECASE)
LONGEST = 5_000
"""Characters of one line; a trade is told in a fiftieth of it."""

LONGEST_BODY = 200_000
MOST_LINES = 10_000
"""Changes of a whole mailbox."""


@dataclass(frozen=True, slots=True)
class Move:
    """One duty that goes to `taker`, and from `giver` (empty where only the taker is told). Names as in the mail."""

    taker: str
    giver: str
    title: str
    day: date
    sent: datetime | None
    pending: bool


def read(content: bytes, spec: SourceSpec, horizon: Horizon) -> Intake:
    """What the mail changes for the wanted person: entries for what they gain, `lost` for what another takes.

    A pending trade changes nothing, and is told. Of several mails on one duty the last counts. Raises SourceError for
    what is no mail, and where trades name several people and `match` is missing.
    """
    every, rejects = letters(content, spec.name)
    told = list(_all(every, spec))
    moves = [move for _, found, _ in told for move in found]
    rejects += [one for _, _, refused in told for one in refused]
    rejects += _mute(told)
    people = {name for move in moves for name in (move.taker, move.giver) if name and name != ALONE}
    mine = _mine(people, spec) | {ALONE}
    gained, lost, pending = _settled(moves, mine)
    entries = tuple(Entry(one.title, one.day, None) for one in gained)
    kept = tuple(entry for entry in entries if matters(entry, horizon))
    notes = (*_nobody(people, mine, spec), *_told(pending, mine, horizon))
    given = tuple(Lost(one.title, one.day, _news(one)) for one in lost if _ahead(one, horizon))
    return Intake(kept, tuple(rejects), None, notes=notes, changes_only=True, lost=given)


def _all(every: Iterable[Letter], spec: SourceSpec) -> Iterator[tuple[Letter, list[Move], list[Reject]]]:
    """Each message with what it moves. Raises SourceError for more of it than a group can trade."""
    lines = 0
    for letter in every:
        moves, rejects = _moves(letter)
        lines += len(moves) + len(rejects)
        if lines > MOST_LINES:
            cure = say("Keep only Amion's mail of the last year in it.")
            raise SourceError(
                say("The mail tells of more than {most} changes.", most=f"{MOST_LINES:,}"),
                where=spec.name,
                cure=cure,
            )
        yield letter, moves, rejects


def _moves(letter: Letter) -> tuple[list[Move], list[Reject]]:
    """What one message moves. A message on anything else moves nothing."""
    pending = _concern(letter)
    if pending is None:
        return [], []
    if len(letter.body) > LONGEST_BODY:
        return [], [reject(_where(letter), letter.subject, "This mail is longer than Amion's are, and was not read.")]
    found: list[Move] = []
    rejects: list[Reject] = []
    owner = ALONE
    for line in _lines(letter.body):
        if named := _FOR.match(line):
            owner = named["name"]
        try:
            found += _line(line, letter, owner, pending=pending)
        except ValueError as error:
            rejects.append(reject(_where(letter), line, f"This line of the mail was left out: {error}."))
    return found, rejects


def _concern(letter: Letter) -> bool | None:
    """Whether a message tells of a pending trade; None if it tells of none at all, and of no change."""
    subject = _PREFIX.sub("", letter.subject)
    if _PENDING.match(subject):
        return True
    return False if _SETTLED.match(subject) else None


def _where(letter: Letter) -> str:
    return f"mail {letter.number}"


def _lines(body: str) -> Iterator[str]:
    """The sentences of a message, each on one line again: mail programs wrap long ones."""
    for paragraph in re.split(r"\n\s*\n", body):
        joined = re.sub(r"(?<![.:])[ \t]*\n", " ", paragraph.strip())
        yield from (" ".join(line.split()) for line in joined.split("\n"))


def _line(line: str, letter: Letter, owner: str, *, pending: bool) -> Iterator[Move]:
    """The moves that a line tells of. Raises ValueError for one that names a day and cannot be read."""
    if len(line) > LONGEST:
        raise ValueError("it is longer than a line on a trade is")
    at = 0
    while found := _traded(line, at):
        taker, giver, title, on = found
        yield Move(taker, giver, title, _nearest(on, letter.sent), letter.sent, pending)
        at = on.end()
    while scheduled := _SCHEDULED.match(line, at):
        yield Move(owner, "", scheduled["title"], a_date(scheduled["date"]), letter.sent, pending)
        at = scheduled.end()
    if _NAMES_A_DAY.search(line, at):
        raise ValueError("it names a day, and how it changes your schedule is not understood")


def _traded(line: str, at: int) -> tuple[str, str, str, re.Match[str]] | None:
    """Who takes whose duty, and the words that say when, from a place in a line on; looked for one after the other."""
    takes = _TAKES.search(line, at)
    of = takes and _OF.search(line, takes.end())
    on = of and _ON.search(line, of.end())
    if takes is None or of is None or on is None:
        return None
    # A name may hold a short word with a point, such as Dr.; a longer one ends the sentence before.
    taker = _SENTENCE.split(line[at : takes.start()])[-1]
    return taker, line[takes.end() : of.start()], line[of.end() : on.start()], on


def _nearest(found: re.Match[str], sent: datetime | None) -> date:
    """The day without a year that is nearest to the mail and falls on its weekday. Raises ValueError."""
    if sent is None:
        raise ValueError("it gives no year, and the mail has no date")
    number, day = month(found["month"]), int(found["day"])
    weekday = [name.lower() for name in WEEKDAYS].index(found["weekday"].lower())
    near = [one for year in (-1, 0, 1) if (one := _a_day(sent.year + year, number, day)) and one.weekday() == weekday]
    if not near:
        raise ValueError(f"{found['month']} {day} is no {found['weekday']} near the date of the mail")
    return min(near, key=lambda one: abs(one - sent.date()))


def _a_day(year: int, number: int, day: int) -> date | None:
    try:
        return date(year, number, day)
    except ValueError:
        return None


def _mute(told: Sequence[tuple[Letter, list[Move], list[Reject]]]) -> Iterator[Reject]:
    """A reject for each trade or change of which no line could be read, so that no silence is taken for no news."""
    spoke = {letter.number for letter, moves, rejects in told if moves or rejects}
    for letter, _, _ in told:
        if letter.number not in spoke and _concern(letter) is not None:
            spoke.add(letter.number)
            subject, why = letter.subject, "No line of this mail says who takes which duty on which day."
            yield reject(_where(letter), subject, why)


def _mine(people: set[str], spec: SourceSpec) -> frozenset[str]:
    """The spellings of the wanted person. Raises SourceError if `match` is missing where people are named."""
    if people and not spec.match:
        cure = say('Add match = "…" with one of: {value}.', value=", ".join(sorted(people)[:4]))
        raise SourceError(say("The mail names {value} people.", value=len(people)), where=spec.name, cure=cure)
    return chosen(spec.match, people) if spec.match else frozenset()


def _nobody(people: set[str], mine: frozenset[str], spec: SourceSpec) -> tuple[str, ...]:
    return (nobody(spec.match, people),) if people and mine == {ALONE} else ()


def _settled(moves: Sequence[Move], mine: frozenset[str]) -> tuple[list[Move], list[Move], list[Move]]:
    """The person's own moves that hold in the end: what they gain, what they lose, and what is still pending."""
    last: dict[tuple[str, date], Move] = {}
    asked: dict[tuple[str, date, str], Move] = {}
    for move in sorted(moves, key=lambda one: one.sent or datetime.min):  # noqa: DTZ901 (before every clock's reading)
        if (move.taker in mine) == (move.giver in mine):
            continue
        asked[plain(move.title), move.day, plain(move.taker)] = move
        if not move.pending:
            last[plain(move.title), move.day] = move
    gained = [one for one in last.values() if one.taker in mine]
    lost = [one for one in last.values() if one.giver in mine]
    return gained, lost, [one for one in asked.values() if one.pending]


def _ahead(move: Move, horizon: Horizon) -> bool:
    return matters(Entry(move.title, move.day, None), horizon)


def _told(pending: Iterable[Move], mine: frozenset[str], horizon: Horizon) -> Iterator[str]:
    """A sentence for each person and day with a trade that is not approved yet."""
    grouped: dict[tuple[date, str], list[Move]] = {}
    for one in sorted(pending, key=lambda one: (one.day, one.title)):
        if _ahead(one, horizon):
            grouped.setdefault((one.day, "You" if one.taker in mine else one.taker), []).append(one)
    for (day, taker), moves in grouped.items():
        titles = " and ".join(move.title for move in moves)
        would = f"{taker} would take {titles} on {_on(day)}"
        yield f"A trade is waiting: {would}{_mailed(moves[0])}. Nothing has changed until it is approved."


def _news(move: Move) -> str:
    """Who takes the duty, and by which mail."""
    return f"{move.taker} takes it{_mailed(move)}"


def _mailed(move: Move) -> str:
    return f", says the mail of {move.sent.day} {move.sent:%B}" if move.sent else ", says a mail"


def _on(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"
