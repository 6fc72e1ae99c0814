"""What the writer of a book asks of elements."""

import math
import re

from lxml.html import HtmlElement

from creators.book.article import plain_text

LINE = 80
"""Letters of normal print that a line has room for."""


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


def column_widths(head: list[HtmlElement], rows: list[HtmlElement]) -> list[float]:
    """The columns' shares of the line, from how much stands in them: the square root of the longest
    cell, so that a column of short words is not starved by one of long sentences, and no less than
    the longest word needs."""
    columns = [list(column) for column in zip(head, *rows)]
    shares = [
        max(3.0, math.sqrt(max(len(plain_text(cell)) for cell in column))) for column in columns
    ]
    return [
        max(share * LINE / sum(shares), max(map(_longest_word, column)) + 4)
        for share, column in zip(shares, columns)
    ]


def _longest_word(cell: HtmlElement) -> int:
    """Letters of the longest piece that no line can break; one with a link has its page number."""
    words = re.split(r"[ \t\n/-]", plain_text(cell))
    return max(map(len, [*words, "(page 000)" if cell.xpath(".//a[@href][not(@class)]") else ""]))
