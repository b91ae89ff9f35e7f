"""A photo made small, plain and anonymous, or a sentence why it cannot be. Nothing of the upload itself is kept."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from homecall.web.look.arriving import RefusedFile

if TYPE_CHECKING:
    from PIL.Image import Image

SIDE = 600
"""Pixels that the longer side of a kept photo has at most."""
LARGEST = 20_000_000
"""Bytes of an upload."""
MOST_PIXELS = 50_000_000
"""Pixels of a JPEG, half of them for others, which are decoded whole. More is refused before a single one is read."""
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
HEIF = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypheim", b"ftypmsf1")
"""How the photos of an iPhone begin, after four bytes."""


def photo(content: bytes, *, side: int = SIDE) -> bytes:
    """The picture as a JPEG turned the right way up, without anything else that the file held.

    Raises RefusedFile for what is not a picture, is broken, or is larger than the bounds.
    """
    return _encoded(content, side, "JPEG")


def drawing(content: bytes, *, side: int = 1200) -> bytes:
    """A drawing as a PNG under the same conditions."""
    return _encoded(content, side, "PNG")


def plain(content: bytes) -> bytes:
    """An iPhone's photo as a JPEG that can still be read; everything else as it is. Raises RefusedFile."""
    return photo(content, side=3000) if content[4:12] in HEIF else content


def _encoded(content: bytes, side: int, form: str) -> bytes:
    from PIL import Image, ImageOps  # loads a dozen codecs, and only an upload needs them

    _refuse_large(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(content), formats=_formats(content)) as opened:
                most = MOST_PIXELS if opened.format in ("JPEG", "MPO") else MOST_PIXELS // 2
                if opened.width * opened.height > most:
                    raise RefusedFile(
                        _("This picture has too many pixels."), cure=_("Take it smaller, or crop it first.")
                    )
                opened.draft("RGB", (side * 2, side * 2))  # a large JPEG is decoded small, in a tenth of the time
                opened.thumbnail((side, side))
                upright = ImageOps.exif_transpose(opened)
                out = BytesIO()
                _flat(upright).save(out, form, quality=85, optimize=True)
    except RefusedFile:
        raise
    except Exception as wrong:  # decoders fail on hostile files in many ways, and all mean the same here
        cure = _("Choose a JPEG, a PNG, a WebP or a photo as an iPhone takes it.")
        raise RefusedFile(_("This is not a picture that we can read."), cure=cure) from wrong
    return out.getvalue()


def _formats(content: bytes) -> tuple[str, ...]:
    if content[4:12] not in HEIF:
        return FORMATS
    import pi_heif  # it only reads: what would write such photos stands under another licence

    pi_heif.register_heif_opener()
    return ("HEIF",)


def _refuse_large(content: bytes) -> None:
    if len(content) > LARGEST:
        raise RefusedFile(_("This picture is larger than 20 MB."), cure=_("Send it in a smaller size."))


def _flat(picture: Image) -> Image:
    """The picture on white, in plain colours, with no more than its pixels."""
    from PIL import Image as Images

    whole = picture.convert("RGBA")
    ground = Images.new("RGB", whole.size, "white")
    ground.paste(whole, mask=whole.getchannel("A"))
    return ground
