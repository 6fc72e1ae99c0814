"""The scorecard: what a machine can measure of each finished page, such as how many words it shows
before anything is unfolded, and how many of them stand before its answer."""

import re
from collections.abc import Iterator, Mapping

from creators.site.page import CreatedPage
from knowledge.checks.budgets import repeated_shares
from knowledge.checks.words import flesch_kincaid, grade_limit
from knowledge.model import Knowledge
from knowledge.prose.blocks import WORD, Text, cells, parse_blocks, plain, sentences
from knowledge.prose.statements import NOT_PATIENT, Statement, statements

_FOLDED = re.compile(r"^(/{3,4}) (?:details|html \| div\.words).*?^\1$", re.M | re.S)
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_FENCE = re.compile(r"^/{3,4}(?: .*)?$", re.M)
_TAG = re.compile(r"\[◇\]\(#open-mark\)|<(?!https?:)[^>]*>|\{(?!\s*#)[^}]*\}")

ANSWERS = ("what-it-looks-like", "when-you-can-use-it", "what-to-do")
"""The sections that answer a page's own question: how a cause looks, when a remedy may be used,
what to do. The first of them that a page has is its answer."""


def create_scorecard(knowledge: Knowledge, pages: Mapping[str, CreatedPage]) -> dict:
    """The scorecard as plain data, with a score of each finished page."""
    stated: dict[str, list[Statement]] = {}
    for found in statements(knowledge):
        stated.setdefault(found.page, []).append(found)
    repeated = repeated_shares(knowledge)
    scores = [
        _score(knowledge, page, stated.get(path, []), repeated.get(path))
        for path, page in pages.items()
    ]
    return {"pages": scores}


def _score(
    knowledge: Knowledge, created: CreatedPage, stated: list[Statement], repeated: int | None
) -> dict:
    """What was measured on one page. `words` are those that it shows before anything is unfolded;
    `words_before_answer` is None where its first sentence answers; `repeated_in_100` is how many of
    its typed sentences stand on three other pages, for pages that a writer typed for patients. The
    grade is a US school grade; `checked` and `next_review` are ISO dates."""
    page, section = knowledge.pages().get(created.path), created.path.split("/")[0]
    at_once, prose = shown(created.body), [*reading(article(created.body))]
    used = [knowledge.sources[name] for name in created.cited]
    checked = (str(source.checked) for source in used if source.checked)
    due = (str(source.review_by) for source in used if source.review_by)
    return {
        "page": created.path,
        "title": created.title,
        "words": count_words(at_once),
        "words_before_answer": words_before_answer(at_once),
        "repeated_in_100": repeated,
        "flesch_kincaid_grade": flesch_kincaid(prose),
        "grade_limit": grade_limit(section) if page and section not in NOT_PATIENT else None,
        "longest_sentence": max((len(WORD.findall(sentence)) for sentence in prose), default=0),
        "sources": len(used),
        "statements": len(stated),
        "cited": sum(bool(statement.sources) for statement in stated),
        "open_marks": sum(statement.careful for statement in stated),
        "checked": min(checked, default=None),
        "next_review": min(due, default=None),
        "review": created.review.words,
    }


def reading(blocks: list[Text]) -> Iterator[str]:
    """Yield the sentences that a reader reads, table cells among them; headings are no
    sentences."""
    for block in blocks:
        if block.kind in ("row", "paragraph", "item"):
            for text in cells(block.text) if block.kind == "row" else (block.text,):
                yield from (one for one in sentences(plain(text)) if WORD.search(one))


def article(body: str) -> list[Text]:
    """The blocks of a finished page's body, without tags and attribute lists."""
    return list(parse_blocks(_TAG.sub("", body)))


def shown(body: str) -> list[Text]:
    """The same, without what folds, the words explained at the end, and what pictures say to those
    who do not see them."""
    return article(_FENCE.sub("", _PICTURE.sub("", _FOLDED.sub("", body))))


def count_words(blocks: list[Text]) -> int:
    """How many words blocks have."""
    return sum(len(WORD.findall(plain(block.text))) for block in blocks)


def words_before_answer(blocks: list[Text]) -> int | None:
    """How many words of `blocks`, all that a page shows, stand above the section that answers its
    question, or None where its first sentence does."""
    for name in ANSWERS:
        for number, block in enumerate(blocks):
            if block.anchor == name:
                return count_words(blocks[:number])
    return None
