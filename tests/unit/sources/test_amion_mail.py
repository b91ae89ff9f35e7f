"""Amion's mail on trades and changes, one trap a file."""

from __future__ import annotations

from datetime import date

import pytest

from homecall.errors import SourceError
from homecall.sources.amion.mail import read
from homecall.sources.base import Intake
from tests.unit.sources.corpus import FEEDS, horizon, spec, told


def mail(name: str, match: str = "Rivera") -> Intake:
    """A corpus file of mail, read for one person in four weeks from 26 October 2026."""
    return read((FEEDS / "amion" / name).read_bytes(), spec("amion-mail", name, match=match), horizon())


GAIN = ["2026-11-03 | HMC Night"]


@pytest.mark.parametrize(
    "name",
    [
        "mail-approved-gain.eml",
        "mail-told-twice.txt",
        "mail-pending-then-approved.mbox",
        "mail-forwarded-by-outlook.eml",
        "mail-forwarded-by-gmail.eml",
        "mail-wrapped-lines.eml",
        "mail-quoted-printable.eml",
        "mail-as-a-page.eml",
        "mail-carried-whole.eml",
    ],
)
def test_an_approved_trade_gains_its_duty_once(name: str) -> None:
    """However the mail came, the taker has the duty on its day, without hours, and nothing else is said."""
    intake = mail(name)

    assert told(intake) == GAIN
    assert (intake.lost, intake.rejects, intake.notes) == ((), (), ())


def test_mail_says_nothing_of_other_days() -> None:
    """It stands beside a schedule, and publishes none."""
    intake = mail("mail-approved-gain.eml")

    assert intake.changes_only
    assert intake.through is None


def test_a_duty_that_another_takes_is_lost_and_not_simply_gone() -> None:
    """The loss is told with who takes it and when the mail said so."""
    (lost,) = mail("mail-approved-loss.eml").lost

    assert (lost.title, lost.day) == ("HMC Night", date(2026, 11, 3))
    assert lost.said == "Ben Okafor takes it, says the mail of 28 October"


def test_a_swap_gains_one_duty_and_loses_another() -> None:
    """Both lines of the mail count, the one in return too."""
    intake = mail("mail-approved-swap.eml")

    assert told(intake) == ["2026-11-10 | HMC Night"]
    assert [one.day for one in intake.lost] == [date(2026, 11, 3)]


def test_the_other_party_sees_the_same_swap_from_the_other_side() -> None:
    """What one gains the other loses."""
    intake = mail("mail-approved-swap.eml", "Okafor, Ben")

    assert told(intake) == GAIN
    assert [one.day for one in intake.lost] == [date(2026, 11, 10)]


def test_a_pending_trade_changes_nothing_and_is_told() -> None:
    """Until it is approved the duty stays where it is."""
    intake = mail("mail-pending.eml")

    assert (intake.entries, intake.lost) == ((), ())
    assert intake.notes == (
        "A trade is waiting: Ben Okafor would take HMC Night on Tuesday 3 November, says the mail of 28 October. "
        "Nothing has changed until it is approved.",
    )


def test_a_trade_that_waits_for_the_person_is_told_in_their_words() -> None:
    """The taker is you."""
    assert mail("mail-pending.eml", "Okafor").notes[0].startswith("A trade is waiting: You would take HMC Night on")


def test_two_mails_for_one_swap_are_one() -> None:
    """A call at two hospitals makes two mails, and one sentence."""
    (note,) = mail("mail-one-swap-in-two-mails.txt").notes

    assert "Ben Okafor would take HMC Night and VA Night on Tuesday 3 November" in note


def test_the_last_mail_on_a_duty_counts() -> None:
    """A duty that was taken and given on is not the person's."""
    intake = mail("mail-given-on-again.txt")

    assert intake.entries == ()
    assert [one.said for one in intake.lost] == ["Cy Mori takes it, says the mail of 30 October"]


def test_a_day_without_a_year_is_the_nearest_that_fits_its_weekday() -> None:
    """A mail of November that speaks of January means the next one."""
    content = (FEEDS / "amion" / "mail-over-new-year.eml").read_bytes()
    january = horizon(date(2027, 1, 4))

    assert told(read(content, spec("amion-mail", match="Rivera"), january)) == ["2027-01-16 | VA Night"]


def test_a_weekday_that_cannot_be_is_refused() -> None:
    """A slip in a date is not guessed away, and costs no other line."""
    intake = mail("mail-weekday-that-cannot-be.eml")

    assert [one.why for one in intake.rejects] == [
        "This line of the mail was left out: Nov 3 is no Sat near the date of the mail."
    ]
    assert told(intake) == ["2026-11-04 | HMC Night"]


def test_a_mail_without_a_date_cannot_say_which_year() -> None:
    """Nothing is near to nothing."""
    (reject,) = mail("mail-without-a-date.eml").rejects

    assert reject.where == "mail 1"
    assert "the mail has no date" in reject.why


def test_changes_name_their_days_in_full() -> None:
    """They are addressed to the person, and bring a year of their own; no match is needed."""
    assert told(mail("mail-changes.eml", "")) == ["2026-11-03 | North Night", "2026-11-05 | North Night"]


def test_changes_for_somebody_else_are_not_the_readers() -> None:
    """Amion sends them to the scheduler where it knows no address."""
    assert told(mail("mail-for-somebody-else.eml")) == []
    assert told(mail("mail-for-somebody-else.eml", "Mori")) == ["2026-11-03 | North Night"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("mail-wording-nobody-knows.eml", "is not understood"),
        ("mail-approved-without-a-line.eml", "No line of this mail says"),
    ],
)
def test_what_cannot_be_understood_is_told(name: str, why: str) -> None:
    """A change in words that nobody foresaw is not silently no change."""
    (reject,) = mail(name).rejects

    assert why in reject.why


def test_other_mail_is_left_alone() -> None:
    """Lunch is no trade, though it names a day."""
    intake = mail("mail-about-other-things.eml", "")

    assert (intake.entries, intake.rejects, intake.notes) == ((), (), ())


def test_a_match_is_needed_where_people_are_named() -> None:
    """Whose gain is it?"""
    with pytest.raises(SourceError, match="names 2 people") as caught:
        mail("mail-approved-gain.eml", "")

    assert "Ana Rivera, Ben Okafor" in caught.value.cure


def test_a_match_that_fits_nobody_names_the_nearest() -> None:
    """A slip must not make trades vanish."""
    assert mail("mail-approved-gain.eml", "Riviera").notes == (
        'Nobody in this schedule fits "Riviera"; the nearest name there is "Ana Rivera".',
    )


def test_what_is_no_mail_is_refused() -> None:
    """A text without headers tells nothing of who sent it when."""
    with pytest.raises(SourceError, match="holds no mail"):
        mail("error-mail-without-headers.txt")


def body(text: str) -> Intake:
    """An approved trade with a body of its own."""
    head, _, _ = (FEEDS / "amion" / "mail-approved-gain.eml").read_text().partition("\n\n")
    return read(f"{head}\n\n{text}\n".encode(), spec("amion-mail", match="Rivera"), horizon())


def test_several_trades_may_stand_on_one_line() -> None:
    """A page without breaks puts them so, behind words of its own."""
    intake = body(
        "Your trade was approved. Ana Rivera takes Ben Okafor's HMC Night on Tue. Nov 3. "
        "Dr. Ben Okafor takes Ana Rivera's VA Night on Wed. Nov 4 in return."
    )

    assert told(intake) == GAIN
    assert [(one.title, one.said[:10]) for one in intake.lost] == [("VA Night", "Dr. Ben Ok")]


def test_a_line_without_end_takes_no_time_and_is_told() -> None:
    """A hostile line is refused, not searched in every way."""
    intake = body("Ana Rivera takes " + "a's " * 20_000 + "\n\nAna Rivera takes Ben Okafor's HMC Night on Tue. Nov 3.")

    assert told(intake) == GAIN
    assert [one.why for one in intake.rejects] == [
        "This line of the mail was left out: it is longer than a line on a trade is."
    ]


def test_a_mail_without_end_is_told() -> None:
    """Nothing in it is taken for no change."""
    (reject,) = body("x " * 150_000).rejects

    assert "longer than Amion's are" in reject.why


def test_more_mail_than_a_group_can_trade_is_refused() -> None:
    """Neither many messages nor many lines are worked through for ever."""
    line = "Ana Rivera takes Ben Okafor's HMC Night on Tue. Nov 3.\n\n"
    content = (FEEDS / "amion" / "mail-approved-gain.eml").read_bytes()

    with pytest.raises(SourceError, match="more than a year of trades"):
        read(content + b"\n" * 6_000_000, spec("amion-mail", match="Rivera"), horizon())
    many = b"\n".join([content + (line * 3_000).encode()] * 4)
    with pytest.raises(SourceError, match="more than 10,000 changes"):
        read(many, spec("amion-mail", match="Rivera"), horizon())
    with pytest.raises(SourceError, match="more than a year of trades"):
        read(b"\n".join([content] * 5_001), spec("amion-mail", match="Rivera"), horizon())


def test_headers_without_end_are_told() -> None:
    """A message that is all headers says nothing, and costs little."""
    content = b"Subject: x\n" + b"A: b\n" * 100_000

    assert "its headers do not end" in read(content, spec("amion-mail", match="Rivera"), horizon()).rejects[0].why


def test_an_encoded_subject_is_read() -> None:
    """Programs write names with accents so."""
    content = (FEEDS / "amion" / "mail-approved-gain.eml").read_text()
    subject = "Subject: =?utf-8?q?Approved_trade_between_Ana_Rivera_=26_Ben_Okafor?="
    encoded = content.replace("Subject: Approved trade between Ana Rivera & Ben Okafor", subject)

    assert told(read(encoded.encode(), spec("amion-mail", match="Rivera"), horizon())) == GAIN
