"""HTML elements to Typst: each element of a book becomes a call of a function in
overrides/paper/book.typ, each text a string.

Everything that a reader sees goes through `_string`, so no text can be read as markup. An element,
class or attribute value that has no rule here raises: nothing is dropped in silence.
"""

import re
from collections.abc import Collection, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from creators.book.article import plain_text, squeezed
from creators.book.book import ON_SITE
from knowledge.problems import CannotBeMade

BLOCKS = {"p", "ul", "ol", "dl", "table", "div", "figure", "h1", "h2", "h3", "h4"}
LEVELS = ("emergency_now", "same_day", "within_48h", "routine", "list")
"""The kinds of card; "list" is a plain list that stands where a card could."""
PLAIN = ("r", "scroll", "side", "days", "beside", "groups", "az", "by-day", "on-day")
"""Boxes that are one only on a screen."""
WHOLE = ("facts", "rule")
"""Boxes of short lines that are read together, so that no page parts them."""
TILES = ("pics", "pair")
"""Boxes of pictures, each beside its words."""


class BookError(CannotBeMade):
    """An element that has no rule here; its text is one line for the person who wrote the page."""

    def __init__(self, page: str, element: HtmlElement) -> None:
        kind = f' class="{element.get("class")}"' if element.get("class") else ""
        super().__init__(
            f"{page or 'index'}: element: expected one that creators/book/typst_writer.py has a"
            f" rule for; got <{element.tag}{kind}>; do add its rule there, or write the page"
            " without it"
        )


@dataclass
class TypstWriter:
    """Writes one chapter. `depth` is the level of its first heading, `targets` the ids that some
    link of the book leads to, `cuts` where a tall picture may be cut, as shares of its height, and
    `above` the words of the last heading."""

    page: str
    depth: int
    targets: Collection[str]
    cuts: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    above: str = ""

    def blocks(self, element: HtmlElement) -> str:
        """The element's children as blocks; text and inline elements between them make paragraphs
        of their own."""
        out, line = [], [_string(element.text)]
        for child in element:
            if child.tag in BLOCKS:
                out += [
                    _joined(line),
                    self._kept(child) if _leads_on(child) else self._block(child),
                ]
                line = []
            else:
                line.append(self._inline(child))
            line.append(_string(child.tail))
        return "\n\n".join(part for part in [*out, _joined(line)] if part)

    def _kept(self, element: HtmlElement) -> str:
        """A block that stays on the page of the next."""
        words = self._block(element)
        return f"#kept[{words if _is_picture(element) or _is_level(element) else f'#par[{words}]'}]"

    def _block(self, element: HtmlElement) -> str:
        return getattr(self, f"_{'heading' if element.tag[0] == 'h' else element.tag}")(element)

    def _heading(self, element: HtmlElement) -> str:
        level, self.above = int(element.tag[1]), plain_text(element)
        places = [f"{self.page}#"] * (level == 1) + [element.get("id")]
        labels = "".join(f"{quoted(name)}, " for name in places if name in self.targets)
        return f"#head({level}, {self.depth + level - 1}, ({labels}))[{self.inline(element)}]"

    def _p(self, element: HtmlElement) -> str:
        kind = element.get("class") or ""
        name = kind.split()[0] if kind else ""
        if name in ("review-status", "cited", "level"):
            return f"#{name}[{self.inline(element)}]"
        if name not in ("", "action", "is-not", "answer", "do-now", "onward"):
            raise BookError(self.page, element)
        return self.inline(element)

    def _ul(self, element: HtmlElement) -> str:
        return f"#list({self._items(element)})"

    def _ol(self, element: HtmlElement) -> str:
        return f"#enum(start: {int(element.get('start') or 1)}, {self._items(element)})"

    def _items(self, element: HtmlElement) -> str:
        items = []
        for item in element:
            if item.tag != "li":
                raise BookError(self.page, item)
            items.append(f"[{self._anchor(item)}{self.blocks(item)}]")
        return ", ".join(items)

    def _dl(self, element: HtmlElement) -> str:
        if [child.tag for child in element] != ["dt", "dd"] * (len(element) // 2):
            raise BookError(self.page, element)
        items = (
            f"terms.item([{self.inline(term)}], [{self.blocks(words)}])"
            for term, words in zip(element[::2], element[1::2])
        )
        return f"#terms({', '.join(items)})"

    def _table(self, element: HtmlElement) -> str:
        head, rows = element.findall("thead/tr/th"), element.findall("tbody/tr")
        heads = "".join(f"[{self.inline(cell)}], " for cell in head)
        cells = (f"({''.join(f'[{self.blocks(cell)}], ' for cell in row)})" for row in rows)
        return f"#records(({heads}), ({', '.join(cells)}, ))"

    def _div(self, element: HtmlElement) -> str:
        kind = (element.get("class") or "").split()
        if kind[:1] and kind[0] in PLAIN:
            return self.blocks(element)
        if kind[:1] and kind[0] in WHOLE:
            return self._whole(element)
        if len(kind) == 1 and kind[0] in TILES:
            return f"#tiles({', '.join(map(self._tile, element.iterfind('ul/li')))})"
        if kind == ["four"]:
            return f"#four({', '.join(self._card(child) for child in element)})"
        if kind[:1] == ["flags"]:
            return f"#{self._card(element)}"
        if kind == ["words"]:
            return f"#words[{self.blocks(element)}]"
        raise BookError(self.page, element)

    def _whole(self, element: HtmlElement) -> str:
        """The box, below its heading."""
        element, above = deepcopy(element), ""
        if len(element) and element[0].tag == "h2":
            above = f"{self._block(element[0])}\n\n"
            element.remove(element[0])
        return f"{above}#whole-box({len(plain_text(element))})[{self.blocks(element)}]"

    def _tile(self, item: HtmlElement) -> str:
        item = deepcopy(item)
        picture = item.find(".//img")
        if picture is None:
            raise BookError(self.page, item)
        source, alt, _, _ = self._picture_facts(picture)
        picture.tail = (picture.tail or "").lstrip()
        picture.drop_tree()
        return f"tile({quoted(source)}, {quoted(alt)}, [{self.blocks(item)}])"

    def _card(self, element: HtmlElement) -> str:
        kind = (element.get("class") or "").rpartition(" ")[2].removeprefix("flags--")
        if kind not in LEVELS or not len(element):
            raise BookError(self.page, element)
        length = len(plain_text(element))
        element = deepcopy(element)  # each setting is made from the same
        title, words, level, anchor = element[0], "", 0, ""
        if "flags-title" in (title.get("class") or ""):
            words, anchor = self.inline(title), self._anchor(title)
            level = self.depth + int(title.tag[1]) - 1 if title.tag[0] == "h" else 0
            element.remove(title)
        again, body = _string(self.above), f"{anchor}{self.blocks(element)}"
        return f'card("{kind}", {length}, {level}, [{words}], [{again}], [{body}])'

    def _figure(self, element: HtmlElement) -> str:
        element = deepcopy(element)
        caption = element.find("figcaption")
        if caption is None:
            raise BookError(self.page, element)
        words = self.blocks(caption)
        element.remove(caption)
        sources = (picture.get("src", "").lstrip("/") for picture in element.iter("img"))
        tall = str(any(source in self.cuts for source in sources)).lower()
        anchor = self._anchor(element)
        return f"{anchor}#drawn({tall}, [{self.blocks(element)}], [{words}])"

    def inline(self, element: HtmlElement) -> str:
        """The element's words and inline elements as one line."""
        line = [_string(element.text)]
        for child in element:
            line += [self._inline(child), _string(child.tail)]
        return _joined(line)

    def _inline(self, element: HtmlElement) -> str:
        tag, words = element.tag, self.inline
        if tag == "a":
            return self._link(element)
        if tag == "img":
            return self._picture(element)
        if tag == "br":
            return '#" ";#linebreak();'  # the space keeps the words apart for a voice
        if tag in ("abbr", "code", "span"):
            return words(element)
        if tag in ("strong", "sup"):
            return f"#{ {'strong': 'strong', 'sup': 'super'}[tag] }[{words(element)}];"
        raise BookError(self.page, element)

    def _link(self, element: HtmlElement) -> str:
        target, words = element.get("href"), self.inline(element)
        if not target:
            return self._anchor(element) + words
        kinds = (element.get("class") or "").split()
        if "open-mark" in kinds:
            # it leads to the same place 1,500 times; what it means stands on the first pages
            return "#open-mark;"
        if "footnote-ref" in kinds or "source" in kinds:
            name = "cite-link"
        elif element.get("rel") == ON_SITE:
            name = "on-site"
        elif target.startswith("tel:"):
            name = "dial"
        else:
            name = "web" if re.match(r"[a-z]+:", target) else "go"
        return f"#{name}({quoted(target)})[{words}];"

    def _picture(self, element: HtmlElement) -> str:
        source, alt, width, height = self._picture_facts(element)
        cuts = "".join(f"{cut:.4f}, " for cut in self.cuts.get(source, ()))
        return f"#picture({quoted(source)}, {quoted(alt)}, {width}, {height}, ({cuts}));"

    def _picture_facts(self, picture: HtmlElement) -> list[str]:
        """A picture's path from the site's root, its words, and its size in CSS pixels."""
        source, *facts = (picture.get(name, "") for name in ("src", "alt", "width", "height"))
        if not (source and all(facts)):
            raise BookError(self.page, picture)
        return [source.lstrip("/"), *facts]

    def _anchor(self, element: HtmlElement) -> str:
        """A place to link to, for the id of an element that is no heading."""
        return (
            f"#place-of({quoted(element.get('id'))});" if element.get("id") in self.targets else ""
        )


def _is_picture(element: HtmlElement) -> bool:
    """Whether a paragraph holds one picture and nothing else."""
    alone = element.tag == "p" and len(element) == 1 and not plain_text(element)
    return alone and element[0].tag == "img"


def _is_level(element: HtmlElement) -> bool:
    """Whether a paragraph says how soon what it belongs to needs help."""
    return element.tag == "p" and (element.get("class") or "").startswith("level ")


def _leads_on(element: HtmlElement) -> bool:
    """Whether a block must not be the last of its page: a picture before its words, words before
    how soon they need help, and how soon before its signs or its picture."""
    after = element.getnext()
    if after is None or element.tag != "p":
        return False
    return (
        _is_picture(element)
        or _is_level(after)
        or (_is_level(element) and (after.tag == "ul" or _is_picture(after)))
    )


def _joined(parts: list[str]) -> str:
    """Inline parts as one line, without the space that HTML does not show at its two ends."""
    line = "".join(parts)
    line = re.sub(r'^#" +', '#"', line)
    line = re.sub(r' +";$', '";', line)
    return "" if line in ('#"";', "") else line


def _string(text: str | None) -> str:
    """Text as a string of Typst, in which nothing is markup."""
    return f"#{quoted(squeezed(text))};" if text else ""


def quoted(text: str) -> str:
    """A string of Typst."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
