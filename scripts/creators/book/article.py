"""A built page to its article: all that a book, or any other view of the site, may read of it."""

import posixpath
import re
from copy import deepcopy
from urllib.parse import urljoin

from lxml import html
from lxml.html import HtmlElement

HOME = ""
"""The key of the start page."""
SCREEN_ONLY = ".//nav|.//form|.//hr|.//script|.//*[@hidden]"
"""What only serves a screen: the list of what stands on the page, choices, the line above the
notes, and what a script shows or reads."""
BESIDE_PICTURE = ".//div[@class='pics']//strong[starts-with(@class, 'level ')]"
"""How soon a pictured bump needs help: a book sets it on a line of its own, as its color is what
tells it from the name on a screen."""

_WHITE = re.compile(r"[ \t\n]+")


def page_key(path: str) -> str:
    """The key of a page by its path under docs/ ("causes/index.md") or its address in the site
    ("causes/index.html")."""
    path = re.sub(r"\.(?:md|html)$", "", path)
    return re.sub(r"(?:^|/)index$", "", path).rstrip("/")


def parse_article(text: str) -> HtmlElement:
    """The `<article>` of a built page."""
    return html.document_fromstring(text).find(".//article")


def clean_article(key: str, address: str, article: HtmlElement) -> HtmlElement:
    """A copy of the article with whole ids and addresses, without what only serves a screen."""
    body = deepcopy(article)
    body.tail = None
    for element in body.xpath(SCREEN_ONLY):
        element.drop_tree()
    for element in body.findall(".//details"):
        _unfold(element)
    for level in body.xpath(BESIDE_PICTURE):
        level.addprevious(html.Element("br"))
    for element in body.iter():
        if element.get("id"):
            element.set("id", f"{key}#{element.get('id')}")
        for name in {"href", "src"} & set(element.keys()):
            element.set(name, absolute(address, element.get(name)))
    return body


def _unfold(details: HtmlElement) -> None:
    """What folds on a screen stands open on paper, under a heading."""
    heading = details.find("summary")
    heading.tag = "h2"
    if name := details.get("id"):
        heading.set("id", name)
    details.drop_tag()


def absolute(address: str, target: str) -> str:
    """A link as "key#id" of a page, as a path from the site's root ("/assets/…"), or as the web
    address that it is."""
    if re.match(r"[a-z]+:", target):
        return target
    path, _, anchor = target.partition("#")
    full = posixpath.normpath(urljoin(f"/{address}", path)).lstrip("/").removeprefix(".")
    if "." in posixpath.basename(full) and not full.endswith(".html"):
        return f"/{full}"
    return f"{page_key(full)}#{anchor}"


def plain_text(element: HtmlElement) -> str:
    """What an element says, on one line."""
    return squeezed(element.text_content()).strip()


def squeezed(text: str) -> str:
    """A text with each run of white space as the one space that HTML shows."""
    return _WHITE.sub(" ", text)
