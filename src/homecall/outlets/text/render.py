"""The terminal outlet: people before hours, nothing about money first."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.padding import Padding
from rich.style import Style
from rich.text import Text

from homecall.household.household import Household
from homecall.outlets.picture.draw import picture_of
from homecall.outlets.picture.model import Day, Picture
from homecall.outlets.picture.palette import AMBER, GAP
from homecall.outlets.text.blocks import FILLS, STATES, Blocks, printable
from homecall.outlets.words import STATE_WORDS, Words, long_day
from homecall.plan.plan import Plan

_NOTES = {"gap": "▨", "moment": "★", "late": "◌", "clock": "·"}
NARROWEST = 40


def render(household: Household, plan: Plan, *, width: int = 100, colour: bool = True) -> str:
    """The plan as text, `width` characters wide (at least 40). Without `colour` there is no escape code in it."""
    picture = picture_of(household, plan)
    console = _console(max(width, NARROWEST), colour=colour)
    for part in _parts(Words(household, plan, picture), Blocks(picture, max(width, NARROWEST), colour)):
        console.print(part)
    return "".join(f"{line.rstrip()}\n" for line in console.export_text(styles=colour).splitlines())


def _console(width: int, *, colour: bool) -> Console:
    """A console that knows nothing of the machine it runs on, so that the same plan gives the same text."""
    return Console(
        file=io.StringIO(),
        record=True,
        width=width,
        force_terminal=colour,
        color_system="truecolor" if colour else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )


def _parts(words: Words, blocks: Blocks) -> Iterator[Text | Padding]:
    yield Text(words.dates(), style="dim")
    yield _said(words.headline(), "bold")
    yield from (_said(line, style) for line, style in ((words.lede(), ""), (words.certainty(), "dim")) if line)
    yield Text("")
    yield _people(blocks.picture, colour=blocks.colour)
    yield Text(
        "   ".join(f"{STATES[state]} {said}" for state, said in STATE_WORDS.items() if state != "shift"), style="dim"
    )
    for day in blocks.picture.days:
        yield Text("")
        yield from _day(words, blocks, day)
    yield from _sections(words)


def _people(picture: Picture, *, colour: bool) -> Text:
    """Who is who: a swatch of colour, or of the fill that stands for it."""
    text = Text()
    for person in picture.people:
        swatch = f" {person.initials} " if colour else f"{FILLS[person.position % len(FILLS)] * 2} "
        text.append(swatch, Style(color="#ffffff", bgcolor=person.ink.deep, bold=True) if colour else "")
        text.append(f" {printable(person.name)}   " if colour else f"{printable(person.name)}   ")
    return text


def _day(words: Words, blocks: Blocks, day: Day) -> Iterator[Text | Padding]:
    yield Text(long_day(day.date), style="bold")
    yield from (_note(kind, said, colour=blocks.colour) for kind, said in words.day_notes(day))
    yield from blocks.day(day)


def _note(kind: str, said: str, *, colour: bool) -> Padding:
    styles = {"gap": Style(color=GAP), "late": Style(color=AMBER)}
    mark = Text().append(f"{_NOTES[kind]} ", styles.get(kind, "") if colour else "")
    return Padding(mark.append(printable(said), "bold" if kind == "gap" else ""), (0, 0, 0, 2))


def _sections(words: Words) -> Iterator[Text | Padding]:
    plan = words.plan
    yield from _section(
        "What to ask", (part for ask in plan.asks for part in (words.ask(ask), f"  {ask.why} {ask.gains}".rstrip()))
    )
    yield from _section("Where it may run late", (words.risk(risk) for risk in words.late(plan.span)))
    yield from _section("When nobody at home is rested", (words.risk(risk) for risk in words.tired(plan.span)))
    yield from _section("Moments kept", words.moments(kept=True))
    yield from _section("Moments still open", words.moments(kept=False))
    yield from _section("Not known yet", (words.unknown(one) for one in plan.unknown))
    yield from _section("Worth knowing", (words.finding(finding) for finding in plan.findings))


def _section(title: str, sentences: Iterable[str]) -> Iterator[Text | Padding]:
    lines = [
        Padding(Text(printable(sentence).strip()), (0, 0, 0, 2 + 2 * sentence.startswith("  ")))
        for sentence in sentences
    ]
    if lines:
        yield Text("")
        yield Text(title, style="bold")
        yield from lines


def _said(sentence: str, style: str) -> Text:
    return Text(printable(sentence), style=style)
