"""The quarter and the year looked back on, as data for the page and for the PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from homecall.career.kept import Stretch, quarter, year
from homecall.career.review import Facts, Review, review
from homecall.career.season import Season
from homecall.household.household import Household
from homecall.outlets.poster.render import paper_of
from homecall.outlets.review.render import Review as Sheet
from homecall.outlets.review.render import Section
from homecall.web.career.pages import answer, room_said, season_line
from homecall.web.career.season_pages import kept_said
from homecall.web.career.words import figure, lasts, spoken
from homecall.web.look.clocks import full_day, names

MOST_BACK = 400
MOST_KEPT = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """Which stretch is looked back on: "quarter" or "year", so many before this one."""

    of: str
    back: int

    @property
    def stretch(self) -> str:
        """The kind of stretch that there is: a quarter where nothing else is asked for."""
        return "year" if self.of == "year" else "quarter"

    def days(self, today: date, more: int = 0) -> Stretch:
        """Its days, or those of the one so many further back."""
        return (year if self.stretch == "year" else quarter)(today, self.back + more)


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """What stands on the page; `sheet` is the same for the PDF."""

    asked: Asked
    title: str
    earlier: int
    later: int | None
    sheet: Sheet


def review_page(facts: Facts, asked: Asked, today: date, smallest: tuple[str, ...]) -> ReviewPage:
    """The look back of a family; `smallest` are the smallest changes that would help, as sentences."""
    stretch = asked.days(today)
    found = review(facts, stretch, asked.days(today, 1), today)
    title = _title(asked, stretch)
    later = asked.back - 1 if asked.back else None
    return ReviewPage(asked, title, asked.back + 1, later, _sheet(facts, found, title, today, smallest))


def _title(asked: Asked, stretch: Stretch) -> str:
    if asked.stretch == "year":
        return str(stretch.first.year)
    said = {"first": full_day(stretch.first), "last": full_day(stretch.last)}
    return _("%(first)s to %(last)s") % said


def _sheet(facts: Facts, found: Review, title: str, today: date, smallest: tuple[str, ...]) -> Sheet:
    sections = (
        Section(_("Kept"), _kept(facts, found)),
        Section(_("With each child"), _children(facts.household, found)),
        Section(_("Room ahead"), (room_said(found.room),)),
        Section(_("Work"), _work(found)),
        Section(_("To be looked at again"), _due(found, today)),
        Section(_("Seasons"), tuple(line for one in found.seasons for line in _season(one, today))),
        Section(_("The smallest changes that would help"), smallest),
    )
    return Sheet(
        family=facts.household.name,
        days=title,
        question=_("Does the way our work is structured right now support the kind of presence we want at home?"),
        answer=answer(found.room),
        lede=_lede(found),
        sections=tuple(one for one in sections if one.lines),
        foot=_(
            "Made from the plans that were in force, and from what the family wrote down. It belongs to the family."
        ),
        paper=paper_of(facts.household.timezone),
        language=(get_language() or "en")[:2],
    )


def _lede(found: Review) -> str:
    count = sum(found.kept.values())
    if not count:
        return _("What is kept from now on stands here.")
    return ngettext("%(count)d moment was kept.", "%(count)d moments were kept.", count) % {"count": count}


def _kept(facts: Facts, found: Review) -> tuple[str, ...]:
    said = kept_said(facts.household, facts.occasions, dict(found.kept))[:MOST_KEPT]
    before = sum(found.before.values())
    more = sum(found.kept.values()) - before
    if before and more > 0:
        text = ngettext("%(more)d more than in the time before.", "%(more)d more than in the time before.", more)
        return (*said, text % {"more": more})
    return said


def _work(found: Review) -> tuple[str, ...]:
    if not found.growth.now.high and not found.growth.then.high:
        return ()
    said = [_("Your roles ask for %(hours)s together.") % {"hours": spoken(found.growth.now)}]
    for role, more in found.growth.parts[:4]:
        values = {"role": role.title, "hours": figure(abs(more))}
        text = (
            _("“%(role)s” brought %(hours)s hours a week.")
            if more > 0
            else _("“%(role)s” gave back %(hours)s hours a week.")
        )
        said.append(text % values)
    return tuple(said)


def _due(found: Review, today: date) -> tuple[str, ...]:
    said = _("“%(role)s”, %(lasts)s.")
    return tuple(said % {"role": one.title, "lasts": lasts(one, today)} for one in found.due)


def _season(one: Season, today: date) -> tuple[str, ...]:
    """A season and until when, then a line for each thing that matters in it."""
    line = season_line(one, today)
    return f"{line.title}: {line.said}", *line.goals


def _children(family: Household, found: Review) -> tuple[str, ...]:
    """What each child had with each parent, a sentence a child, in the household's order."""
    said = []
    for child in family.children:
        counts = [(parent.name, found.shared.get((child.id, parent.id), 0)) for parent in family.parents]
        parts = [
            ngettext("%(count)d time with %(name)s", "%(count)d times with %(name)s", count)
            % {"count": count, "name": name}
            for name, count in counts
            if count
        ]
        if parts:
            said.append(_("%(child)s: %(times)s") % {"child": child.name, "times": names(parts)})
    return tuple(said)
