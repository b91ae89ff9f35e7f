"""The models against series that nobody here computed, and what a series refuses."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from homecall.errors import RestError
from homecall.rest.logged import read_csv
from homecall.rest.series import Asked, Model, lines

REFERENCE = Path(__file__).parent / "reference"
FILES = {Model.TPM: "tpm", Model.UNIFIED: "unified", Model.TWO_PROCESS: "twoprocess", Model.INGRE: "ingre5c"}
NIGHT = (datetime(2027, 3, 1, 23), datetime(2027, 3, 2, 7))


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a reference file."""
    return list(csv.DictReader((REFERENCE / name).read_text().splitlines()))


def series(asked: Asked, *sleeps: tuple[datetime, datetime]) -> list[dict[str, str]]:
    """The rows of a series."""
    return list(csv.DictReader(lines(sleeps, asked)))


def asked(days: float = 2, model: Model = Model.TPM, **params: float) -> Asked:
    """A series that begins with the night."""
    return Asked(NIGHT[0], NIGHT[0] + timedelta(days=days), model=model, params=params)


@pytest.mark.parametrize("model", Model)
@pytest.mark.parametrize("schedule", ["01_normal_week", "03_five_nights", "05_ed24"])
def test_every_column_is_that_of_the_published_implementation(schedule: str, model: Model) -> None:
    """Each number is within a millionth of the reference, and the rows and columns are the same ones."""
    manifest = {row["schedule"]: row for row in rows("manifest.csv")}[schedule]
    sleeps = read_csv((REFERENCE / f"{schedule}_sleep.csv").read_text(), "sleep")
    ends = [datetime.fromisoformat(manifest[name]) for name in ("series_start", "series_end")]
    ours = series(Asked(ends[0], ends[1], 30, model), *((one.start, one.end) for one in sleeps))
    theirs = rows(f"{FILES[model]}_{schedule}.csv")
    assert [row["datetime"] for row in ours] == [row["datetime"] for row in theirs]
    assert list(ours[0]) == list(theirs[0])
    for one, other in zip(ours, theirs, strict=True):
        assert {name: _number(text) for name, text in one.items()} == {
            name: pytest.approx(_number(text), abs=1e-6) if name != "datetime" else text for name, text in other.items()
        }


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


@pytest.mark.parametrize(
    ("model", "file"),
    [(Model.TPM, "tpm_default"), (Model.UNIFIED, "unified_default"), (Model.TWO_PROCESS, "twoprocess")],
)
def test_every_published_parameter_is_free_and_the_defaults_are_the_published_ones(model: Model, file: str) -> None:
    """Giving each parameter as it is published changes nothing; giving any of them otherwise does."""
    said = {row["parameter"]: float(row["value"]) for row in rows(f"params_{file}.csv")}
    assert series(asked(model=model, **said), NIGHT) == series(asked(model=model), NIGHT)


def test_another_parameter_gives_another_series() -> None:
    """A later peak of the clock moves C and nothing of S."""
    usual, late = series(asked(), NIGHT)[20], series(asked(p=18.0), NIGHT)[20]
    assert usual["s"] == late["s"]
    assert usual["c"] != late["c"]


def test_a_sleep_that_begins_above_the_line_is_recovered_on_the_curve() -> None:
    """A nap right after a long sleep: the published model goes on from near where it was, the smooth one from there."""
    nap = (NIGHT[1] + timedelta(minutes=30), NIGHT[1] + timedelta(hours=2))
    long = (NIGHT[0] - timedelta(hours=4), NIGHT[1])
    found = {row["datetime"]: row for row in series(Asked(long[0], nap[1], 30), long, nap)}
    before, after = float(found["2027-03-02 07:30:00"]["s"]), float(found["2027-03-02 09:00:00"]["s"])
    assert 12.2 < before < after < 14.3


def test_sleep_before_the_series_counts() -> None:
    """A series may begin in the middle of what was slept."""
    whole = series(Asked(NIGHT[0], NIGHT[1] + timedelta(hours=5)), NIGHT)
    late = series(Asked(NIGHT[1], NIGHT[1] + timedelta(hours=5)), NIGHT)
    assert [row["s"] for row in late] == [row["s"] for row in whole[-len(late) :]]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (Asked(NIGHT[0], NIGHT[1], params={"q": 1}), "no parameter 'q'"),
        (Asked(NIGHT[0], NIGHT[1], params={"la": 20}), "no sleep and no waking"),
        (Asked(NIGHT[0], NIGHT[1], params={"p": float("nan")}), "must be a number"),
        (Asked(NIGHT[0], NIGHT[1], step=0), "no series"),
        (Asked(NIGHT[1], NIGHT[0]), "no series"),
        (Asked(NIGHT[0], datetime(9999, 1, 1), 1), "far too long"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(wrong: Asked, said: str) -> None:
    """Unknown parameters, impossible ones, and series without end."""
    with pytest.raises(RestError, match=said):
        series(wrong, NIGHT)
