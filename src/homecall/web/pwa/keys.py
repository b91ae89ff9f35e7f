"""The key pair by which services of browsers know who sends (VAPID, RFC 8292), made on first use in the data folder."""

from __future__ import annotations

import base64
import os
from contextlib import suppress
from pathlib import Path

FILE = Path("push") / "vapid.pem"
"""The private key's file in the data folder."""


def private_key(data: Path) -> bytes:
    """The private key as PEM, for its owner alone; the same ever after. Raises OSError."""
    path = data / FILE
    with suppress(FileNotFoundError):
        return path.read_bytes()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f"{FILE.name}.{os.getpid()}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(_made())
    with suppress(FileExistsError):
        os.link(part, path)  # whoever is first wins, and nobody reads half a key
    part.unlink()
    return path.read_bytes()


def _made() -> bytes:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    plain = serialization.NoEncryption()
    kind, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(kind, form, plain)


def public_key(data: Path) -> str:
    """The public key as browsers want it: 65 bytes in URL-safe base64 without its padding."""
    from cryptography.hazmat.primitives import serialization

    key = serialization.load_pem_private_key(private_key(data), None).public_key()
    point = key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).decode().rstrip("=")
