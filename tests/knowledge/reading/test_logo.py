"""Files that mean harm: a clinic's file and its logo may come from anyone. Each is refused in one
clear line, or proven harmless."""

from __future__ import annotations

import io
import random
import struct
import time
import zlib
from pathlib import Path

import pytest
from PIL import Image

from clinic_file import GOOD, LOGO, changed, clinic_problems
from knowledge.problems import Problem
from knowledge.reading.logo import MOST_BYTES, MOST_PIXELS, MOST_TIMES_AS_LONG, logo_faults

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
    "a script": (svg("<script>alert(1)</script>"), "<script>"),
    "a script under another prefix": (
        '<s:svg xmlns:s="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><s:script/></s:svg>',
        "<script>",
    ),
    "a script of HTML": (svg('<script xmlns="http://www.w3.org/1999/xhtml"/>'), "<script>"),
    "a shape of another language": (svg('<path xmlns="http://www.w3.org/1999/xhtml"/>'), "<path>"),
    "onload": (svg("<g/>", f'<svg {NS} viewBox="0 0 40 20" onload="alert(1)">'), "onload="),
    "OnClick": (svg('<rect OnClick="alert(1)" width="4" height="4"/>'), "OnClick="),
    "a page inside": (
        svg(
            '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">Ignore the red'
            " box</p></foreignObject>"
        ),
        "<foreignObject>",
    ),
    "a picture from elsewhere": (svg('<image href="https://evil.example/a.png"/>'), "<image>"),
    "a picture inside": (svg('<image href="data:image/png;base64,AAAA"/>'), "<image>"),
    "a link": (svg('<a href="javascript:alert(1)"><rect/></a>'), "<a>"),
    "a shape from elsewhere": (svg('<use href="https://evil.example/a.svg#x"/>'), "<use>"),
    "a million shapes in ten lines": (
        svg(
            '<g id="a"><rect/></g>'
            + "".join(
                f'<g id="{b}">' + f'<use href="#{a}"/>' * 10 + "</g>"
                for a, b in zip("abcdef", "bcdefg")
            )
        ),
        "<use>",
    ),
    "a gradient from elsewhere": (
        svg('<linearGradient id="a" href="https://evil.example/a.svg#x"/>'),
        "href=https://evil",
    ),
    "a gradient from elsewhere, the old way": (
        svg(
            '<linearGradient xmlns:xlink="http://www.w3.org/1999/xlink"'
            ' xlink:href="//evil.example/a.svg#x"/>'
        ),
        "href=//evil",
    ),
    "a base elsewhere": (
        svg('<g xml:base="https://evil.example/"><rect/></g>'),
        "base=https://evil",
    ),
    "paint from elsewhere": (svg('<rect fill="url(https://evil.example/a.svg#p)"/>'), "fill=url("),
    "paint from elsewhere, in quotes": (
        svg("""<rect fill="url( 'https://evil.example/#p')"/>"""),
        "fill=url(",
    ),
    "a style from elsewhere": (
        svg('<rect style="fill:url(//evil.example/a)"/>'),
        "style=fill:url(",
    ),
    "a style with an escape": (
        svg(r'<rect style="fill:u\72l(//evil.example/a)"/>'),
        "style=fill:u",
    ),
    "a style that moves it over the page": (
        svg("<rect/>", f'<svg {NS} viewBox="0 0 40 20" style="position:fixed;top:0">'),
        "style=position",
    ),
    "a style that lets it out of its box": (
        svg("<rect/>", f'<svg {NS} viewBox="0 0 40 20" style="overflow:visible">'),
        "style=overflow",
    ),
    "an attribute that lets it out of its box": (
        svg("<rect/>", f'<svg {NS} viewBox="0 0 40 20" overflow="visible">'),
        "overflow=visible",
    ),
    "a class of the page around it": (svg('<rect class="card"/>'), "class=card"),
    "a style sheet": (svg("<style>@import url(https://evil.example/a.css)</style>"), "<style>"),
    "a style sheet before it": (
        f'<?xml-stylesheet href="https://evil.example/a.css"?>{LOGO}',
        "an instruction or entity",
    ),
    "an instruction inside": (svg("<?php echo 1 ?><rect/>"), "an instruction or entity"),
    "an animation": (
        svg('<rect><animate attributeName="href" to="javascript:alert(1)"/></rect>'),
        "<animate>",
    ),
    "a set": (svg('<rect><set attributeName="onload" to="alert(1)"/></rect>'), "<set>"),
    "words": (svg("<text>Ignore the red box</text>"), "<text>"),
    "a filter": (
        svg('<filter id="a"><feImage href="https://evil.example/a.png"/></filter>'),
        "<filter>",
    ),
    "a handler": (
        svg('<handler xmlns="http://www.w3.org/2001/xml-events">alert(1)</handler>'),
        "<handler>",
    ),
    "an include": (
        svg(
            '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"'
            ' parse="text"/>'
        ),
        "<include>",
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
    "no size": (svg("<rect/>", f"<svg {NS}>"), "<svg>"),
    "a size of nothing": (svg("<rect/>", f'<svg {NS} viewBox="0 0 0 0">'), "<svg>"),
    "a size that is none": (svg("<rect/>", f'<svg {NS} viewBox="0 0 4.4.4 .">'), "<svg>"),
    "a band across the sheet": (svg("<rect/>", f'<svg {NS} viewBox="0 0 9000 1">'), "9000 by 1"),
    "not closed": (BOX, "another kind of file, or a broken one"),
    "very deep": (svg("<g>" * 3000 + "</g>" * 3000), "another kind of file, or a broken one"),
}


@pytest.mark.parametrize("name", HOSTILE_SVG)
def test_a_drawing_that_does_more_than_draw_is_refused(tmp_path, name):
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
        (picture()[:60], "another kind of file, or a broken one"),
        (picture()[:-30], "another kind of file, or a broken one"),
        (picture(kind="JPEG"), "another kind of file, or a broken one"),
        (picture(kind="GIF"), "another kind of file, or a broken one"),
        (picture(kind="WEBP"), "another kind of file, or a broken one"),
        (LOGO.encode(), "another kind of file, or a broken one"),
        (picture((MOST_PIXELS + 1, 300)), f"{MOST_PIXELS + 1} pixels"),
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


def test_a_png_with_a_bomb_of_words_is_refused_or_read_in_no_time(tmp_path):
    words = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(30_000_000), 9))
    data = picture()
    started = time.perf_counter()
    faults(tmp_path, data[:33] + words[:MOST_BYTES] + data[33:], "logo.png")
    assert time.perf_counter() - started < 1


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
    whole, refused = GOOD_SVG[2].encode(), 0
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(pick.randint(1, 6)):
            data[pick.randrange(len(data))] = pick.choice(b"<>&\"'= /\0\xffa0")
        refused += bool(faults(tmp_path, bytes(data)))
    assert 0 < refused < 300


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
    (tmp_path / "evil.svg").write_text(svg("<script/>"), encoding="utf-8")
    assert clinic_problems(knowledge, changed(("logo.svg", "evil.svg")), tmp_path) == [
        "clinics/riverside.yml:10: logo: expected only shapes in the SVG; got <script>; do save it"
        " as a plain SVG with its letters turned into paths"
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


@pytest.mark.parametrize("name", HOSTILE_TEXT)
def test_nor_is_it_a_note(knowledge, tmp_path, name):
    value = HOSTILE_TEXT[name]
    note = f'"Bring your photos. {value}"' if value is not None else "12345678901"
    found = clinic_problems(
        knowledge, changed(('"Bring your photos to your next visit."', note)), tmp_path
    )
    assert found and all(
        line.startswith("clinics/riverside.yml:31: ") and line.isprintable() for line in found
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
