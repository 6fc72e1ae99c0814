"""Answer first, say it once: how many words a page may have, how many of its sentences may stand on
other pages too or have almost no words, and how often it may carry the open mark."""

from collections.abc import Iterator

from knowledge.checks.words import EASY
from knowledge.model import Knowledge, Page
from knowledge.problems import Problem, in_text
from knowledge.prose.blocks import LINK, OPEN_MARK, WORD, Text, macros, plain, sentences
from knowledge.prose.statements import NOT_PATIENT
from knowledge.prose.texts import by_page

TYPED = {"causes": 220, "treat": 190, "prevent": 270}
"""Words that a writer may type on a page of a section. With what its template adds (signs, days,
links) a cause has about 290, a remedy 240, a page of prevention 260: tests/test_budgets.py counts
those on the finished pages."""
LANDING = 120
"""Words on the first page of a section."""
OF_PAGES = {
    "index.md": 250,
    "identify/what-they-look-like.md": 250,
    "identify/day-by-day.md": 250,
    "identify/skin-tones.md": 420,
    "when-to-worry/red-flags.md": 280,
    "when-to-worry/who-to-call.md": 630,
}
"""Words of pages of their own kind, the records that they show apart."""
EASY_GUIDE = 1000
"""Words of the whole guide in easy words: who finds reading hard does not read more."""
REPEATED = 15
"""Sentences in 100, at most, that stand word for word on three or more other pages."""
OTHER_PAGES = 3
SHORT = 15
"""Sentences in 100, at most, with fewer than six words."""
FEW_WORDS = 6
ENOUGH = 8
"""Sentences from which on a share says something."""
Sentence = tuple[Text, str]
"""A sentence without its marks, and the text that it stands in."""

_RULES = frozenset("rule first_day until day wait action urgency how_soon".split())
"""Macros that print a day or a level: what a reader might act on keeps its own open mark."""


def check_words(knowledge: Knowledge) -> Iterator[Problem]:
    """A page has as many words as its kind allows, so that its answer is not buried."""
    for page, texts in _patient_pages(knowledge):
        count = sum(_words(page, text) for text in texts if text.field != "title")
        if count > (most := _budget(page)):
            do = "say it once and shorter, or link to the page that says it"
            expected, place = f"{most} words at most", (page.origin.path, page.body_line)
            yield Problem(*place, "page", expected, f"{count}", do)
    guide = [plain(text.text) for text in knowledge.texts if text.path == EASY]
    if (count := sum(len(WORD.findall(words)) for words in guide)) > EASY_GUIDE:
        yield Problem(
            EASY, 1, "easy", f"{EASY_GUIDE} words at most", f"{count}", "shorten some rows"
        )


def check_repeated_sentences(knowledge: Knowledge) -> Iterator[Problem]:
    """Few sentences of a page stand word for word on three or more others: a fact has one page."""
    which, do = "that stand on three other pages", "say it on one page, link"
    for found, again in _repeated(knowledge).values():
        yield from _too_many(found, again, REPEATED, which, do)


def check_short_sentences(knowledge: Knowledge) -> Iterator[Problem]:
    """Few sentences have fewer than six words: a row of them reads like a telegram."""
    which, do = "of fewer than six words", "join some with and, but, so, because"
    for _, texts in _patient_pages(knowledge):
        found = [one for one in _sentences(texts) if one[0].kind in ("paragraph", "item")]
        short = [one for one in found if len(WORD.findall(one[1])) < FEW_WORDS]
        yield from _too_many(found, short, SHORT, which, do)


def check_open_marks(knowledge: Knowledge) -> Iterator[Problem]:
    """A section of a page's prose carries the open mark once, and beside each day and level."""
    for _, texts in _patient_pages(knowledge):
        marked: dict[str, Text] = {}
        for text in texts:
            if text.field not in ("text", "do_now") or f"[^{OPEN_MARK}]" not in text.text:
                continue
            if any(name in _RULES for name, _ in macros(text.text)):
                continue
            first = marked.setdefault(f"{text.field} {text.anchor}", text)
            if first is not text:
                expected = f"one open mark for what has no day or level (line {first.line} has it)"
                yield in_text(text, text.field, expected, "another", f"remove [^{OPEN_MARK}] here")


def repeated_shares(knowledge: Knowledge) -> dict[str, int]:
    """How many in 100 of a patient page's sentences stand word for word on three or more others."""
    return {
        path: 100 * len(again) // max(1, len(found))
        for path, (found, again) in _repeated(knowledge).items()
    }


def _repeated(knowledge: Knowledge) -> dict[str, tuple[list[Sentence], list[Sentence]]]:
    """The sentences of each page, and those of them that stand on three or more others."""
    pages = {page.path: _sentences(texts) for page, texts in _patient_pages(knowledge)}
    where: dict[str, set[str]] = {}
    for path, found in pages.items():
        for _, sentence in found:
            where.setdefault(_folded(sentence), set()).add(path)
    return {
        path: (found, [one for one in found if len(where[_folded(one[1])]) > OTHER_PAGES])
        for path, found in pages.items()
    }


def _patient_pages(knowledge: Knowledge) -> Iterator[tuple[Page, list[Text]]]:
    prose = by_page(knowledge)
    for page in knowledge.pages().values():
        if page.section not in NOT_PATIENT:
            yield page, [text for text in prose[page.path] if text.kind not in ("macro", "head")]


def _budget(page: Page) -> int:
    own = (OF_PAGES[path] for path in (page.path, *page.old_paths) if path in OF_PAGES)
    return LANDING if _is_landing(page) else next(own, TYPED.get(page.section, 350))


def _is_landing(page: Page) -> bool:
    """Whether it is the first page of a section."""
    return bool(page.section) and page.id == "index"


def _words(page: Page, text: Text) -> int:
    """How many words of its page's budget a text takes. The first page of a section lists others,
    which is for nothing, as are the names of those that it leads to."""
    words = text.text
    if _is_landing(page):
        words = "" if LINK.match(words) else LINK.sub("", words)
    return len(WORD.findall(plain(words)))


def _sentences(texts: list[Text]) -> list[Sentence]:
    """Each sentence of a page with its text; a name, a cell and a link alone are none."""
    return [
        (text, sentence)
        for text in texts
        if text.kind in ("paragraph", "item") or text.field == "do_now"
        if WORD.search(plain(LINK.sub("", text.text), ""))
        for sentence in sentences(plain(text.text))
        if WORD.search(sentence)
    ]


def _folded(sentence: str) -> str:
    return " ".join(WORD.findall(sentence.lower()))


def _too_many(
    found: list[Sentence], chosen: list[Sentence], most: int, which: str, do: str
) -> Iterator[Problem]:
    """A Problem at the first of the `chosen` sentences where they are more than `most` in 100 of
    all that were `found`."""
    if len(found) >= ENOUGH and 100 * len(chosen) > most * len(found):
        expected = f"at most {most} in 100 sentences {which}"
        got = f"{len(chosen)} of {len(found)}, the first: {chosen[0][1][:50]!r}"
        yield in_text(chosen[0][0], "page", expected, got, do)
