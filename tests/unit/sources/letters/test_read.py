"""Letters as mails, PDFs and photos, and such as are made to hurt."""

from __future__ import annotations

import re
import zlib
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from homecall.errors import SourceError
from homecall.sources.letters.bounded import run
from homecall.sources.letters.letter import LARGEST, About
from homecall.sources.letters.read import read_letter
from tests.unit.sources.letters.measured import CASES, UNSEEN, score, table
from tests.unit.sources.letters.print import pdf, png

ABOUT = About(date(2026, 10, 1), "America/Chicago")
LINES = "No school Nov 25-27\nWinter concert Dec 11, 6:00 pm"
DOCS = Path(__file__).parents[4] / "docs" / "reference" / "letters.md"


def mail(html: str = "", flyer: bytes = b"") -> EmailMessage:
    """A mail from a school."""
    message = EmailMessage()
    message["From"], message["Subject"] = "office@school.example", "Dates"
    message.set_content("" if html else LINES)
    if html:
        message.add_alternative(html, subtype="html")
    if flyer:
        message.add_attachment(flyer, maintype="application", subtype="pdf", filename="flyer.pdf")
    return message


def titles(content: bytes | str, name: str = "letter") -> list[str]:
    """What a letter proposes."""
    return [one.title for one in read_letter(content, name, ABOUT).proposals]


@pytest.mark.parametrize("cases", [CASES, UNSEEN])
def test_the_reference_says_how_well_letters_are_read(cases: tuple[object, ...]) -> None:
    """Its tables are those that are measured now."""
    assert table(cases) in DOCS.read_text("utf-8")  # type: ignore[arg-type] # the cases are one tuple or the other


def test_nothing_is_invented() -> None:
    """No day is proposed of which a letter does not speak."""
    assert [score(case)[0].invented for case in (*CASES, *UNSEEN)] == [0] * len((*CASES, *UNSEEN))


def test_a_mail_is_read_by_its_text() -> None:
    """And by its HTML where it has no text."""
    assert titles(mail().as_bytes()) == ["No school", "Winter concert"]
    assert titles(mail("<table><tr><td>Nov 25</td><td>Closed</td></tr></table>").as_bytes()) == ["Closed"]


def test_hidden_parts_of_a_mail_are_not_read() -> None:
    """A style sheet may hold what looks like a date."""
    assert titles(mail("<style>/* Dec 1 party */</style><p>Nov 25 closed</p>").as_bytes()) == ["closed"]


def test_a_flyer_that_hangs_on_a_mail_is_read_too(tmp_path: Path) -> None:
    """It says which attachment and which page."""
    flyer = pdf("Book fair Dec 7, 9:00 am", tmp_path).read_bytes()
    found = read_letter(mail(flyer=flyer).as_bytes(), "letter.eml", ABOUT).proposals
    assert [one.where for one in found if one.title == "Book fair"] == ["flyer.pdf, page 1, line 1"]


def test_a_mail_of_a_thousand_parts_is_read_as_far_as_it_is_sane() -> None:
    """What is left out is said."""
    message = mail()
    for _ in range(1000):
        message.add_attachment("Nov 2 closed", filename="x.txt")
    letter = read_letter(message.as_bytes(), "letter.eml", ABOUT)
    assert len(letter.proposals) == 2
    assert "first 100 parts" in letter.rejects[0].why


def test_a_mail_in_a_mail_in_a_mail_ends() -> None:
    """Parts inside parts without end are a sentence, or nothing."""
    inner = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3000))
    with pytest.raises(SourceError):
        read_letter(b"From: a@school.example\n" + inner, "letter.eml", ABOUT)


def test_a_pdf_says_its_page(tmp_path: Path) -> None:
    """And the line on it."""
    found = read_letter(pdf(LINES, tmp_path).read_bytes(), "letter.pdf", ABOUT).proposals
    assert [one.where.split(",")[0] for one in found] == ["page 1", "page 1"]


def test_a_long_pdf_is_read_as_far_as_it_is_sane(tmp_path: Path) -> None:
    """Three hundred pages are no letter; the first forty are read."""
    long = pdf("\n".join([LINES, *["and so on"] * 18_000]), tmp_path).read_bytes()
    letter = read_letter(long, "letter.pdf", ABOUT)
    assert len(letter.proposals) == 2
    assert re.match(r"Only the first 40 of its \d{3} pages are read\.", letter.rejects[0].why)


def test_a_locked_pdf_says_so(tmp_path: Path) -> None:
    """With the way on."""
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=str(pdf(LINES, tmp_path)))
    writer.encrypt("secret", algorithm="AES-256")
    writer.write(str(tmp_path / "locked.pdf"))
    with pytest.raises(SourceError, match="locked with a password"):
        titles((tmp_path / "locked.pdf").read_bytes())


def bomb() -> bytes:
    """A PDF whose one page is a gigabyte of blanks, packed into one megabyte."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 10_000_000) for _ in range(100)) + packer.flush()
    head = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 9 9]>>endobj\n"
    )
    stream = b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n" % (len(packed), packed)
    return head + stream + b"trailer<</Root 1 0 R>>\n"


@pytest.mark.parametrize("content", [bomb(), b"%PDF-1.7\nnothing of the kind"], ids=["a bomb", "no PDF"])
def test_a_pdf_that_hurts_is_a_sentence(content: bytes) -> None:
    """It is read in a process of its own, whose memory and time are bounded."""
    with pytest.raises(SourceError, match=r"cannot be read|no text"):
        titles(content)


def test_a_photo_is_read_and_said_to_be_one(tmp_path: Path) -> None:
    """What was seen is less sure than what was written."""
    found = read_letter(png(pdf(LINES, tmp_path)).read_bytes(), "photo.png", ABOUT).proposals
    assert [one.title for one in found] == ["No school", "Winter concert"]
    assert all("read from a picture" in one.why for one in found)


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n" + b"x" * 500, b"\xff\xd8\xff" + b"x" * 9_000_000])
def test_a_broken_photo_is_a_sentence(content: bytes) -> None:
    """It says what to do instead."""
    with pytest.raises(SourceError, match="cannot be read") as wrong:
        titles(content)
    assert "good light" in wrong.value.cure


def test_without_tesseract_a_photo_has_its_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence names the package."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SourceError) as wrong:
        titles(b"\x89PNG\r\n")
    assert "tesseract-ocr" in wrong.value.cure


def test_a_reading_that_is_not_wanted_any_more_ends() -> None:
    """A worker that is told to stop does not wait for a photo."""
    assert run(["sleep", "30"], 60, lambda: False).late


@pytest.mark.parametrize("content", [b"x" * (LARGEST + 1), b"PK\3\4\0\0", b"   ", "", b"\0\0\0\x18ftypheic"])
def test_what_is_no_letter_is_refused(content: bytes | str) -> None:
    """Too large, of another kind, or empty: always with a cure."""
    with pytest.raises(SourceError) as wrong:
        titles(content)
    assert wrong.value.cure


def test_endless_lines_are_read_as_far_as_they_are_sane() -> None:
    """A megabyte without a line break, and a hundred thousand lines."""
    assert titles("Nov 25 closed " + "1/1" * 300_000) == ["closed"]
    assert titles("Nov 25 closed\n" + "word\n" * 100_000) == ["closed"]


def test_a_program_that_takes_too_long_is_ended() -> None:
    """And one that is not there is said to be missing."""
    assert run(["sleep", "30"], 0.5).late
    assert run(["no-such-program"], 1).missing


def test_a_program_that_wants_too_much_memory_fails() -> None:
    """Two gigabytes are not to be had."""
    assert not run(["python3", "-c", "bytearray(2_000_000_000)"], 10).well
