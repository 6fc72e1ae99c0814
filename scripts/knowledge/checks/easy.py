"""The guide in easy words: each sign once, with every word of it, in short sentences."""

import re
from collections.abc import Iterable, Iterator

from knowledge.checks.words import EASY as FILE
from knowledge.model import Knowledge
from knowledge.problems import Problem, at, did_you_mean, place, quote
from knowledge.prose.lexicon import has_words
from knowledge.records.handout import DAY, DAYS, LAST, NUMBERS, PAGES, WEEKS, EasyRow
from knowledge.starts import Start, named_start

UNTESTED = (
    "No doctor has checked this guide yet.",
    "No person with a learning disability has tested it yet.",
)
"""What the last row says until it is no longer true."""
_SLOT = re.compile(r"\{[^}]*\}")


def check_rows_have_a_place(knowledge: Knowledge) -> Iterator[Problem]:
    """A row has a `page`, or a `red_flag` from which alone it is made, and a picture; a heading has
    no picture, and comes first on its page, once."""
    seen: set[str | None] = set()
    for row in knowledge.easy.values():
        if bool(row.page) == bool(row.red_flag):
            got = "both" if row.page else "neither"
            yield at(row, "page", "a page or a red_flag", got, "write one of the two")
        if row.red_flag and row.of:
            expected, do = "no other text beside the sign's", "take of away"
            yield at(row, "of", expected, quote(row.of[0]), do)
        if row.heading == bool(row.picture):
            expected = "a heading without a picture" if row.heading else "a picture for the row"
            yield at(row, "picture", expected, quote(row.picture or "none"), "correct picture")
        if row.page and row.heading == (row.page in seen):
            expected = f"one heading on {row.page}, as its first row"
            got = "a second one" if row.heading else f"{quote(row.id)} before it"
            yield at(row, "heading", expected, got, "move or correct it")
        seen.add(row.page)
    for page in PAGES if knowledge.easy else ():
        if page not in seen:
            expected = f"a page {page} with a heading"
            yield Problem(FILE, 1, "easy", expected, "none", f"add a row with page: {page}")


def check_easy_words_keep_every_word(knowledge: Knowledge) -> Iterator[Problem]:
    """What a reader looks for in a sign, and its conditions, stand in its row: in the same words,
    or in easy ones that `says` names."""
    for row in knowledge.easy.values():
        flag = knowledge.red_flags.get(row.red_flag or "")
        easy = {said.words: said.easy for said in row.says}
        for field in ("look_for", "conditions") if flag else ():
            for number, words in enumerate(getattr(flag, field)):
                if not has_words(row.text, easy.get(words, words)):
                    asks = f"as {field} asks ({place(flag, field, number)})"
                    expected = f"the words {quote(easy.get(words, words))}, {asks}"
                    do = "put them back, or name the easy words for them in says"
                    yield at(row, "text", expected, quote(row.text), do)
        known = {*flag.look_for, *flag.conditions} if flag else set()
        for number, said in enumerate(row.says):
            if said.words not in known:
                expected = f"words of look_for or conditions of {row.red_flag or 'a sign'}"
                do = did_you_mean(said.words, known) if known else "take it away"
                yield at(row, ("says", number, "words"), expected, quote(said.words), do)


def check_easy_days(knowledge: Knowledge) -> Iterator[Problem]:
    """A day is filled in from the rule of the things in `what`, and a row gives no day that has
    more conditions than healed skin."""
    for row in knowledge.easy.values():
        starts = [start for name in row.what if (start := named_start(knowledge, name))]
        for slot in _SLOT.findall(row.text):
            if slot not in _slots(row, starts):
                expected = " or ".join(_slots(row, starts)) or "no braces"
                yield at(row, "text", expected, quote(slot), "correct the braces or what")
        if row.what and not _SLOT.search(row.text):
            yield at(row, "text", "the day in braces, as what is named", quote(row.text), "add it")
        more = any(start.day is None or start.has_more or start.ask for start in starts)
        if more or len(starts) < len(row.what):
            expected = "things whose rule is a day, or a day on healed skin"
            got, do = quote(", ".join(row.what)), "say whom to ask, without a day"
            yield at(row, "what", expected, got, do)
        if row.healed != any(start.healed for start in starts):
            expected = f"healed: {str(not row.healed).lower()}, as the rule of {row.what}"
            do = "say it in the text too"
            yield at(row, "healed", expected, str(row.healed).lower(), do)
        if row.healed and not has_words(row.text, "healed"):
            yield at(row, "text", 'the word "healed"', quote(row.text), "say it")


def _slots(row: EasyRow, starts: Iterable[Start]) -> tuple[str, ...]:
    """Return what may be filled in: the numbers, or the days of what the row is about."""
    if row.page == "emergency_now" and row.heading:
        return (NUMBERS,)
    if any(start.instead for start in starts):
        return (DAYS, WEEKS)
    return (DAY, *([LAST] if any(start.last for start in starts) else [])) if starts else ()


def check_easy_guide_says_it_is_untested(knowledge: Knowledge) -> Iterator[Problem]:
    """The last page says that nobody has checked the guide."""
    last = [row for row in knowledge.easy.values() if row.page == PAGES[-1]][-1:]
    for row in last:
        for sentence in UNTESTED:
            if sentence not in row.lines:
                do = "put it back in the last row of the last page"
                yield at(row, "text", f"the line {quote(sentence)}", quote(row.text), do)
