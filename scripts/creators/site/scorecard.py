"""The scorecard: what a machine can measure of each finished page, and what only a person can rate,
left open."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from creators.site.page import CreatedPage
from creators.site.shown import article, count_words, shown, words_before_answer
from knowledge.checks.budgets import repeated_shares
from knowledge.checks.plain import bare_percentages, passives
from knowledge.checks.words import LONGEST_PARAGRAPH, coleman_liau, flesch_kincaid, grade_limit
from knowledge.model import Knowledge, Page, Source
from knowledge.prose.blocks import WORD, Text, cells, plain, sentences
from knowledge.prose.statements import NOT_PATIENT, Statement, statements, strength

LONGEST_SECTION = 250
"""Words under one heading, at most, for a section to count as short."""
LONGEST_HEAD = 6
"""Words in a table's heading cell, at most, for it to count as short."""

_YOU = re.compile(r"\byour?\b", re.I)


def create_scorecard(knowledge: Knowledge, pages: Mapping[str, CreatedPage]) -> dict:
    """The scorecard as plain data: each finished page, and each instrument's items with how many
    patient pages pass, or null."""
    stated: dict[str, list[Statement]] = {}
    for found in statements(knowledge):
        stated.setdefault(found.page, []).append(found)
    repeated = repeated_shares(knowledge)
    scores = [
        _score(knowledge, page, stated.get(path, []), repeated.get(path))
        for path, page in pages.items()
    ]
    return {"pages": scores, "instruments": _instrument_rows(knowledge, scores)}


def _instrument_rows(knowledge: Knowledge, scores: list[dict]) -> list[dict]:
    """Each item of each instrument: pages that pass and pages measured, or null where a person must
    rate it."""
    written = [score["measures"] for score in scores if score["measures"] and _is_patient(score)]
    return [
        {
            "instrument": item.instrument,
            "number": item.number,
            "item": item.item,
            "pass": sum(measures[item.check] for measures in written) if item.check else None,
            "pages": len(written) if item.check else None,
            "rated_by_a_person": None,
        }
        for item in knowledge.instruments.values()
    ]


def _is_patient(score: dict) -> bool:
    return score["page"].split("/")[0] not in NOT_PATIENT


def _score(
    knowledge: Knowledge, created: CreatedPage, stated: list[Statement], repeated: int | None
) -> dict:
    """What was measured on one page. `words` are those that it shows before anything is unfolded;
    `words_before_answer` is None where its first sentence answers; `repeated_in_100` is how many of
    its typed sentences stand on three other pages, for pages that a writer typed for patients.
    Grades are US school grades; `checked` and `next_review` are ISO dates."""
    path, blocks, page = created.path, article(created.body), knowledge.pages().get(created.path)
    at_once = shown(created.body)
    section, prose = path.split("/")[0], reading(blocks)
    used = [knowledge.sources[name] for name in created.cited]
    grade = flesch_kincaid(prose)
    found = Finished(page, blocks, prose, stated, used, grade) if page else None
    strengths = Counter(strength(knowledge, statement) for statement in stated)
    checked = (str(source.checked) for source in used if source.checked)
    due = (str(source.review_by) for source in used if source.review_by)
    return {
        "page": path,
        "title": created.title,
        "words": count_words(at_once),
        "words_before_answer": words_before_answer(at_once),
        "repeated_in_100": repeated,
        "flesch_kincaid_grade": grade,
        "grade_limit": grade_limit(section) if page and section not in NOT_PATIENT else None,
        "coleman_liau_grade": coleman_liau(prose),
        "longest_sentence": max((len(WORD.findall(sentence)) for sentence in prose), default=0),
        "sources": len(used),
        "statements": len(stated),
        "cited": sum(bool(statement.sources) for statement in stated),
        "open_marks": sum(statement.careful for statement in stated),
        "strength": dict(sorted(strengths.items())),
        "checked": min(checked, default=None),
        "next_review": min(due, default=None),
        "review": created.review.words,
        "measures": {name: measure(found) for name, measure in MEASURES.items()} if found else {},
    }


@dataclass(frozen=True)
class Finished:
    """A finished page as it is measured: its record, blocks, sentences, statements, sources and
    Flesch-Kincaid grade."""

    page: Page
    blocks: list[Text]
    prose: list[str]
    stated: list[Statement]
    used: list[Source]
    grade: float

    def of_kind(self, kind: str) -> list[Text]:
        """Its blocks of one kind."""
        return [block for block in self.blocks if block.kind == kind]


def reading(blocks: list[Text]) -> list[str]:
    """The sentences that a reader reads, table cells among them; headings are no sentences."""
    found: list[str] = []
    for block in blocks:
        if block.kind == "row":
            found += [sentence for cell in cells(block.text) for sentence in sentences(plain(cell))]
        elif block.kind in ("paragraph", "item"):
            found += sentences(plain(block.text))
    return [sentence for sentence in found if WORD.search(sentence)]


def _section_words(blocks: list[Text]) -> Counter:
    return Counter({block.anchor: 0 for block in blocks}) + Counter(
        anchor
        for block in blocks
        if block.kind != "heading"
        for anchor in [block.anchor] * len(WORD.findall(plain(block.text)))
    )


MEASURES: dict[str, Callable[[Finished], bool]] = {
    "grade": lambda it: it.grade <= grade_limit(it.page.section),
    "active": lambda it: not any(map(passives, it.prose)),
    # the checks refuse a page that breaks it
    "plain_first": lambda it: True,
    "whole_numbers": lambda it: not any(map(bare_percentages, it.prose)),
    "chunks": (
        lambda it: (
            max(_section_words(it.blocks).values(), default=0) <= LONGEST_SECTION
            and all(
                len(sentences(plain(block.text))) <= LONGEST_PARAGRAPH
                for block in it.of_kind("paragraph")
            )
        )
    ),
    "headings": lambda it: any(block.level == 2 for block in it.blocks),
    "cues": lambda it: bool(it.page.do_now),
    "table_heads": lambda it: all(
        cell and len(cell.split()) <= LONGEST_HEAD
        for block in it.of_kind("head")
        for cell in cells(block.text)
    ),
    "action": lambda it: bool(it.page.do_now),
    "you": lambda it: any(_YOU.search(sentence) for sentence in it.prose),
    "steps": lambda it: len(it.of_kind("item")) >= 2,
    "top": lambda it: bool(it.page.do_now),
    "lists": lambda it: bool(it.of_kind("item")),
    "unknowns": lambda it: any(statement.careful for statement in it.stated),
    "sources": lambda it: all(statement.sources or statement.is_open for statement in it.stated),
    "dates": lambda it: all(source.checked and source.review_by for source in it.used),
    "active_action": lambda it: not any(map(passives, it.page.do_now)),
}
"""What the machine measures on a written page, by the name that instruments.yml uses."""
