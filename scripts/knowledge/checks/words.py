"""Plain words with a source: what `CONTRIBUTING.md` promises of every patient page."""

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from types import ModuleType

from knowledge.model import Knowledge
from knowledge.problems import Problem, in_text, quote
from knowledge.prose.blocks import CITATION, LINK, WORD, Text, plain, sentences
from knowledge.prose.statements import NOT_PATIENT, statements
from knowledge.prose.texts import by_page

LONGEST_SENTENCE, LONGEST_EASY = 20, 12
"""Words in a sentence, and in one of the guide in easy words, at most."""
LONGEST_PARAGRAPH = 3
"""Sentences in a paragraph, list item or table cell, at most."""
GRADE = {"when-to-worry": 5.0}
"""Flesch-Kincaid grade at most, by section; 6.0 elsewhere. NHS asks for a reading age of 9 to 11,
AMA for grade 6."""
SIMPLER = "use shorter sentences and shorter words"
"""What to do where words read too hard."""
EASY = "docs/_data/easy.yml"
_READ_ALONE = (
    ("red_flags.yml", (), 5.0),
    ("handout.yml", (), 5.0),
    ("stages.yml", ("brief",), 5.0),
    ("a_to_z.yml", ("words",), 6.0),
    ("easy.yml", (), 3.0),
)
"""Files that are read without a page around them, which of their fields (none: all), and their
grade at most."""
_PRINTS_SENTENCES = re.compile(r"(?<=[.!?] )\{\{ (?:action|urgency|how_soon) [\w-]+ \}\}")
"""Macros that stand where a sentence would, and print one or more."""
_HTML = re.compile(r"<[a-zA-Z/!][^>]*>")


def check_sources_stand_beside_statements(knowledge: Knowledge) -> Iterator[Problem]:
    """Every clinical block (paragraph, list item, table row, card) cites a source or is openly
    unproven: it carries `[^open]`, or another block of its section does."""
    for statement in statements(knowledge):
        if not (statement.sources or statement.is_open):
            expected = "a citation such as [^CHU2021], or [^open] here or once in this section"
            do = "cite the source that supports it, or write [^open] if no study was found"
            yield in_text(statement, statement.field, expected, quote(plain(statement.text)), do)


def check_sentences(knowledge: Knowledge) -> Iterator[Problem]:
    """Sentences have 20 words at most, in the guide in easy words 12; paragraphs and list items
    have 3 sentences at most."""
    for text in knowledge.texts:
        if text.section in NOT_PATIENT or text.kind in ("macro", "head", "row"):
            continue
        whole = _PRINTS_SENTENCES.sub(r"\g<0>.", text.text) if "{{" in text.text else text.text
        spoken = text.spoken if whole == text.text else sentences(plain(whole))
        longest = LONGEST_EASY if text.path == EASY else LONGEST_SENTENCE
        for sentence in spoken if text.field not in ("sign", "short") else ():
            if (count := len(WORD.findall(sentence))) > longest:
                expected = f"{longest} words at most"
                got = f"{count} words: {quote(sentence, 50)}"
                yield in_text(text, "sentence", expected, got, "make two sentences of it")
        if text.kind in ("paragraph", "item") and len(text.spoken) > LONGEST_PARAGRAPH:
            expected = f"{LONGEST_PARAGRAPH} sentences at most"
            got = f"{len(text.spoken)} sentences"
            yield in_text(text, "paragraph", expected, got, "split it or shorten it")


def check_grade(knowledge: Knowledge) -> Iterator[Problem]:
    """A patient page and the rows of the A to Z read at Flesch-Kincaid grade 6.0 or lower, a page
    on red flags, the flags themselves and a handout's own words at 5.0, the guide in easy words at
    3.0."""
    for path, line, field, texts, limit in _read_together(knowledge):
        if (grade := reading_grade(texts)) > limit:
            expected = f"reading grade {limit} at most"
            yield Problem(path, line, field, expected, f"{grade}", SIMPLER)


def _read_together(
    knowledge: Knowledge,
) -> Iterator[tuple[str, int, str, list[Text], float]]:
    """Texts with one grade: their path, the line and field of a message, they, and the limit."""
    for file, fields, limit in _READ_ALONE:
        path = f"docs/_data/{file}"
        texts = [
            text
            for text in knowledge.texts
            if text.path == path and (not fields or text.field in fields)
        ]
        line, field = (texts[0].line, fields[0]) if fields and texts else (1, "file")
        yield path, line, field, texts, limit
    prose = by_page(knowledge)
    for page in knowledge.pages().values():
        if page.section not in NOT_PATIENT:
            limit = grade_limit(page.section)
            yield page.origin.path, page.body_line, "page", prose[page.path], limit


def check_markup(knowledge: Knowledge) -> Iterator[Problem]:
    """Pages hold words: no HTML, no picture (records name those, and none comes from another host),
    no link or citation in a title, summary or heading, no first-level heading (the title is that),
    no jump between heading levels."""
    for prose in by_page(knowledge).values():
        level = 1
        for text in prose:
            if found := _HTML.search(text.text):
                do = "write words; markup belongs to overrides/"
                yield in_text(text, "text", "Markdown without HTML", quote(found.group()), do)
            if "![" in text.text:
                do = "name a figure or a bump type in the front matter"
                yield in_text(text, "text", "words without a picture", quote("!["), do)
            if text.kind == "heading" and not 2 <= text.level <= level + 1:
                expected = "a heading of level 2" + (f" to {level + 1}" if level > 1 else "")
                do = "use ## for a section and ### inside it"
                yield in_text(text, "heading", expected, f"level {text.level}", do)
            found = CITATION.search(text.text) or LINK.search(text.text)
            if found and text.field in ("heading", "title", "summary"):
                do = "move it into a sentence"
                yield in_text(text, text.field, "words alone", quote(found.group()), do)
            level = text.level or level


def grade_limit(section: str) -> float:
    """Return the highest Flesch-Kincaid grade that a patient page of `section` may have."""
    return GRADE.get(section, 6.0)


def reading_grade(prose: Iterable[Text]) -> float:
    """Return the Flesch-Kincaid grade of texts; 0.0 where they have no sentences."""
    return flesch_kincaid(
        [
            sentence
            for text in prose
            if text.kind not in ("heading", "macro", "head")
            and text.field not in ("title", "summary")
            for sentence in text.spoken
        ]
    )


@cache
def _textstat() -> ModuleType:
    """Return textstat, for which pkg_resources is only a name: it takes a tenth of a second to
    import, and textstat uses it for lists of words that we never ask for."""
    stands_in = "pkg_resources" not in sys.modules
    if stands_in:
        sys.modules["pkg_resources"] = ModuleType("pkg_resources")
    try:
        import textstat
    finally:
        if stands_in:
            del sys.modules["pkg_resources"]
    hyphens = textstat.textstat.pyphen
    hyphens.positions = cache(hyphens.positions)  # a page has most of its words many times
    return textstat


def flesch_kincaid(prose: list[str]) -> float:
    """Return the Flesch-Kincaid grade of sentences, to one decimal; 0.0 where there are none."""
    ends = (".", "!", "?")
    said = (one if one.endswith(ends) else f"{one.rstrip(':;, ')}." for one in prose)
    return round(_textstat().flesch_kincaid_grade(" ".join(said)), 1) if prose else 0.0
