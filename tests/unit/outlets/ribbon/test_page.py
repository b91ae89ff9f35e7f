"""The page as a whole: one file, readable by every reader, the same bytes each time."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from html.parser import HTMLParser

from homecall.outlets.picture import palette
from homecall.outlets.picture.draw import picture_of
from homecall.outlets.ribbon.render import render
from homecall.outlets.words import Words
from homecall.plan.plan import Plan
from tests.unit.outlets.family import family, plan_for, week_plan

VOID = {"meta", "rect", "line", "circle", "path", "use"}
HOSTILE = """<script>alert("x")</script>'"&"""


class Reader(HTMLParser):
    """Collects tags with their attributes, table rows, and tags that were never closed."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[list[str]] = []
        self.open: list[str] = []
        self.unbalanced = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.unbalanced |= not self.open or self.open.pop() != tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("td", "th") and self.rows:
            self.rows[-1].append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element of that name."""
        return [attributes for name, attributes in self.tags if name == tag]


def read(plan: Plan | None = None) -> Reader:
    """The page of the sketches' week, parsed."""
    home = family()
    reader = Reader()
    reader.feed(render(home, plan or week_plan(home)).decode())
    return reader


def test_every_element_is_closed_where_it_should_be() -> None:
    """A page that browsers need not repair."""
    reader = read()
    assert not reader.unbalanced
    assert reader.open == []


def test_the_page_needs_nothing_but_itself() -> None:
    """No script, no file, no address."""
    page = render(home := family(), week_plan(home)).decode()
    reader = read()
    assert not reader.all("script") + reader.all("link") + reader.all("img")
    assert not re.search(r"https?:|//\w|@import|url\((?!#)", page)


def test_the_page_has_language_title_and_landmarks() -> None:
    """What a screen reader looks for first."""
    reader, page = read(), render(home := family(), week_plan(home)).decode()
    assert reader.all("html") == [{"lang": "en"}]
    assert len(reader.all("main")) == len(reader.all("h1")) == 1
    assert "<title>The Rivera-Okafor family, 30 November – 6 December</title>" in page
    assert len(reader.all("header")) == len(reader.all("footer")) == 1


def test_ids_are_unique_and_every_reference_leads_somewhere() -> None:
    """Anchors, labels and patterns."""
    reader = read()
    ids = [a["id"] for _, a in reader.tags if "id" in a]
    wanted = {a["aria-labelledby"] for _, a in reader.tags if "aria-labelledby" in a}
    links = {str(a["href"])[1:] for a in reader.all("a")}
    assert len(ids) == len(set(ids))
    assert (wanted | links | {"hatch"}) <= set(ids)


def test_every_drawing_has_a_name_or_is_hidden() -> None:
    """Nothing is an unnamed picture."""
    for svg in read().all("svg"):
        assert svg.get("aria-hidden") == "true" or (svg.get("role") == "img" and svg.get("aria-label"))


def test_the_tables_hold_every_band() -> None:
    """Child, from, to, with: the whole ribbon, without a picture."""
    home = family()
    words = Words(home, week_plan(home), picture_of(home, week_plan(home)))
    clock = words.voice.clock
    bands = [
        [row.name, clock(band.span.start), clock(band.span.end), band.label]
        for day in words.picture.days
        for row in day.rows
        for band in row.bands
    ]
    assert [row for row in read().rows if row != ["Child", "From", "To", "With"]] == bands


def test_a_hostile_name_stays_text() -> None:
    """In names of people, places, moments, shifts and sentences alike."""
    home = family()
    plan = week_plan(home)
    calm = Reader()
    calm.feed(render(home, plan).decode())
    nasty = replace(
        home,
        name=HOSTILE,
        children=tuple(
            replace(c, name=HOSTILE, places=tuple(replace(p, name=HOSTILE) for p in c.places)) for c in home.children
        ),
        moments=tuple(replace(m, title=HOSTILE) for m in home.moments),
        carers=tuple(replace(c, name=HOSTILE) for c in home.carers),
    )
    plan = replace(
        plan, asks=(replace(plan.asks[0], why=HOSTILE, gains=HOSTILE),), risks=(replace(plan.risks[0], after=HOSTILE),)
    )
    page = render(nasty, plan).decode()
    reader = Reader()
    reader.feed(page)
    assert "<script" not in page
    assert not reader.unbalanced
    assert {name for name, _ in reader.tags} <= {name for name, _ in calm.tags}


def test_the_same_plan_gives_the_same_bytes() -> None:
    """Byte for byte."""
    assert render(family(), week_plan(family())) == render(family(), week_plan(family()))


def test_four_weeks_weigh_less_than_100_kilobytes_on_the_way() -> None:
    """On a slow line, between cases."""
    home = family()
    assert len(gzip.compress(render(home, week_plan(home, days=28)))) < 100_000


def test_kept_moments_come_before_open_ones() -> None:
    """Say what is kept before what is not."""
    page = render(home := family(), week_plan(home)).decode()
    assert page.index(">Kept<") < page.index(">Still open<")


def test_the_page_says_how_sure_it_is() -> None:
    """In words, near the top."""
    home = family()
    plan = week_plan(home)
    assert b"Proven best" in render(home, plan)
    assert b"Likely best" in render(home, replace(plan, status="feasible"))


def test_empty_sections_are_left_out() -> None:
    """No heading over nothing."""
    home = family()
    page = render(home, plan_for(home)).decode()
    assert "What to ask" not in page
    assert "Worth knowing" not in page


def test_the_red_of_a_gap_is_named_only_by_gaps() -> None:
    """In the style sheet and in the drawing: red belongs to a child without cover."""
    page = render(home := family(), week_plan(home)).decode()
    style = page[page.index("<style>") : page.index("</style>")]
    body = page[page.index("<body>") :]
    uses = re.findall(r"([^{}]*)\{([^{}]*var\(--gap\)[^{}]*)\}", style)
    assert all("gap" in selector or "hatch" in selector for selector, _ in uses)
    assert style.count(palette.GAP) == style.count(palette.GAP_DARK) == 1
    assert palette.GAP not in body


def test_dark_print_and_reduced_motion_are_thought_of() -> None:
    """By the page's own style, without script."""
    page = render(home := family(), week_plan(home)).decode()
    for feature in ("prefers-color-scheme:dark", "@media print", "prefers-reduced-motion", ":focus-visible"):
        assert feature in page


def test_today_stands_open_on_a_phone() -> None:
    """Or the first day, where the plan has not begun."""
    later = [d for d in read(week_plan(family(), now="2 16:40")).all("details") if "hours" in str(d.get("class"))]
    before = [d for d in read().all("details") if "hours" in str(d.get("class"))]
    assert [at for at, d in enumerate(later) if "open" in d] == [2]
    assert [at for at, d in enumerate(before) if "open" in d] == [0]
