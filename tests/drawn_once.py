"""Draws the pictures of sheets once for all tests of a process: they are the same in each sheet."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest

from builders import easy_pdf, handout_pdf, pixels

KEPT = {
    (pixels, "draw_jpeg"): cache(pixels.draw_jpeg),
    (handout_pdf, "drawings_of"): cache(handout_pdf.drawings_of),
    (easy_pdf, "easy_drawings"): cache(easy_pdf.easy_drawings),
}
"""What draws them, by the module that asks for it."""


@contextmanager
def drawn_once() -> Iterator[None]:
    """Whoever draws a picture that was drawn before gets that one."""
    with pytest.MonkeyPatch.context() as patch:
        for (module, name), kept in KEPT.items():
            patch.setattr(module, name, kept)
        yield
