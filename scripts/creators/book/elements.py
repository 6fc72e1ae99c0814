"""What every writer of a book asks of a page, with the one line that says what is wrong."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from creators.book.article import BookError, plain_text


def heading_level(page: str, heading: HtmlElement, before: int) -> int:
    """The level of a heading that follows one of level `before`. Raises BookError where it skips a
    level."""
    level = int(heading.tag[1])
    if level > before + 1:
        raise BookError(
            page,
            f'heading "{plain_text(heading)}"',
            f"level {before + 1} at most",
            f"level {level}",
            "mend the levels of the headings",
        )
    return level


def picture_facts(page: str, picture: HtmlElement) -> tuple[str, str, int, int]:
    """A picture's path from the site's root, its words, and its width and height in CSS pixels.
    Raises BookError where one of the last three is missing."""
    source, alt = (picture.get("src") or "").lstrip("/"), (picture.get("alt") or "").strip()
    if not alt:
        raise BookError(
            page, f"picture {source}", "words that say what it shows", "none", "write its alt text"
        )
    width, height = (picture.get(name) or "" for name in ("width", "height"))
    if not (re.fullmatch(r"[1-9]\d*", width) and re.fullmatch(r"[1-9]\d*", height)):
        raise BookError(
            page,
            f"picture {source}",
            "its width and height",
            f'"{width}" and "{height}"',
            "write them in its template",
        )
    return source, alt, int(width), int(height)


def is_picture(element: HtmlElement) -> bool:
    """Whether a paragraph holds one picture and nothing else."""
    alone = element.tag == "p" and len(element) == 1 and not plain_text(element)
    return alone and element[0].tag == "img"


def is_level(element: HtmlElement) -> bool:
    """Whether a paragraph says how soon what it belongs to needs help."""
    return element.tag == "p" and (element.get("class") or "").startswith("level ")


def leads_on(element: HtmlElement) -> bool:
    """Whether a block must not be the last of its page: a picture before its words, words before
    how soon they need help, and how soon before its signs or its picture."""
    after = element.getnext()
    if after is None or element.tag != "p":
        return False
    return (
        is_picture(element)
        or is_level(after)
        or (is_level(element) and (after.tag == "ul" or is_picture(after)))
    )


def table_parts(page: str, table: HtmlElement) -> tuple[list[HtmlElement], list[HtmlElement]]:
    """A table's column headings and its rows. Raises BookError where a row has not as many cells as
    there are headings."""
    head, rows = table.findall("thead/tr/th"), table.findall("tbody/tr")
    if not head or any(len(row) != len(head) for row in rows):
        raise BookError(
            page,
            "table",
            "a heading for each column, and rows of as many cells",
            plain_text(table)[:40],
            "mend the table",
        )
    return head, rows


def unknown_element(page: str, element: HtmlElement, writer: str) -> BookError:
    """The refusal of an element that the module `writer` has no rule for."""
    kind = f' class="{element.get("class")}"' if element.get("class") else ""
    return BookError(
        page,
        "element",
        f"one that creators/book/{writer}.py has a rule for",
        f"<{element.tag}{kind}>",
        "add its rule there, or write the page without it",
    )
