"""A guess at what a title means: the lines that would say so, how sure it is, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from homecall.household.people import ShiftMeaning
from homecall.sources.guess.hours import HALVES, Written, written
from homecall.sources.guess.words import FREE, Form, Found, Hours, Sure, Word, find, vocabulary
from homecall.sources.titles import exactly, fits
from homecall.spans.span import DAY
from homecall.spans.wall import Clock
from homecall.timeline.period import Kind

EVERY_DAY = frozenset(range(7))
WEEKEND = frozenset({5, 6})
_SEVEN = Clock(7 * 60)
_LONG = 20 * 60
_NIGHT_SHARE = 3 * 60
_SHIFT = Word(Kind.WORK, Sure.LIKELY, "is a shift")
_LATE_COUNTS = frozenset({Kind.WORK, Kind.CLINIC})
_READ = 400
"""How many letters of a title are read for a guess."""

_LATE = ("late", "late shift", "late stay")


@dataclass(frozen=True, slots=True)
class Seen:
    """A title that no shift explains, as its schedule shows it.

    `days` are the local days it stands on, `weekdays` theirs (0 is Monday), `beside` the other titles of those days.
    `hours` are the clock times that the schedule gives, each pair once; empty where it gives none.
    """

    title: str
    beside: frozenset[str] = frozenset()
    weekdays: frozenset[int] = EVERY_DAY
    hours: tuple[Hours, ...] = ()
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Guess:
    """What a title probably means. `shifts` are lines for the household, in order; none where nobody can know.

    It is sure only if neither the meaning nor the hours are made up. `why` is for a parent to read.
    """

    title: str
    shifts: tuple[ShiftMeaning, ...]
    sure: Sure
    why: str

    @property
    def word(self) -> str:
        """`sure`, `likely` or `unsure`."""
        return self.sure.word


def guess_of(title: str, beside: Iterable[str] = (), weekdays: frozenset[int] = EVERY_DAY) -> Guess:
    """The guess for a title without hours, from its words, the other titles of its days, and its weekdays."""
    return guess(Seen(title, frozenset(beside) - {title}, weekdays))


def guess(seen: Seen) -> Guess:
    """The guess for a title: by its whole form, else by the words in it, else by its hours; then by its company."""
    if not exactly(seen.title):
        return Guess(seen.title, (), Sure.UNSURE, "It has no title. It counts as busy until its schedule gives it one.")
    form = next((one for one in vocabulary().forms if fits(one.title, seen.title)), None)
    if form:
        return _by_form(form, seen)
    said = written(seen.title[:_READ])
    found = find(said.rest)
    return _in_company(_by_word(found, said, seen) if found else _by_hours(said, seen), seen)


def _by_form(form: Form, seen: Seen) -> Guess:
    known = form.beside and any(fits(form.beside, one) for one in seen.beside)
    if seen.hours and any(line.start for line in form.lines):
        return Guess(seen.title, (ShiftMeaning(form.title, form.lines[0].kind),), form.sure, form.why)
    return Guess(seen.title, form.lines, Sure.SURE if known else form.sure, form.why)


@dataclass(frozen=True, slots=True)
class _Timing:
    """Hours to write (none where the schedule has them, or nobody does), how sure they are, and why."""

    hours: tuple[Hours, ...]
    sure: Sure
    why: str


def _by_word(found: Found, said: Written, seen: Seen) -> Guess:
    timing = _timing(found.word, said, seen)
    kind = _kind(found.word, said, (*seen.hours, *timing.hours))
    sure = min(_trust(found, said, seen), timing.sure)
    why = f"“{found.said}” {found.word.why}. {timing.why}".strip()
    return Guess(seen.title, _lines(kind, found.word, said, timing, seen), sure, why)


def _trust(found: Found, said: Written, seen: Seen) -> Sure:
    """How far the word itself can be trusted in this title."""
    word = found.word
    if found.torn or (word.weekend and not seen.weekdays <= WEEKEND):
        return Sure.UNSURE
    if word.kind is Kind.IN_HOUSE_CALL and said.length * 60 >= _LONG:
        return max(word.sure, Sure.LIKELY)
    less = 0 if found.whole or word.anywhere else 1
    return Sure(max(word.sure - less, 0))


def _kind(word: Word, said: Written, hours: tuple[Hours, ...]) -> Kind:
    """The word's kind, but a shift of the word's service by night is a night, and one around the clock is a call."""
    if word.kind is not Kind.WORK or not (said.start or said.length or hours):
        return word.kind
    return _kind_of(said.length * 60, hours)


def _kind_of(length: int, hours: tuple[Hours, ...]) -> Kind:
    if length >= _LONG or any(_minutes(one) >= _LONG for one in hours):
        return Kind.IN_HOUSE_CALL
    return Kind.NIGHT if hours and all(_by_night(one) for one in hours) else Kind.WORK


def _minutes(hours: Hours) -> int:
    return hours[1].days * DAY + hours[1].minutes - hours[0].days * DAY - hours[0].minutes


def _by_night(hours: Hours) -> bool:
    """Whether three hours or more lie between 23:00 and 06:00, which is what earns a night's rest."""
    start = hours[0].minutes
    inside = (min(start + _minutes(hours), day + 6 * 60) - max(start, day - 60) for day in (0, DAY))
    return max(inside) >= _NIGHT_SHARE


def _timing(word: Word, said: Written, seen: Seen) -> _Timing:
    if word.kind in FREE:
        return _Timing((HALVES[said.half],) if said.half and not seen.hours else (), Sure.SURE, "")
    if seen.hours:
        return _Timing((), Sure.SURE, "Its hours are those of the schedule.")
    if said.start or said.length or said.half:
        return _said(said)
    if word.usual:
        return _Timing(word.usual, Sure.LIKELY, "The hours are the usual ones: please set yours.")
    if word.kind is Kind.HOME_CALL:
        return _Timing((), Sure.LIKELY, "Nobody gives its hours, so it stands for the whole day.")
    return _Timing((), Sure.UNSURE, "Nobody gives its hours, so the whole day counts as busy.")


def _said(said: Written) -> _Timing:
    """The hours that a title itself gives."""
    if said.start and said.end:
        sure = Sure.SURE if said.plain else Sure.UNSURE
        why = "Its hours stand in the title." if said.plain else "The numbers in the title look like hours."
        return _Timing(((said.start, said.end),), sure, why)
    if said.half:
        return _Timing((HALVES[said.half],), Sure.LIKELY, "It is half a day; the hours are the usual ones.")
    end = _SEVEN.minutes + said.length * 60
    sure = Sure.LIKELY if said.length * 60 >= _LONG else Sure.UNSURE
    why = f"The title says {said.length} hours; from 07:00 is our guess."
    return _Timing(((_SEVEN, Clock(end % DAY, end // DAY)),), sure, why)


def _lines(kind: Kind, word: Word, said: Written, timing: _Timing, seen: Seen) -> tuple[ShiftMeaning, ...]:
    """The lines in order: for weekdays, then for weekends, where the two differ."""
    title = exactly(seen.title)
    if not timing.hours:
        return (ShiftMeaning(title, kind),)
    plain = [ShiftMeaning(title, kind, start, end) for start, end in timing.hours]
    if len(plain) == 2:
        return replace(plain[0], days=EVERY_DAY - WEEKEND), replace(plain[1], days=WEEKEND)
    if word.rotation and timing.hours is word.usual and "weekend" not in seen.title.lower():
        # A service goes on for weeks, and at weekends only those work who are on call: those days have a line more.
        return replace(plain[0], days=EVERY_DAY - WEEKEND), ShiftMeaning(title, Kind.MARKER)
    return tuple(plain)


def _by_hours(said: Written, seen: Seen) -> Guess:
    """No word is known: the hours alone tell night from day. Without hours nobody can know."""
    if not (seen.hours or said.start or said.length or said.half):
        why = "Nothing in this title says what it is. It counts as busy, all day, until you say."
        return Guess(seen.title, (), Sure.UNSURE, why)
    timing = _timing(_SHIFT, said, seen)
    kind = _kind_of(said.length * 60, (*seen.hours, *timing.hours))
    lines = [ShiftMeaning(exactly(seen.title), kind, start, end) for start, end in timing.hours]
    return Guess(seen.title, tuple(lines) or (ShiftMeaning(exactly(seen.title), kind),), *_trusted(said, seen, timing))


def _trusted(said: Written, seen: Seen, timing: _Timing) -> tuple[Sure, str]:
    """How far hours alone can be trusted, and why: a title that is nothing but its hours is a shift."""
    if not (said.start and said.end and said.plain):
        return Sure.UNSURE, f"The title does not say what it is. {timing.why}"
    if seen.hours and seen.hours != ((said.start, said.end),):
        return Sure.LIKELY, "Its title has the hours of a shift. The hours of the schedule count, which are others."
    nothing_else = not any(letter.isalpha() for letter in said.rest)
    return (Sure.SURE if nothing_else else Sure.LIKELY), f"Its title has the hours of a shift. {timing.why}"


def _in_company(one: Guess, seen: Seen) -> Guess:
    """The guess among the other titles of its days."""
    late = next((title for title in sorted(seen.beside) if _is_late(title)), None)
    kinds = {line.kind for line in one.shifts}
    if late and not _is_late(seen.title) and (not kinds or kinds & _LATE_COUNTS):
        beside = ShiftMeaning(exactly(seen.title), Kind.MARKER, with_title=exactly(late))
        why = f"On days that also say “{late}”, that line holds the duty. {one.why if one.shifts else ''}".strip()
        return Guess(one.title, (beside, *one.shifts), min(one.sure, Sure.LIKELY) if one.shifts else Sure.LIKELY, why)
    if Kind.IN_HOUSE_CALL in kinds and not seen.hours and _rotation(seen) and seen.weekdays & WEEKEND:
        return replace(one, why=f"{one.why} At weekends, beside “{_rotation(seen)}”, it is 24 hours.")
    return one


def _is_late(title: str) -> bool:
    found = find(written(title).rest)
    return found is not None and found.whole and found.said.lower() in _LATE


def _rotation(seen: Seen) -> str:
    """The first title beside it that is a service one works on for weeks; empty if there is none."""
    found = ((title, find(written(title).rest)) for title in sorted(seen.beside))
    return next((title for title, one in found if one and one.word.rotation), "")
