"""Plain words with a source: what `CONTRIBUTING.md` promises of every patient page."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator

with warnings.catch_warnings():  # it imports pkg_resources, which announces its end on every start
    warnings.simplefilter("ignore")
    import textstat

from knowledge.model import Knowledge
from knowledge.problems import Problem, quote
from knowledge.prose import CITATION, LINK, Text, plain, sentences
from knowledge.texts import by_page

LONGEST_SENTENCE = 20
"""Words in a sentence, at most (writing.md)."""
LONGEST_PARAGRAPH = 3
"""Sentences in a paragraph, list item or table cell, at most (writing.md)."""
GRADE = {"when-to-worry": 5.0}
"""Flesch-Kincaid grade at most, by section; 6.0 elsewhere. NHS asks for a reading age of 9 to 11, AMA for grade 6."""
NO_GRADE = ("about",)
"""Sections for writers, clinics and the curious: they explain method, and their blocks need no citation."""

_WORD = re.compile(r"[A-Za-z0-9][\w’'.-]*")
_HTML = re.compile(r"<[a-zA-Z/!][^>]*>")


def check_sources_stand_beside_statements(knowledge: Knowledge) -> Iterator[Problem]:
    """Every clinical block (paragraph, list item, table row) cites a source or carries `[^open]`."""
    for text in knowledge.texts:
        if text.section in NO_GRADE or not _is_clinical(text) or CITATION.search(text.text):
            continue
        yield Problem(text.path, text.line, text.field, "a citation such as [^CHU2021], or [^open]", quote(text.text),
                      "cite the source that supports it, or write [^open] if no study was found")


def check_sentences(knowledge: Knowledge) -> Iterator[Problem]:
    """Sentences have 20 words at most, paragraphs and list items 3 sentences at most."""
    for text in knowledge.texts:
        if text.section in NO_GRADE or text.kind in ("macro", "head", "row") or text.path.endswith("sources.yml"):
            continue
        found = sentences(plain(text.text))
        for sentence in found:
            if (count := len(_WORD.findall(sentence))) > LONGEST_SENTENCE and text.field != "sign":
                yield Problem(text.path, text.line, "sentence", f"{LONGEST_SENTENCE} words at most", f"{count} words: "
                              f"{quote(sentence, 50)}", "make two sentences of it")
        if text.kind in ("paragraph", "item") and len(found) > LONGEST_PARAGRAPH:
            yield Problem(text.path, text.line, "paragraph", f"{LONGEST_PARAGRAPH} sentences at most", f"{len(found)} sentences",
                          "split it or shorten it")


def check_grade(knowledge: Knowledge) -> Iterator[Problem]:
    """A patient page reads at Flesch-Kincaid grade 6.0 or lower, a page on red flags at 5.0 or lower."""
    prose = by_page(knowledge)
    for page in knowledge.pages().values():
        if page.section in NO_GRADE:
            continue
        limit, grade = GRADE.get(page.section, 6.0), reading_grade(prose[page.path])
        if grade > limit:
            yield Problem(page.origin.path, page.body_line, "page", f"reading grade {limit} at most", f"{grade}",
                          "use shorter sentences and shorter words")


def check_markup(knowledge: Knowledge) -> Iterator[Problem]:
    """Pages hold words: no HTML, no first-level heading (the title is that), no jump between heading levels."""
    for prose in by_page(knowledge).values():
        level = 1
        for text in prose:
            if found := _HTML.search(text.text):
                yield Problem(text.path, text.line, "text", "Markdown without HTML", quote(found.group()),
                              "write words; markup belongs to overrides/")
            if text.kind == "heading" and not 2 <= text.level <= level + 1:
                yield Problem(text.path, text.line, "heading", "a heading of level 2" + (f" to {level + 1}" if level > 1 else ""), f"level {text.level}",
                              "use ## for a section and ### inside it")
            level = text.level or level


def reading_grade(prose: Iterable[Text]) -> float:
    """The Flesch-Kincaid grade of texts, to one decimal; 0.0 where there are no sentences. A macro counts as "day 7"."""
    words = [_closed(sentence) for text in prose
             if text.kind not in ("heading", "macro", "head") and text.field not in ("title", "summary")
             for sentence in sentences(plain(text.text))]
    return round(textstat.flesch_kincaid_grade(" ".join(words)), 1) if words else 0.0


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else sentence.rstrip(":;, ") + "."


def _is_clinical(text: Text) -> bool:
    """Not a heading, title, summary or macro; not a line that leads into a list; not only links."""
    if text.kind in ("heading", "macro", "head") or text.field in (
            "title", "summary", "sign", "short", "action", "why", "name", "card", "label", "advice", "we_say"):
        return False
    without_links = plain(LINK.sub("", text.text), "")
    return len(_WORD.findall(without_links)) > 3 and not text.text.rstrip().endswith(":") and len(plain(text.text, "")) > 0


CHECKS = (check_sources_stand_beside_statements, check_sentences, check_grade, check_markup)
