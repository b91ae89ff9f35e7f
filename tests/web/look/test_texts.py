"""Every text of the code stands in every catalogue, whole, and in no catalogue stands anything else."""

from __future__ import annotations

import re
from functools import cache

import pytest

from tests import texts
from tests.texts import Id

PLACES = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%%")
COUNTS = {
    "{count}",
    "{number}",
    "%(count)d",
    "%(count)s",
    "%(number)s",
    "%(many)s",
    "%(more)s",
    "%(minutes)s",
    "%(plain)s",
}
TO_DO = "Run `make texts`, translate what is empty in the django.po that it names, and run it again."


@cache
def known() -> dict[Id, str]:
    """The texts of the code, each with a file that says it."""
    return {one.id: one.where for one in texts.texts()}


def translated(language: str) -> dict[Id, tuple[str, ...]]:
    """The texts of a catalogue that are translated."""
    return {id: said for id, said in texts.said(language).items() if all(said)}


@pytest.mark.parametrize("language", texts.languages())
def test_every_text_is_in_the_catalogue(language: str) -> None:
    """Nobody reads a page half in another language."""
    there = texts.said(language)
    missing = {id: where for id, where in known().items() if not all(there.get(id, ("",)))}
    assert not missing, TO_DO


@pytest.mark.parametrize("language", texts.languages())
def test_nothing_else_is_in_the_catalogue(language: str) -> None:
    """What nobody says any more is gone."""
    assert set(texts.said(language)) <= set(known()), TO_DO


@pytest.mark.parametrize("language", texts.languages())
def test_nothing_in_the_catalogue_is_guessed(language: str) -> None:
    """A tool's guess is no translation."""
    assert not [one.id for one in texts.catalogue_of(language) if one.fuzzy and one.id]


@pytest.mark.parametrize("language", texts.languages())
def test_every_translation_has_the_places_of_its_text(language: str) -> None:
    """A sentence that loses a name or an hour would be wrong, and one that invents one would fail."""
    for id, said in translated(language).items():
        one, many = (id, id) if isinstance(id, str) else id
        wanted = set(PLACES.findall(many))
        assert set(PLACES.findall(said[-1])) == wanted, id
        # A text for one may say "one" or leave it out, but knows no place that the text for many does not.
        assert set(PLACES.findall(one)) - COUNTS <= set(PLACES.findall(said[0])) <= wanted, id


@pytest.mark.parametrize("language", texts.languages())
def test_what_is_read_is_what_is_written(language: str) -> None:
    """The compiled catalogue is the written one."""
    assert texts.compiled(language) == translated(language), TO_DO


def test_texts_are_found_where_they_are_said() -> None:
    """In every way in which the code says them."""
    code = """
_("one")
ngettext("a", "b", n) % {"n": n}
say("so" if well else "so so", name=name)
say_n("{count} day", "{count} days", 2)
say(family, "not this")
other("not this")
"""
    assert set(texts.of_python(code)) == {"one", ("a", "b"), "so", "so so", ("{count} day", "{count} days")}


def test_texts_of_templates_are_found_as_django_finds_them() -> None:
    """With their places, and one and many apart."""
    page = """{% trans "It’s here" %}{% blocktrans with name=one.name %}Hi {{ name }}, 100 %{% endblocktrans %}
{% blocktrans count many=n %}{{ many }} line{% plural %}{{ many }} lines{% endblocktrans %}"""
    found = ["It’s here", "Hi %(name)s, 100 %%", ("%(many)s line", "%(many)s lines")]
    assert list(texts.of_template(page)) == found


def test_templates_say_nothing_past_the_catalogue() -> None:
    """A bare word would be English for everybody."""
    pages = texts.SOURCE.rglob("templates/**/*.html")
    found = {page.name: words for page in pages if (words := list(texts.bare(page.read_text("utf-8"))))}
    assert not found


def test_a_bare_word_is_seen() -> None:
    """Beside what is translated, in tags and without them."""
    page = (
        """<p title="x">{% trans "Here" %} bare <b>words</b></p>{% blocktrans %}not this{% endblocktrans %}{{ nor }}"""
    )
    assert list(texts.bare(page)) == ["bare", "words"]
