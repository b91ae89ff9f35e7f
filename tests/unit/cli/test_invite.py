"""`homecall invite` and `homecall replies`, as a person at a terminal does it."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from homecall import workflow
from homecall.cli.main import run
from homecall.cli.shell import Exit
from homecall.outlets.invite.post import Office
from homecall.plan.codec import write
from tests.unit.cli.test_push import HOUSEHOLD, NOW, ROSTER
from tests.unit.outlets.invite.post_office import Desk, office

ASKED = HOUSEHOLD.replace('hours = ["Mon-Fri', 'on_request = ["Mon-Fri')


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A household in which Rosa must be asked, and a plan of three days."""
    monkeypatch.delenv("HOMECALL_SMTP_PASSWORD", raising=False)
    (tmp_path / "household.toml").write_text(ASKED, "utf-8")
    (tmp_path / "ana.csv").write_text(ROSTER, "utf-8")
    plan(tmp_path)
    return tmp_path


def plan(folder: Path) -> None:
    """The plan for what the household and the roster say now."""
    situation = workflow.read(folder / "household.toml", datetime.fromisoformat(NOW), date(2027, 1, 4), days=3)
    (folder / "plan.json").write_text(write(workflow.make_plan(situation)), "utf-8")


def invite(folder: Path, at: Office | None, *more: str) -> int:
    """What is typed, and how it ends."""
    who = ["--carer", "rosa", "--to", "rosa@example.net", "--from", "Ana Rivera <ana@example.org>"]
    by = ["--smtp", f"{at.host}:{at.port}"] if at else []
    return run(["invite", str(folder / "household.toml"), str(folder / "plan.json"), *who, *by, "--now", NOW, *more])


def test_letters_go_out_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One for each shift; the next run has nothing to write."""
    desk = Desk()
    with office(desk) as at:
        assert invite(folder, at) == Exit.DONE
        first = capsys.readouterr().out
        assert invite(folder, at) == Exit.DONE
    assert "Invited: Can you have Mia? Monday 4 January, 8 am to 5 pm.\n" in first
    assert first.endswith("3 letters to Rosa.\n")
    assert capsys.readouterr().out == "Nothing to write to Rosa; 3 shifts need none.\n"
    assert (len(desk.arrived), (folder / ".homecall" / "invitations.sqlite3").exists()) == (3, True)


def test_neither_work_nor_pay_nor_patients_leave(folder: Path) -> None:
    """Of the roster not a word is in any letter."""
    desk = Desk()
    with office(desk) as at:
        invite(folder, at)
    everything = "".join(
        part.get_content() for mail in desk.mails() for part in mail.walk() if not part.is_multipart()
    )  # fmt: skip
    assert "Can you have Mia?" in everything
    assert not re.search("Clinic|Roe|MRN|31.75|csv", everything)


def test_a_look_sends_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It needs no mail server, and says the same."""
    assert invite(folder, None, "--dry-run") == Exit.DONE
    looked = capsys.readouterr()
    assert "nothing was sent" in looked.err
    with office(Desk()) as at:
        invite(folder, at)
    assert capsys.readouterr().out == looked.out


def test_a_shift_that_is_gone_is_called_off(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After a new plan without it."""
    with office(Desk()) as at:
        invite(folder, at)
        (folder / "ana.csv").write_text(ROSTER.replace("2027-01-04,08:00,17:00,Clinic Roe J MRN 4711\n", ""), "utf-8")
        plan(folder)
        capsys.readouterr()
        invite(folder, at)
    assert capsys.readouterr().out.startswith("Called off: Monday 4 January, 8 am to 5 pm.\n")


def test_a_refusal_ends_with_a_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What went before it is said and not sent again."""
    desk = Desk({"RCPT": ["250 OK", "550 no such user"]})
    with office(desk) as at:
        assert invite(folder, at) == Exit.NOT_DELIVERED
        said = capsys.readouterr()
        assert invite(folder, at) == Exit.DONE
    assert (said.out.count("Invited"), "refused the carer's address. (SMTP 550)" in said.err) == (1, True)
    assert len(desk.arrived) == 3


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--smtp", ""], "No mail server is named"),
        (["--smtp", "mail server"], "is not a mail server"),
        (["--smtp", "mail.example.org:99999"], "is not a mail server"),
        (["--smtp", "ana:s3cret@mail.example.org:587"], "holds more than a host and a port. Give the name with --user"),
        (["--to", "rosa", "--dry-run"], "is not a mail address"),
        (["--from", "Ana", "--dry-run"], "is not a mail address"),
        (["--carer", "ana", "--dry-run"], "is no carer"),
        (["--smtp", "mail.example.org", "--user", "ana"], "no password"),
    ],
)
def test_what_cannot_be_is_said(folder: Path, capsys: pytest.CaptureFixture[str], more: list[str], words: str) -> None:
    """Before anybody is written to."""
    assert invite(folder, None, *more) == Exit.UNUSABLE
    assert words in capsys.readouterr().err


def test_an_answer_is_read_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From the mail of an invitation to the sentence about its answer."""
    desk = Desk()
    with office(desk) as at:
        invite(folder, at)
    answer = answered(folder, desk)
    capsys.readouterr()
    assert run(["replies", str(folder / "household.toml"), str(answer)]) == Exit.DONE
    assert capsys.readouterr().out == "Rosa says no to Monday 4 January, 8 am to 5 pm.\n"


def answered(folder: Path, desk: Desk) -> Path:
    """Rosa's no to the first letter, saved as a file."""
    (part,) = [one for one in desk.mails()[0].walk() if one.get_content_type() == "text/calendar"]
    answer = part.get_content().replace("METHOD:REQUEST", "METHOD:REPLY").replace("NEEDS-ACTION", "DECLINED")
    file = folder / "answer.eml"
    file.write_text(f"From: rosa@example.net\r\nContent-Type: text/calendar; method=REPLY\r\n\r\n{answer}", "utf-8")
    return file


def test_a_mail_that_is_no_answer_costs_no_other(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder of mails holds thanks and advertisements too; they are named, and the answer is read."""
    desk = Desk()
    with office(desk) as at:
        invite(folder, at)
    (folder / "a-thanks.eml").write_text("From: rosa@example.net\r\n\r\nThank you!\r\n", "utf-8")
    capsys.readouterr()
    files = [str(folder / "a-thanks.eml"), str(answered(folder, desk))]
    assert run(["replies", str(folder / "household.toml"), *files]) == Exit.DONE
    said = capsys.readouterr()
    assert said.out.startswith("Rosa says no to Monday")
    assert "a-thanks.eml: There is no reply to an invitation in this." in said.err


def test_whom_one_has_written_to_is_kept_out_of_repositories(folder: Path) -> None:
    """The folder beside the household file says so itself, whoever makes it first."""
    with office(Desk()) as at:
        invite(folder, at)
    assert (folder / ".homecall" / ".gitignore").read_text("utf-8") == "*\n"


@pytest.mark.parametrize("name", ["plan.json", "nowhere.eml"])
def test_what_is_no_answer_is_said(folder: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """With the file that it is about."""
    assert run(["replies", str(folder / "household.toml"), str(folder / name)]) == Exit.NOT_DELIVERED
    assert name in capsys.readouterr().err
