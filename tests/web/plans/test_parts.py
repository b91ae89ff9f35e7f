"""What a worker said in English, read by somebody else."""

from __future__ import annotations

import json

import pytest
from django.utils import translation

from homecall.plan.codec import read
from homecall.plan.plan import Plan
from homecall.tongue import say, speaking
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.jobs import store as jobs
from homecall.web.look.kept import columns, heard
from homecall.web.look.speaking import tongue
from homecall.web.plans import store
from homecall.web.plans.making import Answer, make
from homecall.web.plans.models import Plan as Row
from tests.web.made import Sitting, seat, small_order


def shown(family: int, language: str) -> Plan:
    """The plan as a reader of that language has it."""
    with speaking(tongue(language, "24")):
        found = store.shown(seat(family))
        assert found is not None
        return found.plan


def test_each_reader_has_the_asks_in_their_language(demo: Sitting) -> None:
    """And by their clock; the text that programs read stays English."""
    english, spanish = shown(demo.family, "en"), shown(demo.family, "es")
    assert english.asks[0].why.startswith(("Somebody is needed", "Nobody can have"))
    assert spanish.asks[0].why.startswith(("Hace falta alguien", "Nadie puede estar"))
    assert " pm" not in "".join(ask.why + ask.gains for ask in spanish.asks)
    assert english.asks[0].why == json.loads(Row.objects.latest("pk").text)["asks"][0]["why"]


def test_a_plan_of_before_is_read_as_it_was_kept(demo: Sitting) -> None:
    """Its row has no parts."""
    Row.objects.update(parts="")
    assert shown(demo.family, "es") == read(Row.objects.latest("pk").text)


def test_what_a_schedule_said_is_kept_with_its_parts() -> None:
    """A line that could not be read, a title without a meaning."""
    order = small_order()
    answer = [one for one in make(order) if isinstance(one, Answer)][-1]
    assert isinstance(json.loads(answer.situation)["parts"], dict)


def test_each_parent_reads_the_history_in_their_language(demo: Sitting) -> None:
    """Whoever changed something wrote it in theirs."""
    with speaking(tongue("es")):
        said = say("{name} has a schedule from {source}.", name="Ana", source="Amion")
        text = families.newest(demo.family).text
        families.revise(demo.family, f"{text}\n# \n", "Ana", said)
    assert families.newest(demo.family).said == "Ana has a schedule from Amion."
    with speaking(tongue("es")):
        assert families.newest(demo.family).said == "Ana tiene un horario de Amion."


def test_what_is_taken_back_is_said_whole_in_each_language(demo: Sitting) -> None:
    """A sentence inside a sentence."""
    said = say("{name} now helps.", name="Joan")
    families.revise(demo.family, f"{families.newest(demo.family).text}\n# \n", "Ana", said)
    families.undo(demo.family, "Ana")
    with speaking(tongue("es")):
        assert families.newest(demo.family).said == "Se deshizo: Joan ahora ayuda."


def test_why_a_plan_could_not_be_made_is_read_in_ones_language(demo: Sitting) -> None:
    """The worker knows nobody's."""
    jobs.want(demo.family, world.now())
    claim = jobs.claim("test", world.now())
    assert claim is not None
    jobs.finish(claim, families.gone().advice)
    with speaking(tongue("es")):
        assert jobs.progress(demo.family).said.startswith("Esta familia ya no está aquí. Créala")


@pytest.mark.parametrize("said", ["plain", "x" * 400])
def test_a_text_without_parts_is_kept_as_it_is(said: str) -> None:
    """Cut to what its column holds."""
    kept = columns(said, 300)
    assert kept == {"said": said[:300], "parts": ""}
    assert heard(kept["said"], kept["parts"]) == said[:300]


def test_a_text_that_was_cut_is_said_whole() -> None:
    """Its parts are not."""
    long = say("{name} now helps.", name="J" * 400)
    kept = columns(long, 300)
    with translation.override("en"):
        assert heard(kept["said"], kept["parts"]) == long
