"""A first day in prose stands beside its whole rule: healed skin, deep or RF needling, bumps
checked first, who must not."""

from collections.abc import Iterator

from knowledge.model import Knowledge
from knowledge.problems import Problem, in_text, quote
from knowledge.prose.blocks import CITATION, Text, macros, sentences
from knowledge.starts import Start, named_start, same_rule

BARE = frozenset({"day", "wait", "deep_day"})
"""Macros that print a day alone."""
WITH_HEALED = frozenset({"first_day", "until"})
"""Macros that print a day and healed skin."""


def check_days_have_their_rule(knowledge: Knowledge) -> Iterator[Problem]:
    """A macro prints a day without its conditions only beside the whole rule."""
    for text, sentence, beside in _with_neighbors(knowledge):
        for macro, arguments in macros(sentence):
            if macro not in BARE | WITH_HEALED or not arguments:
                continue
            start = named_start(knowledge, arguments[0])
            rules = _rules_in(knowledge, beside)
            if start and _lacks(macro, start) and not any(same_rule(start, one) for one in rules):
                expected = f"the whole rule for {arguments[0]}, in it or next to it"
                got = quote(f"{{{{ {macro} {arguments[0]} }}}}")
                do = f"print {{{{ rule {arguments[0]} }}}}"
                yield in_text(text, "sentence", expected, got, do)


def _lacks(macro: str, start: Start) -> bool:
    return start.has_more if macro in WITH_HEALED else not start.is_bare


def _rules_in(knowledge: Knowledge, beside: list[str]) -> list[Start]:
    names = [
        arguments[0]
        for one in beside
        for macro, arguments in macros(one)
        if macro == "rule" and arguments
    ]
    return [start for name in names if (start := named_start(knowledge, name))]


def _with_neighbors(knowledge: Knowledge) -> Iterator[tuple[Text, str, list[str]]]:
    """Yield each sentence of our own prose as typed, with those beside it."""
    for text in knowledge.texts:
        every = sentences(CITATION.sub("", text.text)) if text.kind != "macro" else []
        for number, sentence in enumerate(every):
            yield text, sentence, every[max(0, number - 1) : number + 2]
