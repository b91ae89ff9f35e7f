"""What all commands share: instants and dates from options, interruptible work, a command run inside this process."""

from __future__ import annotations

from datetime import date

import pytest

from homecall.cli.main import run
from homecall.cli.shell import date_of, exit_code, interruptible, now_of
from homecall.errors import FetchError, HouseholdError, RejectedPlan, SourceError, TimeError, fault


def test_now_is_an_instant_with_its_offset() -> None:
    """An offset or Z; nothing else names one moment."""
    assert now_of("2026-11-29T18:30:00-06:00") == now_of("2026-11-30T00:30:00Z")
    assert now_of("").tzinfo is not None


@pytest.mark.parametrize("text", ["2026-11-29T18:30", "soon", "1700-01-01T00:00Z", "9999-12-31T23:59Z"])
def test_what_is_no_instant_near_us_is_refused(text: str) -> None:
    """The sentence names the option and says what would do."""
    with pytest.raises(TimeError, match=r"^--now") as refused:
        now_of(text)
    assert refused.value.cure


def test_start_is_a_date_or_nothing() -> None:
    """An empty one means today, which the household's zone decides."""
    assert (date_of("2026-11-30"), date_of("")) == (date(2026, 11, 30), None)
    with pytest.raises(TimeError, match=r"^--start '30 Nov'"):
        date_of("30 Nov")


def test_errors_have_their_codes() -> None:
    """A schedule that cannot be had is another matter than a file that cannot be."""
    fetch = FetchError("", permanent=True)
    errors = (HouseholdError(""), TimeError(""), SourceError(""), fetch, RejectedPlan(""))
    assert [int(exit_code(error)) for error in errors] == [2, 2, 3, 3, 4]


def test_interruptible_work_gives_and_raises_as_ever() -> None:
    """It runs beside the main thread, and nobody can tell."""
    assert interruptible(lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        interruptible(lambda: 1 // 0)


def test_a_fault_of_ours_is_a_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """No traceback reaches a parent; whoever wants it sets a variable."""

    def broken(_path: object) -> None:
        raise RuntimeError("two\nlines")

    monkeypatch.delenv("HOMECALL_DEBUG", raising=False)
    monkeypatch.setattr("homecall.workflow.open_plan", broken)
    assert run(["judge", "x", "y"]) == 5
    said = capsys.readouterr().err
    assert said.startswith("homecall: This is a fault of homecall itself (RuntimeError: two lines). Please report it")
    assert said.count("\n") == 1
    monkeypatch.setenv("HOMECALL_DEBUG", "1")
    with pytest.raises(RuntimeError):
        run(["judge", "x", "y"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("no host in 'https://rota.example/s3cret?k=1', sorry", "RuntimeError: no host in ••• sorry"),
        ("ana:s3cret@mail.example.org did\nnot answer", "RuntimeError: ••• did not answer"),
        ("", "RuntimeError"),
    ],
)
def test_a_fault_of_ours_holds_no_address(words: str, said: str) -> None:
    """Whatever some library says of it, links and what stands before an @ are secrets."""
    assert fault(RuntimeError(words)) == said


def test_a_link_in_place_of_a_household_is_not_repeated(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever mixes the two up may be looked over the shoulder."""
    assert run(["sources", "https://rota.example/s3cret"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("homecall: The household file cannot be read: No such file")
    assert "s3cret" not in said
