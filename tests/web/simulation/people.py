"""The people of an evening: a parent who says things and decides, carers who answer, and schedules that change."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.urls import reverse

from homecall.outlets.messages.quiet import Quiet
from homecall.plan.happened import CalledIn, Cancelled, Early, Happening, Ill, Late, Said
from homecall.rounds.round import Manner
from homecall.spans.span import instant
from homecall.spans.wall import Clock
from homecall.web.family import store as families
from homecall.web.happened import store as happened
from homecall.web.happened.models import Happened
from homecall.web.people import store as people
from homecall.web.people.access import Role, Seat
from homecall.web.people.models import User
from homecall.web.plans import changing
from homecall.web.post import habits, inbox, keys, replies
from homecall.web.post.models import Message
from homecall.web.rounds import following, store, ways
from homecall.web.rounds.models import Invited, Round
from tests.web.simulation.holding import disturbed
from tests.web.simulation.machines import Machines
from tests.web.simulation.pressing import button, press

DOMAIN = "homecall.test"
SENTENCES = ("late until 7 pm", "running late 30", "Rosa cannot come", "free at 4:30 pm", "what is for dinner")
WORDS = ("Yes", "Yes, gladly", "No, sorry", "from 18:30", "until 7 pm", "Perhaps, let me see", "", "no no yes?")


class People(Machines):
    """An evening's people."""

    @property
    def seat(self) -> Seat:
        """Ana's."""
        return Seat(self.family, Role.PARENT, "ana", "Ana")

    # a parent

    def say(self, what: Happening) -> None:
        """Ana says what has happened."""
        happened.say(
            self.family,
            Said(instant(self.clock()), what),
            families.newest(self.family).household.wall,
            type(what).__name__,
            "Ana",
        )
        self.look_soon()

    def write(self, key: str, words: str, id: int) -> None:
        """Ana writes a mail to the address at which the family hears her."""
        inbox.take(f"say+{key}@{DOMAIN}", DOMAIN, letter(words, id))
        self.look_soon()

    def phone(self, key: str, words: str) -> None:
        """Ana has her telephone say a sentence."""
        self.log(f"the telephone says {words}: {press(reverse('say', args=[key]), text=words).status_code}")
        self.look_soon()

    def undo(self) -> None:
        """Ana says that something did not happen after all."""
        row = Happened.objects.filter(family=self.family, state__in=("open", "agreed"), by="Ana").first()
        if row is not None:
            self.log(f"take back {row.kind}: {happened.take_back(self.family, row.pk)}")

    def look_soon(self) -> None:
        """Ana looks at her telephone within a while."""
        if not self.coming("decide"):
            self.soon(self.dice.choice((1, 3, 20)), "decide", self.decide)

    def decide(self) -> None:
        """Ana looks at what is proposed, and mostly says yes; where nothing is yet, she looks again."""
        one = changing.proposed(self.family)
        if one is None:
            return
        if self.dice.random() < 0.85:
            self.log(f"accept {following.accept(self.seat, one[0]) or 'done'}")
        else:
            following.leave(self.seat)
            self.log("leave")

    def tell_all(self, button: str) -> None:
        """Ana presses the button that has everybody told whom a plan that came by itself touches."""
        self.log(f"presses tell: {press(button).status_code}")

    def take_back(self) -> None:
        """Ana asks nobody any more, or lets somebody go."""
        row = Round.objects.filter(family=self.family).order_by("pk").last()
        if row is not None:
            store.withdraw(self.family, row.pk)
            self.log(f"withdraw {row.state}")

    def counter(self) -> None:
        """Ana looks for a way with what was offered."""
        for one in Invited.objects.filter(family=self.family, reply="counter"):
            self.log(f"consider {store.consider(self.family, one.round_id, one.who)}")

    def roster(self, name: str) -> None:
        """Ana's schedule says something else from now on."""
        families.keep_upload(self.family, "ana.csv", self.night.rosters[name].encode())
        self.log(f"the schedule is {name}")

    def jump(self) -> None:
        """The clock is set forward or back."""
        self.drift += timedelta(minutes=self.dice.choice((-60, -30, 30, 60)))
        self.log(f"the clock is {self.drift} off")

    # who helps

    def heard(self, row: Message) -> None:
        """A message arrived."""
        self.delivered[row.key] += 1
        self.log(f"{row.to} hears {row.kind}")
        disturbed(self, row)
        if row.kind in ("ask", "again") and self.dice.random() < 0.8:
            by_mail, id = self.dice.random() < 0.3, int(row.topic.partition(":")[2])
            for _again in range(self.dice.choice((1, 1, 1, 2))):
                do = partial(self.mails, row.pk) if by_mail else partial(self.answers, row.to, id, self.door(row))
                self.soon(self.dice.choice((1, 4, 12, 35, 90)), f"{row.to} answers", do)
        elif row.kind == "untold" and self.dice.random() < 0.7:
            self.soon(self.dice.choice((2, 15)), "tell all", partial(self.tell_all, button(row, "tell")))

    def door(self, row: Message) -> tuple[str, str]:
        """Where a carer answers: by a button under the message, if it has any, and on the page behind its link."""
        if row.kind == "ask":
            self.doors[row.topic, row.to] = button(row, "yes"), row.path
        return self.doors.get((row.topic, row.to), ("", ""))

    def answers(self, who: str, id: int, door: tuple[str, str]) -> None:
        """Somebody answers a message that reached them, perhaps twice, perhaps otherwise the second time."""
        row, luck = Round.objects.filter(pk=id).first(), self.dice.random()
        tap, page = door
        if row is None or not page:
            return
        said = "yes" if luck < 0.5 else "no"
        if luck > 0.85 and row.end - row.start > 60:
            given = press(page, answer=str(row.start + 30))
            said = "later"
        else:
            given = press(tap if luck * 100 % 1 < 0.5 else page, answer=said)
        row.refresh_from_db()
        self.log(f"{who} says {said}: {row.state} ({given.status_code})")

    def mails(self, message: int) -> None:
        """Somebody answers by mail: plainly or not, twice the same, or to an address that nobody has made."""
        luck, words = self.dice.random(), self.dice.choice(WORDS)
        token = replies.token(message) if luck > 0.05 else replies.token(message + 1)[:-2] + "aa"
        for _time in range(2 if luck > 0.9 else 1):
            inbox.take(f"reply+{token}@{DOMAIN}", DOMAIN, letter(words, int(luck * 1e6)))
        self.log(f"a mail says {words}")

    # what an evening brings

    def plot(self) -> None:
        """What this evening brings."""
        self._says()
        if self.dice.random() < 0.25:
            self.soon(self.dice.randrange(10, 200), "take back", self.take_back)
        if self.dice.random() < 0.5:
            self.soon(self.dice.randrange(10, 100), "counter", self.counter)
        if self.wild and self.dice.random() < 0.2:
            self.later(self.dice.randrange(10, 200), "clock", self.jump)
        if self.dice.random() < 0.4:
            minutes = self.dice.choice((60, 180, 240))
            way: Manner = "all" if self.dice.random() < 0.5 else "one"
            ways.set_habits(self.family, ways.Habits(way, 30, (("rosa", minutes),)))
        for _n in range(self.dice.choice((0, 0, 0, 1, 1, 2))):
            name = self.dice.choice(tuple(self.night.rosters))
            self.soon(30 + 60 * self.dice.randrange(2), "schedule", partial(self.roster, name))
        if self.dice.random() < 0.2:
            self.soon(self.dice.randrange(20, 180), "undo", self.undo)
        if self.dice.random() < 0.3:
            start, until = Clock(60 * self.dice.randrange(14, 20)), Clock(60 * self.dice.randrange(19, 31))
            who, quiet = self.dice.choice(("ana", "rosa", "june")), Quiet(start, Clock(until.minutes % 1440))
            self.quiet[who] = quiet
            habits.keep(self.family, who, habits.Habits(quiet))

    def _says(self) -> None:
        what: list[Happening] = [Late("ana", 120), Late("ana", 180), Ill("mia"), Early("ana", 30), CalledIn("ana")]
        what.append(Cancelled("rosa", self.night.four.date()))
        for _n in range(self.dice.choice((1, 1, 2, 3))):
            one = self.dice.choice(what)
            self.soon(60 * self.dice.randrange(2), f"say {type(one).__name__}", partial(self.say, one))
        if self.dice.random() < 0.25:
            user = User.objects.create_user("ana@example.org", None, name="Ana")
            people.join(user, self.family, "ana")
            key = keys.make(Seat(self.family, Role.PARENT, "ana", "Ana", user.pk), "mail")
            words, id = self.dice.choice(SENTENCES), self.dice.randrange(1000)
            by_mail = self.dice.random() < 0.5
            do = partial(self.write, key, words, id) if by_mail else partial(self.phone, key, words)
            self.soon(60 * self.dice.randrange(2), "mail" if by_mail else "telephone", do)


def letter(words: str, id: int) -> bytes:
    """A mail as a server hands it over."""
    head = f"From: somebody@example.org\r\nMessage-ID: <{id}@example.org>\r\nContent-Type: text/plain; charset=utf-8"
    return f"{head}\r\n\r\n{words}\r\n".encode()
