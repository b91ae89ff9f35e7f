"""Proposals out of the pieces of a letter: which days, what is on them, how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from homecall.sources.letters.dates import Heading, Mention, Reader, linked
from homecall.sources.letters.letter import About, Letter, Proposal, What
from homecall.sources.letters.lines import Piece
from homecall.sources.letters.times import Times, times_in
from homecall.sources.letters.words import EARLY, EVENT, LEAVES, MONTHS, OPENS, PAUSE, RELATIVE, SHUT, WEEKDAYS, either
from homecall.timeline.timeline import Reject
from homecall.tongue import joined, noted, say

MOST = 300
"""Proposals that are made of one letter."""
LONGEST_TITLE = 90
NEAR = 3
"""Lines above a date that stands alone in which the words to it are looked for."""
LONG = 60
"""Words longer than this are a sentence, out of which a title is taken."""
_STOP = re.compile(
    r"(?:.*[,.;:!?]|our|the|a|an|to|for|is|are|be|and|of|in|on|at|this|that|your|we|will|"
    r"nuestro|nuestra|nuestros|el|la|los|las|un|una|de|del|al|en|y|que|su|es|habrá)$",
    re.IGNORECASE,
)
SEEN = noted("It was read from a picture.")
GUESSED = noted("What it is about is not plain.")
PLAIN = noted("The date and what it is about are plain.")
PAST = noted("It is past.")
NO_DATE = noted("It names a day and no date.")
_HEADING = re.compile(
    rf"^\W*(?:month of |mes de )?(?P<mon>{either(MONTHS)})\b\.?(?:\s+(?:de |del )?(?P<year>20\d\d))?[^\w]*"
    rf"(?:calendar|dates|events|fechas|calendario|news)?\W*$",
    re.IGNORECASE,
)
_NAMED_DAY = re.compile(rf"\b(?:this|next|este|esta|próximo|próxima|on|el)\s+(?:{either(WEEKDAYS)})\b", re.IGNORECASE)
_SMALL = (
    r"\b(?:on|from|at|is|are|the|and|will be|for|to|by|of|in|beginning|starting|until|through|"
    r"el|la|los|las|del|de|a|y|al|desde|será|hasta)\b"
)
_LOOSE = re.compile(rf"^(?:[\s\W_]|{_SMALL})+|(?:[\s\-–—:,;|(\[•*@.]|{_SMALL})+$", re.IGNORECASE)


@dataclass
class Finder:
    """Goes through a letter, and remembers under which month it is and which words have no day yet."""

    about: About
    reader: Reader
    proposals: list[Proposal] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    heading: Heading | None = None
    above: tuple[str, ...] = ()

    def letter(self, pieces: Sequence[Piece]) -> Letter:
        """What the pieces say: each day and title once, by date."""
        for at, piece in enumerate(pieces):
            if len(self.proposals) >= MOST:
                self.rejects.append(Reject(piece.where, "", say("Only the first {most} dates are read.", most=MOST)))
                break
            self._piece(piece, pieces[at + 1].text if at + 1 < len(pieces) else "")
        once = {(one.first, one.last, one.start, one.title.casefold()): one for one in reversed(self.proposals)}
        ordered = sorted(once.values(), key=lambda one: (one.first, one.last, one.title))
        return Letter(tuple(ordered), tuple(self.rejects))

    def _piece(self, piece: Piece, below: str) -> None:
        found = _HEADING.match(piece.text)
        if found:
            self.heading = Heading(MONTHS[found["mon"].lower()], int(found["year"]) if found["year"] else None)
            return
        times = times_in(piece.text)
        mentions = self.reader.mentions(times.rest, self.heading)
        for mention, words, part in _parts(piece.text, times, mentions):
            alone = _clock_alone(below) if not part.start else None
            self._mention(piece, mention, alone or part, words or self._near(below))
        if not mentions:
            self._without(piece)
        self.above = () if mentions else (piece.text, *self.above[: NEAR - 1])

    def _near(self, below: str) -> str:
        """The words of a date that stands alone: those beside it that say what it is, those above first."""
        alone = not self.reader.mentions(times_in(below).rest)
        words = [title for text in (*self.above, below if alone else "") if (title := _title(times_in(text).rest))]
        return next((one for one in words if _what(one, Times(one)) is not What.UNCLEAR), words[0] if words else "")

    def _without(self, piece: Piece) -> None:
        about = _what(piece.text, Times(piece.text))
        if about is not What.UNCLEAR and (RELATIVE.search(piece.text) or _NAMED_DAY.search(piece.text)):
            self.rejects.append(Reject(piece.where, piece.text, say(NO_DATE)))

    def _mention(self, piece: Piece, mention: Mention, times: Times, title: str) -> None:
        if mention.first is None or mention.last is None:
            self.rejects.append(Reject(piece.where, piece.text, say(mention.doubts[0])))
            return
        if mention.last < self.about.today:
            self.rejects.append(Reject(piece.where, piece.text, say(PAST)))
            return
        what = _what(f"{title} {piece.text if len(title) < 3 else ''}", times)
        doubts = [*mention.doubts, *([times.doubt] if times.doubt else [])]
        doubts += [GUESSED] if what is What.UNCLEAR or not title else []
        doubts += [SEEN] if piece.seen else []
        sure = not [one for one in doubts if one != SEEN]
        proposal = Proposal(
            what, title[:LONGEST_TITLE] or piece.text[:LONGEST_TITLE], mention.first, mention.last, piece.text,
            piece.where, sure, joined(" ", map(say, doubts)) or say(PLAIN), times.start, times.end,
        )  # fmt: skip
        self.proposals.append(proposal)


def _what(words: str, times: Times) -> What:
    """What some words are about. Words that close win; "winter break concert" is a concert."""
    if OPENS.search(words):
        return What.UNCLEAR
    if EARLY.search(words) and (times.start or not SHUT.search(re.sub(r"(?i)closes|cierra", "", words))):
        return What.EARLY
    if times.start and LEAVES.search(words) and not EVENT.search(words):
        return What.EARLY
    if SHUT.search(words):
        return What.CLOSED
    if EVENT.search(words):
        return What.MOMENT
    return What.CLOSED if PAUSE.search(words) else What.UNCLEAR


def _clock_alone(text: str) -> Times | None:
    """The time of a line that holds nothing else."""
    times = times_in(text)
    return times if times.start and not re.search(r"\w{2}", times.rest) else None


def _parts(text: str, times: Times, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, str, Times]]:
    """Each day of a line with the words and the time that belong to it; the days of one list share theirs."""
    groups: list[list[Mention]] = []
    for one in mentions:
        if groups and linked(text, groups[-1][-1], one):
            groups[-1].append(one)
        else:
            groups.append([one])
    leads = bool(mentions) and not re.search(r"\w{2}", times.rest[: mentions[0].at])
    for at, group in enumerate(groups):
        start = 0 if not at else groups[at - 1][-1].until if not leads else group[0].at
        last = at + 1 == len(groups)
        end = len(text) if last else groups[at + 1][0].at if leads else group[-1].until
        ahead = times_in(text[group[-1].until : len(text) if last else groups[at + 1][0].at])
        own = times if len(groups) == 1 else ahead if ahead.start else times_in(text[start:end])
        words = times.rest[start : group[0].at] + " – " + times.rest[group[-1].until : end]
        for one in group:
            yield one, _title(words) or _title(times.rest[: mentions[0].at]), own


def _title(rest: str) -> str:
    """The words of a line without its dates and times, tidied."""
    words = re.sub(r"\(\s*\)|\[\s*\]", " ", rest)
    words = re.sub(r"\s*(?:[-–—|:,]\s*){2,}", " – ", re.sub(r"\s+", " ", words))
    for _round in range(3):
        words = _LOOSE.sub("", words)
    return _short(_balanced(words)) if re.search(r"\w{2}", words) else ""


def _short(words: str) -> str:
    """A title out of a sentence: the word that says what it is about with those that belong to it."""
    found = next((m for one in (SHUT, EARLY, EVENT, PAUSE) if (m := one.search(words))), None)
    if len(words) <= LONG or found is None:
        return words
    before = words[: found.start()].split()
    first = next((n for n in range(len(before), 0, -1) if _STOP.match(before[n - 1])), 0)
    after = re.match(r"\s+de(?:l| la)?\s+\w+", words[found.end() :])
    return " ".join([*before[max(first, len(before) - 4) :], found[0] + (after[0] if after else "")])


def _balanced(words: str) -> str:
    """Without a bracket that has lost its other half."""
    return words.rstrip(" (").removesuffix(")") if words.count(")") > words.count("(") else words
