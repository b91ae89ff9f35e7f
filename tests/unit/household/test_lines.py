"""Where each key of a TOML text stands."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homecall.household.codec.lines import Path, line_of, lines_of


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ("a = 1\nb = 2\n", ("b",), 2),
        ("# a remark\n\n  a = 1", ("a",), 3),
        ("a = 1\r\nb = 2\r\n", ("b",), 2),
        ("[one]\na = 1\n[two]\na = 2\n", ("two", "a"), 4),
        ("[one.two]\na = 1\n", ("one", "two", "a"), 2),
        ("[[x]]\na = 1\n[[x]]\na = 2\n", ("x", 1, "a"), 4),
        ("[[x]]\n[[x.y]]\n[[x]]\n[[x.y]]\n[[x.y]]\na = 1\n", ("x", 1, "y", 1, "a"), 6),
        ("[[x]]\n[x.y]\na = 1\n", ("x", 0, "y", "a"), 3),
        ("[ [x] ]\n".replace(" ", "") + "a = 1\n", ("x", 0), 1),
        ("[ one . two ]\na = 1\n", ("one", "two", "a"), 2),
        ("a.b.c = 1\n", ("a", "b", "c"), 1),
        ("x = 1\na . b = 1\n", ("a", "b"), 2),
        ("\"a b\" = 1\n'c.d' = 2\n", ("c.d",), 2),
        ('"a\\u0062" = 1\n', ("ab",), 1),
        ("a = [\n  1, # one\n  2,\n]\nb = 3\n", ("a", 1), 3),
        ("a = [\n  1,\n  2,\n]\nb = 3\n", ("b",), 5),
        ("a = [[1],\n [2,\n 3]]\n", ("a", 1, 1), 3),
        ("a = { b = 1, c = { d = 2 } }\n", ("a", "c", "d"), 1),
        ("a = [ { b = 1 },\n { b = 2 } ]\n", ("a", 1, "b"), 2),
        ('a = """one\ntwo = 2\n[three]"""\nb = 1\n', ("b",), 4),
        ("a = '''one\n'quoted' '''\nb = 1\n", ("b",), 3),
        ('a = """"quoted\n"""""\nb = 1\n', ("b",), 3),
        ('a = """one \\""" \n"""\nb = 1\n', ("b",), 3),
        ("a = 'C:\\'\nb = 1\n", ("b",), 2),
        ('a = "\\"# no remark"\nb = 1\n', ("b",), 2),
        ('a = "x" # a "remark\nb = 1\n', ("b",), 2),
        ("a = 2026-01-01 07:00:00 # then\nb = 1\n", ("b",), 2),
        ('a = ""\nb = 1\n', ("b",), 2),
        ("a = []\nb = {}\nc = 1\n", ("c",), 3),
    ],
)
def test_a_value_is_found_on_its_line(text: str, path: Path, line: int) -> None:
    """Each way of writing TOML leaves the count of lines right."""
    assert tomllib.loads(text)
    assert lines_of(text)[path] == line


def test_a_key_that_is_not_written_stands_at_its_table() -> None:
    """What is missing is shown where it should be added."""
    text = "a = 1\n[[x]]\nb = 2\n[[x]]\nb = 3\n"
    assert line_of(text, ("x", 1, "missing")) == 4


def test_a_key_missing_from_the_file_stands_on_line_one() -> None:
    """The whole file begins at its first line."""
    assert line_of("\n\na = 1\n", ("missing",)) == 1


def paths(value: object, path: Path = ()) -> set[Path]:
    """Every path into a parsed value, that of the whole left out."""
    inner: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return {p for key, one in inner for p in ({(*path, key)} | paths(one, (*path, key)))}


SCALARS = st.sampled_from(
    ["1", '"# ]"', "'}'", '"""a\n= ["""', "'''x\n\"y'''", "2026-11-26", "true", "1.5e3", '"\\"\\\\"', '""', "''"]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda parts: "[ # so\n" + ",\n".join(parts) + "\n]")
        | st.lists(inner.filter(lambda one: "\n" not in one), max_size=3).map(
            lambda parts: "{ " + ", ".join(f"k{n} = {one}" for n, one in enumerate(parts)) + " }"
        )
    ),
    max_leaves=6,
)
HEADERS = st.sampled_from(["", "[[t]]\n", "[[t]]\n[t.u]\n", "[[t]]\n[[t.u]]\n# next\n[[t.u]]\n"])


@given(st.lists(st.tuples(HEADERS, st.lists(VALUES, max_size=4)), min_size=1, max_size=4))
def test_every_value_of_the_parser_has_a_line(blocks: list[tuple[str, list[str]]]) -> None:
    """The walk finds exactly what the parser finds."""
    first, *rest = blocks
    parts = [("", first[1]), *((header or "[[t]]\n", values) for header, values in rest)]
    text = "".join(header + "".join(f"k{n} = {one}\n" for n, one in enumerate(values)) for header, values in parts)
    assert set(lines_of(text)) == paths(tomllib.loads(text))


@given(st.lists(VALUES, min_size=1, max_size=5))
def test_lines_are_counted_as_they_are_written(values: list[str]) -> None:
    """Each key stands on the line that follows all lines before it."""
    text, expected = "", {}
    for number, value in enumerate(values):
        expected[(f"k{number}",)] = text.count("\n") + 1
        text += f"k{number} = {value}\n"
    found = lines_of(text)
    assert {path: found[path] for path in expected} == expected
