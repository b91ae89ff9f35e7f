"""The texts of the code and the catalogues of other languages: what is said, and what is translated.

`python -m tests.texts` brings every catalogue up to date with the code: new texts stand in it empty, those that nobody
says any more are gone, and what is translated is compiled.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from homecall.household import phrases

Id = str | tuple[str, str]
"""A text, or one for one and for many."""

SOURCE = Path(phrases.__file__).parents[1]
LOCALE = SOURCE / "web" / "locale"
ONE = frozenset({"_", "gettext", "gettext_lazy", "gettext_noop", "lazy", "noted", "say"})
MANY = frozenset({"ngettext", "ngettext_lazy", "say_n"})

_QUOTED = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_IN_TEMPLATE = re.compile(rf"\b(?:gettext|ngettext|_)\(({_QUOTED})(?:,\s*({_QUOTED}))?")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the code and the file that says it, from the package's folder on."""

    id: Id
    where: str


def texts() -> Iterator[Text]:
    """Every text that somebody may read in another language."""
    for path in sorted(SOURCE.rglob("*.py")):
        if path.relative_to(SOURCE).parts[0] == "cli":  # the command line speaks English
            continue
        yield from (Text(one, _name(path)) for one in of_python(path.read_text("utf-8")))
    for path in sorted(SOURCE.rglob("templates/**/*.*")):
        yield from (Text(one, _name(path)) for one in of_template(path.read_text("utf-8")))
    yield from (Text(one, _name(Path(phrases.__file__))) for one in phrases.messages())


def of_python(code: str) -> Iterator[Id]:
    """The texts of a module: the first arguments of what says them."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and node.args:
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in ONE:
                yield from _constants(node.args[0])
            elif called in MANY and len(node.args) > 1:
                yield from zip(_constants(node.args[0]), _constants(node.args[1]), strict=True)


def _constants(node: ast.expr) -> Iterator[str]:
    """A text, or both texts of a choice."""
    if isinstance(node, ast.IfExp):
        yield from (*_constants(node.body), *_constants(node.orelse))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


def of_template(text: str) -> Iterator[Id]:
    """The texts of a template, as Django itself finds them."""
    from django.utils.translation.template import templatize

    for found in _IN_TEMPLATE.finditer(templatize(text)):
        one, many = (ast.literal_eval(part) if part else "" for part in found.groups())
        yield (one, many) if many else one


def bare(text: str) -> Iterator[str]:
    """Words of a template that go through no catalogue."""
    from django.template.base import Lexer, TokenType

    said, translated = "", False
    for token in Lexer(text).tokenize():
        word = token.contents.split()[0] if token.contents.split() else ""
        if token.token_type == TokenType.BLOCK and word.removeprefix("end") in ("blocktrans", "comment"):
            translated = not word.startswith("end")
        said += token.contents if token.token_type == TokenType.TEXT and not translated else "\0"
    plain = re.sub(r"<[^>]*>", "\n", re.sub(r"(?s)<(script|style|svg)\b.*?</\1>", "\n", said))
    for line in re.split(r"[\n\0]", plain):
        if re.search(r"[A-Za-z]{3,}", re.sub(r"&\w+;|homecall", "", line)):
            yield line.strip()


def _name(path: Path) -> str:
    return path.relative_to(SOURCE.parent).as_posix()


def catalogue_of(language: str) -> Catalog:
    """The written catalogue of a language."""
    with _po(language).open("rb") as file:
        return read_po(file, locale=language)


def languages() -> list[str]:
    """Every language that has a catalogue."""
    return sorted(path.parts[-3] for path in LOCALE.glob("*/LC_MESSAGES/django.po"))


def _po(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def update(language: str) -> tuple[int, int]:
    """Bring a catalogue up to date, and compile it. Gives how many texts it has, and how many are still empty."""
    old, new = catalogue_of(language), Catalog(locale=language, fuzzy=False)
    new.mime_headers = []
    for text in texts():
        known = old.get(text.id)
        new.add(text.id, known.string if known else "", locations=[(text.where, 1)])
    with _po(language).open("wb") as file:
        write_po(file, new, width=0, omit_header=True, sort_output=True, include_lineno=False)
    plurals = old.plural_forms.rstrip(";") + ";"
    written = _HEAD.format(language=language, plurals=plurals) + _po(language).read_text("utf-8")
    _po(language).write_text(written, "utf-8")
    compile_(language)
    return len(new), sum(not all(_strings(one.string)) for one in new if one.id)


def said(language: str) -> dict[Id, tuple[str, ...]]:
    """What a written catalogue has for each text; one empty text where it is not translated."""
    return {_id(one.id): _strings(one.string) for one in catalogue_of(language) if one.id}


def compiled(language: str) -> dict[Id, tuple[str, ...]]:
    """The same of the catalogue that is read."""
    with _po(language).with_suffix(".mo").open("rb") as file:
        return {_id(one.id): _strings(one.string) for one in read_mo(file) if one.id}


def _id(id: str | list[str] | tuple[str, ...]) -> Id:
    return id if isinstance(id, str) else (id[0], id[1])


def compile_(language: str) -> None:
    """Make of what is translated in the written catalogue the one that is read."""
    found = catalogue_of(language)
    for one in [one for one in found if one.id and not all(_strings(one.string))]:
        found.delete(one.id)
    with _po(language).with_suffix(".mo").open("wb") as file:
        write_mo(file, found)


def _strings(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (string or "",) if string is None or isinstance(string, str) else tuple(string)


_HEAD = """msgid ""
msgstr ""
"Project-Id-Version: homecall\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def main() -> int:
    """Bring all catalogues up to date and say what is left to translate."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homecall.web.settings")
    django.setup()
    for language in languages():
        every, empty = update(language)
        sys.stdout.write(f"{language}: {every} texts, {empty} to translate in {_name(_po(language))}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
