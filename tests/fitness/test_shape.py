"""Sizes, docstrings and annotations of the house."""

from __future__ import annotations

import pytest

from tests.fitness.reading import modules
from tests.fitness.shape import bodies, long_bodies, long_files, spread, unannotated, undocumented

FOLDERS = ("src", "tests", "benchmarks")


def test_half_of_the_bodies_have_eight_lines_at_most() -> None:
    """The median body of a function is at most 8 lines, and nine in ten are at most 25."""
    half, most = spread(body.lines for module in modules("src") for body in bodies(module))
    assert half <= 8
    assert most <= 25


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_body_is_long_without_a_reason(folder: str) -> None:
    """No function body is over 50 lines unless it says why."""
    assert [fault for module in modules(folder) for fault in long_bodies(module)] == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_files_stay_under_400_lines(folder: str) -> None:
    """A file that grows past a screenful of screens gains a folder instead."""
    assert [fault for module in modules(folder) for fault in long_files(module)] == []


def test_everything_public_says_what_it_is() -> None:
    """Every public module, class and function of the package has a docstring."""
    assert [fault for module in modules("src") for fault in undocumented(module)] == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_function_names_its_types(folder: str) -> None:
    """Every argument and every return is annotated."""
    assert [fault for module in modules(folder) for fault in unannotated(module)] == []
