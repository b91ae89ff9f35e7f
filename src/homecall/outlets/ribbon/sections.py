"""The words of the page: its head, its legend, and what to ask, to look forward to, and to know."""

from __future__ import annotations

from homecall.outlets.picture.model import Fullness, Picture, Tone
from homecall.outlets.picture.tones import FULLNESS_WORDS
from homecall.outlets.ribbon.markup import Markup, el, join
from homecall.outlets.ribbon.shapes import tone
from homecall.outlets.words import STATE_WORDS, Words, state
from homecall.spans.span import Span
from homecall.tongue import say


def head(words: Words) -> Markup:
    """The headline with the days before it and the hours and the certainty after it."""
    lede = words.lede()
    says = (
        el("p", words.dates(), class_="over"),
        el("h1", words.headline()),
        el("p", lede, class_="lede") if lede else Markup(""),
        el("p", words.certainty(), class_="sure"),
    )
    button = el("a", say("See what to ask"), class_="button", href="#asks") if words.plan.asks else Markup("")
    return el("header", el("div", *says), el("div", button, class_="buttons"), class_="top")


def people(picture: Picture) -> Markup:
    """Each adult with colour, initials and name."""
    return el(
        "ul", *(_person(picture, at) for at in range(len(picture.people))), class_="people", aria_label=say("People")
    )


def _person(picture: Picture, at: int) -> Markup:
    person = picture.people[at]
    chip = el("span", person.initials, class_=f"chip-initials swatch p{person.position % 8}", aria_hidden="true")
    return el("li", chip, person.name)


def legend(*, adults: bool = True, tones: bool = False) -> Markup:
    """What the marks mean, those of the adults' lines and of their tones too where they are drawn."""
    gap = el(
        "svg", el("rect", x=1, y=1, width=42, height=14, rx=4, fill="url(#hatch)"), viewBox="0 0 44 16", class_="gap"
    )
    place = el("svg", el("rect", width=44, height=16, rx=4), viewBox="0 0 44 16", class_="place")
    star = el("svg", el("text", "★", x=22, y=13, class_="mid"), viewBox="0 0 44 16")
    dot = el("svg", el("circle", cx=22, cy=8, r=4, class_="kept"), viewBox="0 0 44 16", class_="dotted")
    amber = el("svg", el("g", el("circle", cx=22, cy=8, r=6, class_="ring"), class_="late"), viewBox="0 0 44 16")
    marks = (
        (gap, say("nobody yet")),
        (place, say("in a place")),
        (star, say("a moment")),
        (dot, say("a ritual")),
        (amber, say("may run late")),
    )
    lines = [(_line(one), state(one)) for one in STATE_WORDS if one != "shift"]
    soft = [(_tone(one), say(said)) for one, said in FULLNESS_WORDS.items()] if tones else []
    told = (*marks, *lines, *soft) if adults else marks[:-1]
    items = (el("li", Markup(shape.replace("<svg", '<svg aria-hidden="true"', 1)), said) for shape, said in told)
    return el("ul", *items, class_="legend", aria_label=say("What the marks mean"))


def _line(of: str) -> Markup:
    return el("svg", el("path", d="M1,8 H43", class_=f"line {of}"), viewBox="0 0 44 16")


def _tone(of: Fullness) -> Markup:
    strip = tone(Tone(Span(0, 42), of, ""), _across, "any")
    return el("svg", strip, viewBox="0 0 44 16")


def _across(thick: float) -> dict[str, float]:
    return {"x": 1, "y": 8 - thick / 2, "width": 42, "height": thick}


def more(words: Words) -> Markup:
    """Everything below the ribbon, in the order in which it helps."""
    plan = words.plan
    parts = (
        _section("asks", say("What to ask"), [_asks(words)] if plan.asks else []),
        _section("moments", say("Moments"), _moments(words)),
        _section(
            "risks",
            say("Where it may run late"),
            [_list([words.risk(risk) for risk in words.late(plan.span)])] if words.late(plan.span) else [],
        ),
        _section(
            "tired",
            say("When nobody at home is rested"),
            [_list([words.risk(risk) for risk in words.tired(plan.span)])] if words.tired(plan.span) else [],
        ),
        _section(
            "unknown",
            say("Not known yet"),
            [_list([words.unknown(one) for one in plan.unknown])] if plan.unknown else [],
        ),
        _section(
            "findings",
            say("Worth knowing"),
            [_list([words.finding(f) for f in plan.findings])] if plan.findings else [],
        ),
    )
    return el("div", *parts, class_="more")


def _section(name: str, title: str, content: list[Markup]) -> Markup:
    if not content:
        return Markup("")
    return el("section", el("h2", title, id=f"{name}-title"), *content, id=name, aria_labelledby=f"{name}-title")


def _asks(words: Words) -> Markup:
    items = (
        el(
            "li",
            el("b", words.ask(ask)),
            el("p", ask.why, class_="why"),
            el("p", say("It gives: {gains}", gains=ask.gains)) if ask.gains else "",
        )
        for ask in words.plan.asks
    )
    return el("ol", *items)


def _moments(words: Words) -> list[Markup]:
    """Kept before still open, always."""
    kept, still = words.moments(kept=True), words.moments(kept=False)
    parts = [join(el("h3", say("Kept")), _list(list(kept)))] if kept else []
    return [*parts, join(el("h3", say("Still open")), _list(list(still)))] if still else parts


def _list(sentences: list[str]) -> Markup:
    return el("ul", *(el("li", sentence) for sentence in sentences))
