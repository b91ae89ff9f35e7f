"""XML from a stranger: refused before anything is built of it, in little time and memory."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from homecall.dav.guard import DEEPEST, MOST, WIDEST, HostileXMLError, check
from tests.unit.dav.stub import IS_CALENDAR, listing

LAUGHS = "".join(f"<!ENTITY l{n} '" + f"&l{n - 1};" * 10 + "'>" for n in range(1, 10))
HOSTILE = {
    "billion laughs": f'<?xml version="1.0"?><!DOCTYPE m [<!ENTITY l0 "lol">{LAUGHS}]><m>&l9;</m>',
    "quadratic blow-up": f'<!DOCTYPE m [<!ENTITY a "{"a" * 100_000}">]><m>{"&a;" * 10_000}</m>',
    "external entity": '<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/hostname">]><m>&x;</m>',
    "external document type": '<!DOCTYPE m SYSTEM "http://127.0.0.1:9/m.dtd"><m/>',
    "parameter entity": '<!DOCTYPE m [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p">%p;]><m/>',
    "too deep": "<a>" * (DEEPEST + 1) + "</a>" * (DEEPEST + 1),
    "very deep": "<a>" * 2_000_000,
    "too many": f"<m>{'<a/>' * MOST}</m>",
    "too wide": "<m " + " ".join(f"a{n}='1'" for n in range(WIDEST + 1)) + "/>",
    "a comment without end": f"<m><!--{'a' * 15_000_000}--></m>",
    "wide without end": "<m " + " ".join(f"a{n}='1'" for n in range(300_000)) + "/>",
    "namespaces": "<m " + " ".join(f"xmlns:a{n}='urn:{n}'" for n in range(100_000)) + "/>",
    "cut short": IS_CALENDAR[:-20],
    "two roots": f"{IS_CALENDAR}{IS_CALENDAR}",
    "an undeclared entity": "<m>&nobody;</m>",
    "nothing": "",
    "a page": "<html><body><p>Sign in<br></body></html>",
    "a calendar": "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    "an unknown encoding": '<?xml version="1.0" encoding="klingon"?><m/>',
    "a null": "<m>\x00</m>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml_is_refused_at_once(name: str) -> None:
    """Whatever it is, it costs under two seconds of this core and no more memory than a few times its own size."""
    content = HOSTILE[name].encode()
    before = time.process_time()
    tracemalloc.start()
    with pytest.raises(HostileXMLError):
        check(content)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.process_time() - before < 2
    assert most < 50_000_000


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_an_entity_hides_in_no_encoding(encoding: str) -> None:
    """The same bomb in other letters is the same bomb."""
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    with pytest.raises(HostileXMLError, match="document type"):
        check(f'{head}<!DOCTYPE m [<!ENTITY a "ä">]><m>&a;</m>'.encode(encoding))


LONG = listing(("/a.ics", '"1"', "x" * 3_000_000))
ODD = listing(("/a.ics", '"1"', "SUMMARY:<!DOCTYPE html> & <b>"))


@pytest.mark.parametrize("content", [IS_CALENDAR, LONG, ODD], ids=["short", "long", "odd"])
def test_an_honest_answer_passes(content: str) -> None:
    """What looks like a document type inside of text is text."""
    check(content.encode())


def test_a_large_calendar_passes() -> None:
    """20,000 events are within every bound."""
    check(listing(*((f"/cal/{n}.ics", f'"{n}"', "BEGIN:VEVENT") for n in range(20_000))).encode())
