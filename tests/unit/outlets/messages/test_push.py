"""Web Push: what a browser's service gets is signed by us, and only the browser can read it."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from pathlib import Path

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from homecall.errors import PostError
from homecall.outlets.messages.note import Note
from homecall.outlets.messages.push import Push, packed
from homecall.web.pwa.keys import private_key
from tests.unit.outlets.messages.ears import Ear, dial, listening

NOTE = Note("7", "Rosa can stay", "Until 7 pm", path="/today/", urgent=True)
BROWSER = ec.generate_private_key(ec.SECP256R1())
SECRET = b"sixteen letters!"


@pytest.fixture(autouse=True)
def _loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOMECALL_ALLOW_PRIVATE", "127.0.0.1")


def way(ear: Ear, tmp_path: Path) -> Push:
    """The way to a browser whose service listens on loopback."""
    point = BROWSER.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    p256dh, auth = (base64.urlsafe_b64encode(one).decode().rstrip("=") for one in (point, SECRET))
    key = private_key(tmp_path)
    return Push(f"http://127.0.0.1:{ear.port}/x", p256dh, auth, key, "mailto:host@example.org", dial)


def test_only_the_browser_reads_it(tmp_path: Path) -> None:
    """Decrypted with its key it is the note; the service sees how urgent it is, and who sends."""
    with listening(201) as ear:
        way(ear, tmp_path).hand_over(NOTE, lambda: None)
    ((_path, headers, body),) = ear.heard
    said = json.loads(http_ece.decrypt(body, private_key=BROWSER, auth_secret=SECRET, version="aes128gcm"))
    assert said == {"title": "Rosa can stay", "body": "Until 7 pm", "to": "/today/", "tag": "7"}
    head = {name.lower(): value for name, value in headers.items()}
    assert head["urgency"] == "high"
    assert head["authorization"].startswith("vapid t=")


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_says_so(tmp_path: Path, status: int) -> None:
    """So that it is not told again."""
    with listening(status) as ear, pytest.raises(PostError) as wrong:
        way(ear, tmp_path).hand_over(NOTE, lambda: None)
    assert wrong.value.gone
    assert not wrong.value.unsure


def test_a_busy_service_is_asked_again(tmp_path: Path) -> None:
    """After as long as it says."""
    with listening(429, Retry_After="7") as ear, pytest.raises(PostError) as wrong:
        way(ear, tmp_path).hand_over(NOTE, lambda: None)
    assert (wrong.value.permanent, wrong.value.wait) == (False, 7)


def test_keys_that_are_none_end_it(tmp_path: Path) -> None:
    """A point that is on no curve can be told nothing, and is not asked again."""
    bad = base64.urlsafe_b64encode(b"\x04" + b"x" * 64).decode()
    with listening(201) as ear, pytest.raises(PostError) as wrong:
        replace(way(ear, tmp_path), p256dh=bad).hand_over(NOTE, lambda: None)
    assert wrong.value.gone
    assert ear.heard == []


def test_a_long_message_fits() -> None:
    """Services take 4096 bytes; letters that take three of them are not cut through."""
    assert len(packed(replace(NOTE, body="€" * 5000)).encode()) < 3500
