"""QR codes: the one that every page has on paper, and those of sheets and booklets."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from functools import lru_cache
from struct import pack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import segno

MASK = 0
"""The pattern that is laid over a code, of eight: a checkerboard. Any can be read; to look for the
best takes ten times as long as all else."""


def create_page_code(url: str) -> str:
    """A QR code of `url` as the address of a picture of one pixel a module, without its quiet zone.

    Every page carries it, so it is short: capitals take fewer modules, and are the same scheme and
    host (RFC 3986, 6.2.2.1); a bitmap has rows that repeat in zeros, so it is a quarter shorter
    than a PNG once the page is compressed.
    """
    import segno

    root = re.match(r"\w+://[^/]*", url)[0]
    # named, as segno 1.6.6 spoils two parts of one mode
    path = (url.removeprefix(root), segno.consts.MODE_BYTE)
    rows = [*segno.make_qr([(root.upper(),), path], mask=MASK).matrix]
    size, width = len(rows), -(-len(rows) // 32) * 32
    bits = b"".join(
        int("".join(map(str, row)).ljust(width, "0"), 2).to_bytes(width // 8, "big")
        for row in reversed(rows)
    )
    head = pack(
        "<2s4I4H6s", b"BM", 32 + len(bits), 0, 32, 12, size, size, 1, 1, b"\xff\xff\xff\0\0\0"
    )
    return f"data:image/bmp;base64,{b64encode(head + bits).decode()}"


def qr_bitmap(address: str) -> tuple[int, str]:
    """Return a QR code without its empty space as the address of a picture of one pixel a module,
    and how many modules it is wide. It has a fifth of the bytes of the drawing."""
    code = _code(address)
    return code.symbol_size(border=0)[0], code.png_data_uri(border=0)


@lru_cache(maxsize=8)  # a handout's PDFs and its web page carry the same codes
def _code(address: str) -> segno.QRCode:
    import segno

    return segno.make(address, error="m", micro=False, mask=MASK)


def qr_code(address: str) -> str:
    """A QR code as SVG, with the four modules of empty space around it that ISO/IEC 18004 asks
    for."""
    out = io.BytesIO()
    _code(address).save(out, kind="svg", border=4, xmldecl=False, dark="#000", light="#fff")
    return out.getvalue().decode().strip()
