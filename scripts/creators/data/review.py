"""Lays each changed passage beside everything that it touches: the old words, the rule of each
substance that it names, its signs and their levels, and what in it looks risky.

Nothing here decides. It shows a person what to hold the sentence against.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from creators.shell.templates import template_environment
from creators.wording.macros import expand
from creators.wording.phrases import phrases_of
from knowledge.asked import start_of
from knowledge.checks.accepted import gone, unaccepted
from knowledge.checks.sign_levels import typed_levels
from knowledge.checks.typed import TIME
from knowledge.model import Knowledge, Remedy, once
from knowledge.problems import place
from knowledge.prose.blocks import macros, plain
from knowledge.prose.lexicon import create_all_names, names_in
from knowledge.prose.macros import BLOCKS
from knowledge.prose.matching import create_matcher, fold
from knowledge.prose.passages import VALUES, Passage
from knowledge.reading.accepted_file import EDITOR
from knowledge.starts import named_start
from knowledge.windows import thing

_NEAR = 0.77
"""How alike two words are when one may be a misspelling of the other (difflib's ratio): two letters
that changed places in a word of nine."""
_OLD_WORDS = 0.4
"""How alike a taken-away passage is to the new one that replaced it, at least."""
_LONG_WORD = re.compile(r"[A-Za-z][A-Za-z-]{6,}")
_ADVISER = re.compile(
    r"\b(?:doctor|nurse|clinician|pharmacist|prescri\w+|dermatologist|midwife|clinic)\b", re.I
)
_MEDICINE = re.compile(
    r"\b(?:tablets?|pills?|capsules?|medicines?|injections?|antibiotics?|antivirals?|steroids?)\b",
    re.I,
)
RISKS: Mapping[str, re.Pattern] = {
    "a time": TIME,
    "comfort": re.compile(
        r"\b(?:safe\w*|harmless|normal|fine|nothing to worry|do not worry|no need|goes? away|"
        r"good sign|always|never)\b",
        re.I,
    ),
    "done to skin": re.compile(
        r"\b(?:prick\w*|pop(?:s|ped|ping)?|squeez\w+|lanc\w+|drain\w*|peel\w* (?:it |them )?off|"
        r"pick(?:s|ed|ing)?|scratch\w*|burst\w*|pierc\w+|pok\w+|scrap\w+)\b",
        re.I,
    ),
    "leave": re.compile(
        r"\b(?:may|can|could|allowed|okay|ok|seal\w*|cover\w*|left ?over|leftovers?|borrow\w*|"
        r"share\w*|instead of|rather than|stop taking|skip\w*|double)\b",
        re.I,
    ),
}
"""What to look at twice, by what it is. A sentence with one of these can be right."""


@dataclass(frozen=True)
class Beside:
    """A passage that nobody has accepted, and what it touches, as (kind, words): the `old` words
    where something near it stood there, the `new` ones, how it `reads` where macros are in it, each
    `rule` and `sign` with its place, and each `risk`, to look at twice."""

    passage: Passage
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Review:
    """What has to be read: the passages `beside` their rules, and the words that were `taken` away
    as (file, words). `subjects` has the rule of the remedy that a file is about."""

    beside: tuple[Beside, ...]
    taken: tuple[tuple[str, str], ...]
    subjects: Mapping[str, tuple[str, ...]]


def create_review(
    knowledge: Knowledge, passages: Iterable[Passage] | None = None, within: tuple[str, ...] = ("",)
) -> Review:
    """The review of `passages` (by default all that no editor has accepted), of the files that
    begin with `within` alone."""
    found = unaccepted(knowledge) if passages is None else passages
    left = [one for one in gone(knowledge) if one.role == EDITOR]
    shown = [one for one in found if one.path.startswith(within)]
    olds = {passage: _old_words(passage, left) for passage in shown}
    replaced = set(olds.values())
    return Review(
        tuple(_beside(knowledge, passage, olds[passage]) for passage in shown),
        tuple(
            (one.path, one.words)
            for one in left
            if one.words not in replaced and one.path.startswith(within)
        ),
        {
            remedy.origin.path: tuple(_rule_of(knowledge, remedy.id))
            for remedy in knowledge.remedies.values()
        },
    )


def _beside(knowledge: Knowledge, passage: Passage, old: str) -> Beside:
    named = named_things(knowledge, passage.words)
    lines = (
        ("old", old),
        ("new", passage.words),
        ("reads", _shown(knowledge, passage)),
        *(("rule", f"in easy words: {one}") for one in passage.says),
        *(("rule", words) for words in _rules(knowledge, passage, named)),
        *(("sign", words) for words in _signs(knowledge, passage)),
        *(("risk", words) for words in _risks(knowledge, passage, named)),
    )
    return Beside(passage, tuple((kind, words) for kind, words in lines if words))


def review_lines(review: Review) -> Iterator[str]:
    """The review for a terminal."""
    file = ""
    for beside in review.beside:
        passage = beside.passage
        if passage.path != file:
            file = passage.path
            yield from (f"{file}: {line}" for line in review.subjects.get(file, ()))
            yield ""
        yield f"{passage.path}:{passage.line}: {passage.field}"
        yield from (f"    {kind:5} {words}" for kind, words in beside.lines)
        yield ""
    for path, words in review.taken:
        yield f"{path}: taken away"
        yield f"    old   {words}"
        yield ""


def create_review_page(review: Review, folder: Path, version: str) -> str:
    """The review as one page of HTML to print and sign; `folder` holds the templates."""
    template = template_environment(folder, autoescape=True).get_template("paper/review.html.jinja")
    return template.render(review=review, version=version)


def _old_words(passage: Passage, left: Iterable) -> str:
    """What stood in its file and is gone, where it is near the new words."""
    olds = [one.words for one in left if one.path == passage.path]
    near = difflib.get_close_matches(passage.words, olds, n=1, cutoff=_OLD_WORDS)
    return near[0] if near else ""


def _shown(knowledge: Knowledge, passage: Passage) -> str:
    """The words as a reader meets them, where macros print parts of them; not what a block or a
    template prints."""
    found = {name for name, _ in macros(passage.words)}
    is_prose = passage.path.startswith("docs/") and passage.field != VALUES
    return plain(expand(knowledge, passage.words)) if is_prose and found - BLOCKS else ""


def _rules(knowledge: Knowledge, passage: Passage, named: list[str]) -> Iterator[str]:
    """The rule of everything that the words name, but for what their page is about."""
    for name in named:
        own = knowledge.remedies.get(name)
        if not own or own.origin.path != passage.path:
            yield from _rule_of(knowledge, name)


def _rule_of(knowledge: Knowledge, name: str) -> Iterator[str]:
    record = thing(knowledge, name) or knowledge.remedies.get(name)
    if not record:
        yield _row_of(knowledge, name)
        return
    start = named_start(knowledge, name)
    said = f"{phrases_of(knowledge).rule(start)}." if start else "no day to wait for."
    yield f"{getattr(record, 'name', None) or record.title}: {said} ({place(record)})"
    for remedy in knowledge.remedies.values():
        if name == remedy.id or name in remedy.substances:
            yield from _exceptions(remedy)


def _row_of(knowledge: Knowledge, name: str) -> str:
    """What the A to Z says of what no other record is about, or that a brand has no row there."""
    row = knowledge.a_to_z.get(name)
    if not row:
        brand = knowledge.brands[name]
        said = "a medicine of no record" if brand.medicine else "not on needled skin"
        return f"{name}: {said} ({place(brand)})"
    start = start_of(knowledge, row)
    said = [
        f"{phrases_of(knowledge).rule(start)}." if start else "",
        "Do not use it." if row.leave else "",
        f"Ask {row.ask}." if row.ask else "",
        plain(expand(knowledge, row.words or "")),
    ]
    return f"{row.name}: {' '.join(filter(None, said))} ({place(row)})"


def _exceptions(remedy: Remedy) -> Iterator[str]:
    """Whom and what a remedy is not for."""
    for field, words in (("not_with", "not with"), ("not_for", "not for")):
        if names := getattr(remedy, field):
            yield f"{remedy.title}: {words} {', '.join(names)} ({place(remedy, field)})"


def named_things(knowledge: Knowledge, words: str) -> list[str]:
    """The ids of the substances, activities and remedies that `words` name: by their own names, by
    those on labels and in other people's words, or misspelled."""
    found: dict[str, None] = {}
    for _, ids in names_in(words, create_all_names(knowledge)):
        found |= dict.fromkeys(sorted(ids))
    known = _single_words(knowledge)
    for word in _LONG_WORD.findall(words):
        for near in difflib.get_close_matches(word.lower(), known, n=1, cutoff=_NEAR):
            found |= dict.fromkeys(known[near])
    return list(found)


@once
def _single_words(knowledge: Knowledge) -> dict[str, list[str]]:
    """The names of one long word, besides "acid", by the ids that have them: those that are often
    misspelled."""
    named = {word: sorted(ids) for word, ids in create_all_names(knowledge).items()}
    short = {word.removesuffix(" acid"): names for word, names in named.items()}
    return {word: names for word, names in short.items() if _LONG_WORD.fullmatch(word)}


def _signs(knowledge: Knowledge, passage: Passage) -> Iterator[str]:
    if passage.field == VALUES:
        return
    matcher = create_matcher(knowledge)
    # what a reader types alone counts beside other words too: here nobody is sent anywhere
    said = [passage.words, *fold(plain(passage.words)).split()]
    found = {name for words in said for name in matcher.shown(words)}
    for name in sorted(found, key=lambda name: (matcher.rank(name), name)):
        flag = knowledge.red_flags.get(name)
        if flag and passage.path != flag.origin.path:
            yield f"{flag.id}: {flag.urgency.value}. {flag.action} ({place(flag, 'urgency')})"


def _risks(knowledge: Knowledge, passage: Passage, named: list[str]) -> Iterator[str]:
    if passage.field == VALUES:
        return
    if levels := [words.lower() for words, _ in typed_levels(passage.words)]:
        yield f"a level: {', '.join(levels)}"
    for what, pattern in RISKS.items():
        if found := dict.fromkeys(one.group().lower() for one in pattern.finditer(passage.words)):
            yield f"{what}: {', '.join(found)}"
    for correction in knowledge.corrections.values():
        for phrase in correction.never_say:
            if found := re.search(phrase, passage.words, re.I):
                yield f"found wrong ({place(correction)}): {found.group()}"
    if not _ADVISER.search(passage.words):
        medicines = [one for one in named if _needs_advice(knowledge, one)]
        said = [one.group().lower() for one in _MEDICINE.finditer(passage.words)]
        if found := dict.fromkeys([*medicines, *said]):
            yield f"a medicine without whom to ask: {', '.join(found)}"


def _needs_advice(knowledge: Knowledge, name: str) -> bool:
    """Whether nobody should start it alone."""
    if remedy := knowledge.remedies.get(name):
        return remedy.needs_advice
    if row := knowledge.a_to_z.get(name):
        return row.kind == "medicine"
    return getattr(thing(knowledge, name), "supply", "anyone") != "anyone"
