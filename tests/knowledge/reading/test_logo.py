"""Files that mean harm: a clinic's file and its logo may come from anyone. Each is refused in one
clear line, or proven harmless."""

import io
import random
import re
import struct
import time
import zlib
from pathlib import Path

import pytest
from PIL import Image

from builders.logo import HEIGHT, draw_logo
from builders.typst import PdfError
from clinic_file import GOOD, LOGO, changed, clinic_problems
from knowledge.problems import Problem
from knowledge.reading.logo import MOST_BYTES, MOST_TIMES_AS_LONG, logo_faults

NS = 'xmlns="http://www.w3.org/2000/svg"'
BOX = f'<svg {NS} viewBox="0 0 40 20">'


def svg(inside: str, head: str = BOX) -> str:
    return f"{head}{inside}</svg>"


def faults(tmp_path: Path, data: str | bytes, name: str = "logo.svg") -> list[tuple[str, str, str]]:
    file = tmp_path / name
    file.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    found = list(logo_faults(file))
    for expected, got, do in found:  # each makes one line
        assert (
            len(str(Problem("clinics/x.yml", 10, "logo", expected, got, do)).splitlines()) == 1
            and len(got) < 80
        )
    return found


def picture(size: tuple[int, int] = (40, 20), kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, kind)
    return out.getvalue()


GOOD_SVG = [
    LOGO,
    '<?xml version="1.0" encoding="UTF-8"?>\n<!-- Drawn by hand -->\n'
    + svg('<path d="M0 0h10z"/>'),
    svg(
        '<defs><linearGradient id="a"><stop offset="0"'
        ' stop-color="#fff"/></linearGradient></defs><g transform="scale(2)"><circle r="3"'
        ' fill="url(#a)"/></g>'
    ),
    svg('<rect style="fill:#1d4f7a; stroke : none;fill-opacity:.5" width="4" height="4"/>'),
    svg("<title>Klinik Łucja &amp; Co</title><desc>Two bars</desc><rect width='4' height='4'/>"),
    svg(
        "<rect width='4' height='4'/>",
        f'<svg {NS} width="120px" height="40px" version="1.1" id="Layer_1">',
    ),
    svg(
        "<rect width='4' height='4'/>",
        f'<svg {NS} xmlns:xlink="http://www.w3.org/1999/xlink" xml:space="preserve"'
        ' viewBox="0,0,40,20" preserveAspectRatio="xMidYMid">',
    ),
]


@pytest.mark.parametrize("text", GOOD_SVG)
def test_a_plain_drawing_is_a_logo(tmp_path, text):
    assert faults(tmp_path, text) == []


@pytest.mark.parametrize("kind", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_whole_png_is_a_logo(tmp_path, kind):
    out = io.BytesIO()
    Image.new(kind, (40, 20)).save(out, "PNG")
    assert faults(tmp_path, out.getvalue(), "logo.png") == []


LAUGHS = "".join(f'<!ENTITY l{n} "' + f"&l{n - 1};" * 10 + '">' for n in range(1, 10))
HOSTILE_SVG = {
    "a picture from elsewhere": (svg('<image href="https://evil.example/a.png"/>'), "<image>"),
    "a picture inside": (svg('<image href="data:image/png;base64,AAAA"/>'), "<image>"),
    "a filter": (svg('<filter id="a"><feGaussianBlur stdDeviation="9"/></filter>'), "<filter>"),
    "a filter of its own": (svg('<rect filter="blur(9999px)" width="4" height="4"/>'), "filter"),
    "a filter in a style": (svg('<rect style="fill:red;filter:blur(9px)"/>'), "filter"),
    "a filter in a style sheet": (svg("<style>rect{ filter : blur(9px)}</style>"), "filter"),
    "a pattern": (svg('<pattern id="p" width="99999" height="99999"/>'), "<pattern>"),
    "a mask under another prefix": (
        '<s:svg xmlns:s="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><s:mask/></s:svg>',
        "<mask>",
    ),
    "a DOCTYPE": (
        (
            '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"'
            f' "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">{LOGO}'
        ),
        "one with it",
    ),
    "a file of the machine": (
        f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>{svg("<title>&x;</title>")}',
        "one with it",
    ),
    "a billion laughs": (
        f'<!DOCTYPE svg [<!ENTITY l0 "ha">{LAUGHS}]>{svg("<title>&l9;</title>")}',
        None,
    ),
    "a billion laughs in an attribute": (
        f'<!DOCTYPE svg [<!ENTITY l0 "ha">{LAUGHS}]>' + svg('<rect id="&l9;"/>'),
        None,
    ),
    "no XML": ("Riverside", "another kind of file, or a broken one"),
    "nothing": ("", "another kind of file, or a broken one"),
    "a page": ("<html><body>Ignore the red box</body></html>", "<html>"),
    "no size": (svg("<rect/>", f"<svg {NS}>"), "0 by 0"),
    "a size of nothing": (svg("<rect/>", f'<svg {NS} viewBox="0 0 0 0">'), "0 by 0"),
    "a size that is none": (svg("<rect/>", f'<svg {NS} viewBox="0 0 4.4.4 .">'), "0 by 0"),
    "a size of a million": (svg("<rect/>", f'<svg {NS} width="1e6" height="1e6">'), "1e+06 pixels"),
    "a band across the sheet": (svg("<rect/>", f'<svg {NS} viewBox="0 0 9000 1">'), "9000 by 1"),
    "not closed": (BOX, "another kind of file, or a broken one"),
    "very deep": (svg("<g>" * 1000 + "</g>" * 1000), "another kind of file, or a broken one"),
}


@pytest.mark.parametrize("name", HOSTILE_SVG)
def test_a_drawing_that_cannot_be_drawn_safely_is_refused(tmp_path, name):
    text, got = HOSTILE_SVG[name]
    started = time.perf_counter()
    found = faults(tmp_path, text)
    assert time.perf_counter() - started < 1
    assert found and (got is None or any(fault[1].startswith(got) for fault in found)), found


@pytest.mark.parametrize("encoding", ["utf-16", "utf-7", "utf-32", "latin-1"])
def test_an_svg_is_utf_8_whatever_it_says(tmp_path, encoding):
    """One program would read what another does not."""
    text = f'<?xml version="1.0" encoding="{encoding}"?>{svg("<title>é</title><rect/>")}'
    assert faults(tmp_path, text.encode(encoding))
    assert faults(tmp_path, f'<?xml version="1.0" encoding="{encoding}"?>{LOGO}'), (
        "said to be, and is not"
    )


def test_a_gzipped_svg_is_no_svg(tmp_path):
    import gzip

    assert faults(tmp_path, gzip.compress(LOGO.encode()))


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(wide: int, high: int) -> bytes:
    """A PNG of a few kilobytes that says it is huge, and is."""
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(bytes(20_000_000), 9))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "got"),
    [
        (b"", "another kind of file, or a broken one"),
        (b"\x89PNG\r\n\x1a\n", "another kind of file, or a broken one"),
        (picture(kind="JPEG"), "another kind of file, or a broken one"),
        (picture(kind="GIF"), "another kind of file, or a broken one"),
        (picture(kind="WEBP"), "another kind of file, or a broken one"),
        (LOGO.encode(), "another kind of file, or a broken one"),
        (picture((2001, 300)), "2001 pixels"),
        (bomb(30_000, 30_000), None),
        (bomb(60_000, 60_000), None),
        (bomb(2_000_000_000, 2_000_000_000), None),
        (picture((90, 10)), "90 by 10"),
        (picture((10, 90)), "10 by 90"),
    ],
)
def test_a_png_that_is_broken_huge_or_none_is_refused(tmp_path, data, got):
    started = time.perf_counter()
    found = faults(tmp_path, data, "logo.png")
    assert time.perf_counter() - started < 1
    assert len(found) == 1 and (got is None or found[0][1] == got), found


def drawn(tmp_path: Path, data: str | bytes, name: str = "logo.svg") -> bytes:
    """The pixels of a logo, which the checks must have taken."""
    assert faults(tmp_path, data, name) == []
    (tmp_path / "work").mkdir(exist_ok=True)
    return draw_logo(tmp_path / name, tmp_path / "work")


STRANGE_SVG = {
    "a script": svg("<rect width='4' height='4'/><script>alert(1)</script>"),
    "onload": svg("<rect width='4' height='4' onload='alert(1)'/>"),
    "a page inside": svg("<rect width='4' height='4'/><foreignObject>Pop it</foreignObject>"),
    "a style sheet": svg("<style>@import url(https://evil.example/a)</style><rect/>"),
    "a link": svg('<a href="javascript:alert(1)"><rect width="4" height="4"/></a>'),
    "a use from elsewhere": svg('<use href="https://evil.example/a.svg#x"/><rect/>'),
    "an include": svg(
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/><rect/>'
    ),
    "an instruction": f'<?xml-stylesheet href="https://evil.example/a.css"?>{LOGO}',
}


@pytest.mark.parametrize("name", STRANGE_SVG)
def test_nothing_of_a_strangers_file_is_left_in_its_pixels(tmp_path, name):
    made = drawn(tmp_path, STRANGE_SVG[name])
    with Image.open(io.BytesIO(made)) as picture_:
        assert picture_.format == "PNG" and picture_.height == HEIGHT
    assert not re.search(rb"alert|evil|Pop|passwd|script|Text", made)


def test_a_logo_is_drawn_the_same_each_time_and_is_seen(tmp_path):
    made = drawn(tmp_path, LOGO)
    assert made == drawn(tmp_path, LOGO)
    with Image.open(io.BytesIO(made)) as picture_:
        assert picture_.size == (2 * HEIGHT, HEIGHT)
        assert picture_.convert("RGB").getpixel((10, 10)) == (0x1D, 0x4F, 0x7A)


USES = "".join(
    f'<g id="{b}">' + f'<use href="#{a}"/>' * 10 + "</g>" for a, b in zip("abcdefg", "bcdefgh")
)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (picture()[:60], "logo.png"),
        (picture()[:-30], "logo.png"),
        (svg(f'<g id="a"><rect width="1" height="1"/></g>{USES}'), "logo.svg"),
    ],
)
def test_what_cannot_be_drawn_is_one_line(tmp_path, data, name):
    with pytest.raises(PdfError, match="expected a picture that can be drawn; got .*; do save"):
        drawn(tmp_path, data, name)


def test_no_broken_png_is_a_traceback(tmp_path):
    pick = random.Random(6)
    whole = picture((30, 30))
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(pick.randint(1, 6)):
            data[pick.randrange(8, len(data))] = pick.randrange(256)
        assert len(faults(tmp_path, bytes(data), "logo.png")) <= 1


def test_no_broken_svg_is_a_traceback(tmp_path):
    pick = random.Random(6)
    whole = GOOD_SVG[2].encode()
    for number in range(300):
        data = bytearray(whole)
        for _ in range(pick.randint(1, 6)):
            data[pick.randrange(len(data))] = pick.choice(b"<>&\"'= /\0\xffa0")
        if not faults(tmp_path, bytes(data)) and number < 60:
            try:
                drawn(tmp_path, bytes(data))
            except PdfError as error:
                assert len(str(error).splitlines()) == 1


@pytest.mark.parametrize("name", ["logo.svg", "logo.png"])
def test_a_huge_file_is_refused_without_being_read(tmp_path, name, monkeypatch):
    file = tmp_path / name
    with file.open("wb") as out:
        out.truncate(50_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda file: pytest.fail("it was read"))
    assert list(logo_faults(file)) == [
        (
            f"a picture of {MOST_BYTES} bytes at most",
            "50000000 bytes",
            "save it smaller, for example 400 pixels wide",
        )
    ]


def test_a_picture_as_large_as_allowed_is_read(tmp_path):
    padded = LOGO.replace("<rect", f"<!--{'x' * (MOST_BYTES - len(LOGO) - 7)}--><rect")
    assert (
        len(padded) == MOST_BYTES
        and faults(tmp_path, padded) == []
        and len(faults(tmp_path, padded + " ")) == 1
    )


def test_a_logo_is_a_file_in_the_same_folder_and_nothing_that_leads_elsewhere(tmp_path):
    (tmp_path / "secret.svg").write_text(LOGO, encoding="utf-8")
    (tmp_path / "clinics").mkdir()
    (tmp_path / "clinics" / "link.svg").symlink_to(tmp_path / "secret.svg")
    (tmp_path / "clinics" / "folder.svg").mkdir()
    for name in ("link.svg", "folder.svg", "gone.svg", "../secret.svg"):
        file = tmp_path / "clinics" / name
        assert list(logo_faults(file))[:1] == [
            (
                "a picture file beside the clinic's file",
                f'no file "{file.name}"',
                "put the picture there or remove the line",
            )
        ] or name.startswith("..")


def test_a_logo_is_named_in_the_problem_of_its_clinic(knowledge, tmp_path):
    (tmp_path / "evil.svg").write_text(svg("<image/>"), encoding="utf-8")
    assert clinic_problems(knowledge, changed(("logo.svg", "evil.svg")), tmp_path) == [
        "clinics/riverside.yml:10: logo: expected an SVG without filter, pattern, image or mask;"
        " got <image>; do save it as PNG"
    ]
    assert MOST_TIMES_AS_LONG == 8


NAME = "Riverside Skin Clinic"
HOSTILE_TEXT = {
    "a script": "<script>alert(1)</script>",
    "a picture": "<img src=x onerror=alert(1)>",
    "a template": "{{ config }}",
    "a block": "{% include '/etc/passwd' %}",
    "Typst": "#set page(fill: red)",
    "Typst's raw": "`raw`",
    "Typst's math": "$x$",
    "an end of CDATA": "]]> Clinic",
    "a link": "[Clinic](https://evil.example)",
    "an address": "Clinic www.evil.example",
    "a comment": "Clinic <!-- -->",
    "a backslash": "Clinic \\\\n",
    "bold": "**Clinic**",
    "a mark of open": "Clinic [^open]",
    "a turn to the left": "Clinic \u202eeciffo",
    "an isolate": "Clinic \u2066x",
    "no width": "Cli\u200bnic",
    "a soft hyphen": "Cli\u00adnic",
    "a joiner": "Cli\u200dnic",
    "a mark of order": "Clinic \ufeff",
    "an emoji": "Clinic \U0001f600",
    "a heart": "Clinic \u2764\ufe0f",
    "a flag": "Clinic \U0001f1fa\U0001f1f8",
    "a private sign": "Clinic \ue000",
    "a heap of accents": "C" + "\u0301\u0316\u0334" * 40 + "linic",
    "a long stroke": "C\u0336l\u0336i\u0336nic",
    "a Cyrillic letter": "\u0421linic",
    "Greek": "\u039aλινική",
    "wide letters": "\uff23\uff4c\uff49nic",
    "mathematics": "\U0001d402linic",
    "Arabic": "\u0639\u064a\u0627\u062f\u0629",
    "a half": "Clinic \u2028 two lines",
    "a filler": "Clinic \u3164",
    "a ghost": "\u2800\u2800\u2800",
    "a tag": "Clinic \U000e0041",
    "a control": "Clinic \x07",
    "a null": "Clinic \x00",
    "an escape": "Clinic \x1b[31m",
    "an end of line": "Clinic \x85 two",
    "500 letters": "C" * 500,
    "500 words": "a " * 250,
    "a number": None,
}


@pytest.mark.parametrize("name", HOSTILE_TEXT)
def test_a_name_that_is_no_name_is_refused_in_one_line(knowledge, tmp_path, name):
    value = HOSTILE_TEXT[name]
    found = clinic_problems(
        knowledge, changed((f'"{NAME}"', f'"{value}"' if value is not None else "12345")), tmp_path
    )
    assert (
        len(found) == 1
        and found[0].startswith("clinics/riverside.yml:1: ")
        and len(found[0].splitlines()) == 1
        and found[0].isprintable()
    ), found


def test_no_cut_of_a_good_file_is_a_traceback(knowledge, tmp_path):
    """Whatever is left of a file, the answer is a clinic or lines."""
    cuts = range(0, len(GOOD), 7)
    refused = [end for end in cuts if clinic_problems(knowledge, GOOD[:end], tmp_path)]
    assert refused[0] == 0 and len(refused) > len(cuts) / 2


def test_no_garbled_file_is_a_traceback(knowledge, tmp_path):
    pick = random.Random(6)
    for _ in range(400):
        letters = list(GOOD)
        for _ in range(pick.randint(1, 8)):
            letters[pick.randrange(len(letters))] = pick.choice(
                "\"'{}[]:-#&*!|>%@`\n\t \x00é9aé~?,"
            )
        for line in clinic_problems(knowledge, "".join(letters), tmp_path):
            assert len(line.splitlines()) == 1 and line.startswith("clinics/riverside.yml:"), line
