"""What the writer of a book asks of elements."""

from lxml.html import HtmlElement

from creators.book.article import plain_text


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
