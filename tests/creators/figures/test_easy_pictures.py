"""The pictures of the guide in easy words are there, small, sound, and of one style."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from creators.figures.pictures import create_figures, easy_figures, easy_path
from creators.site.files import load_templates

ROOT = Path(__file__).resolve().parents[3]
SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {"svg", "g", "path", "rect", "circle", "ellipse"}
LARGEST = 1500
"""Bytes of a picture: all of them stand in one page."""
FACE = "M37 33Q37 10 60 10"
"""How a face that looks at us begins."""


@pytest.fixture(scope="module")
def pictures() -> dict[str, str]:
    return easy_figures(load_templates(ROOT))


@pytest.fixture(scope="module")
def drawn(pictures) -> dict[str, ElementTree.Element]:
    return {name: ElementTree.fromstring(picture) for name, picture in pictures.items()}


def test_every_named_picture_is_drawn_and_none_is_left_over(pictures, knowledge):
    assert set(pictures) == set(knowledge.easy_pictures)


def test_every_picture_is_published(pictures, knowledge):
    figures = create_figures(knowledge, load_templates(ROOT))
    assert {name: figures[easy_path(name)] for name in pictures} == pictures


def test_every_picture_is_small(pictures):
    sizes = {name: len(picture.encode()) for name, picture in pictures.items()}
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}


def test_every_picture_is_30_by_21_mm_on_its_own_paper(drawn):
    for name, picture in drawn.items():
        assert picture.get("viewBox") == "0 0 120 84", name
        assert (picture.get("width"), picture.get("height")) == ("120", "84"), name
        paper = picture[0]
        assert paper.tag == f"{SVG}rect" and paper.get("fill"), name
        assert (paper.get("width"), paper.get("height")) == ("120", "84"), name


def test_a_picture_is_shapes_alone_so_that_many_can_stand_in_one_page(drawn):
    """No letters, no ids, which would clash, no styles, which the site forbids, no links."""
    for name, picture in drawn.items():
        for element in picture.iter():
            assert element.tag.removeprefix(SVG) in SHAPES, name
            assert not {"id", "class", "style", "href"}.intersection(element.keys()), name
            assert not (element.text or element.tail or "").strip(), name


def test_every_picture_has_one_outline_and_no_hair_line(drawn):
    for name, picture in drawn.items():
        assert picture.get("stroke") == "#1f2a2a" and picture.get("stroke-width") == "3.5", name
        widths = [float(each.get("stroke-width", 3.5)) for each in picture.iter()]
        assert min(widths) >= 2, name


def test_every_color_is_one_of_the_set(pictures):
    parts = (ROOT / "overrides/figures/easy/_parts.svg.jinja").read_text(encoding="utf-8")
    known = {*re.findall(r"#[0-9a-f]{3,6}\b", parts), "none"}
    for name, picture in pictures.items():
        assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', picture)) <= known, name


def test_faces_have_the_three_tones_about_equally_often(drawn):
    faces = [
        element.get("fill")
        for picture in drawn.values()
        for element in picture.iter(f"{SVG}path")
        if element.get("d").startswith(FACE)
    ]
    assert len(faces) >= 30
    template = load_templates(ROOT).get_template("figures/_tones.svg.jinja")
    for tone in template.module.tones:
        assert 0.25 <= faces.count(tone["base"]) / len(faces) <= 0.42, tone["name"]


def luminance(color: str) -> float:
    channels = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels
    )
    return sum(weight * each for weight, each in zip((0.2126, 0.7152, 0.0722), linear))


def contrast(one: str, other: str) -> float:
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tone", ["light", "medium", "dark"])
def test_signs_and_features_show_on_every_tone_in_gray_too(tone):
    """A sign is darker than the skin, the top of a bump lighter than its ring, and eyes, nose and
    mouth are as clear on each."""
    parts = load_templates(ROOT).get_template("figures/easy/_parts.svg.jinja").module
    colors = getattr(parts, tone)
    assert luminance(colors["sign"]) < luminance(colors["skin"])
    assert contrast(colors["sign"], colors["skin"]) >= 1.6
    assert contrast(colors["top"], colors["ring"]) >= 4
    assert contrast(colors["line"], colors["skin"]) >= 3
