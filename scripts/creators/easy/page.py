"""The web page of the guide in easy words, and the one file that has all its pictures."""

import re
from collections.abc import Mapping

from creators.easy.guide import Guide, Page
from creators.wording import words as wording

EASY_PAGE = "easy.md"
PICTURES = "assets/easy-pictures.svg"
"""All pictures below each other: the page asks for one file, and shows a part of it (a view of SVG)
for each."""
WIDTH, HEIGHT = 120, 84
"""Of a picture, in units."""
SUMMARY = "Which signs need help, and what to do: short sentences, each with a picture."
_OPENING = re.compile(r'<svg xmlns="[^"]*" viewBox="0 0 120 84" width="120" height="84"')


def create_easy_page(guide: Guide) -> tuple[str, str, str, dict]:
    """Return the template, title, summary and facts of the page."""
    return "easy", guide.title, SUMMARY, {"guide": guide, "pictures": PICTURES, "dialed": dialed}


def dialed(page: Page) -> str:
    """Return a page's heading, in which each emergency number is a link that dials it."""
    text = page.heading
    for phone in page.phones:
        text = text.replace(phone.number, wording.dialed(phone.number))
    return text


def create_pictures(pictures: Mapping[str, str]) -> str:
    """Return one SVG with all `pictures` below each other, each with a view by its name."""
    views, drawn = [], []
    for number, (name, picture) in enumerate(pictures.items()):
        top = number * HEIGHT
        views.append(f'<view id="{name}" viewBox="0 {top} {WIDTH} {HEIGHT}"/>')
        opening = f'<svg y="{top}" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        drawn.append(_OPENING.sub(opening, picture.strip(), count=1))
    box = f'viewBox="0 0 {WIDTH} {len(drawn) * HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{"".join([*views, *drawn])}</svg>\n'
