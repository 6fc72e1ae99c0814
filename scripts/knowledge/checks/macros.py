"""Every macro in prose is one that a page can print."""

from collections.abc import Iterator

from knowledge.checks.references import TARGETS, ids_of
from knowledge.model import Knowledge
from knowledge.problems import Problem, did_you_mean, in_text, quote
from knowledge.prose.blocks import MACRO, Text, macros
from knowledge.prose.macros import MACROS
from knowledge.starts import named_start

AS_TYPED = frozenset(
    "heading alt title summary sign short action also card otherwise label name".split()
)
"""Fields that pages print as they stand, so that a macro would reach the reader unwritten."""


def check_macros(knowledge: Knowledge) -> Iterator[Problem]:
    """Every `{{ macro }}` is a known one, has as many arguments as it takes, and names records that
    are there."""
    for text in knowledge.texts:
        if "{{" not in text.text:
            continue
        for name, arguments in macros(text.text):
            for fault in _faults(knowledge, text, name, arguments):
                yield in_text(text, "macro", *fault)
        if "{{" in MACRO.sub("", text.text):
            got = quote(text.text)
            yield in_text(text, "macro", "{{ name id }}", got, "close it with }} and use plain ids")


def _faults(
    knowledge: Knowledge, text: Text, name: str, arguments: tuple[str, ...]
) -> Iterator[tuple[str, str, str]]:
    """Yield (expected, got, do) for each fault of a macro."""
    macro = MACROS.get(name)
    if text.field in AS_TYPED:
        got = quote(f"{{{{ {name} … }}}}")
        yield f"words alone in {text.field}", got, "move it into a sentence"
        return
    if not macro:
        yield "a known macro", quote(name), did_you_mean(name, MACROS)
        return
    if macro.block and text.kind != "macro":
        yield f"{name} alone on a line", quote(text.text), "give it its own line"
    if not macro.least <= len(arguments) <= macro.most:
        count = f"{macro.least} to {macro.most}" if macro.least != macro.most else macro.most
        yield f"{count} ids after {name}", str(len(arguments)), f"correct {{{{ {name} … }}}}"
        return
    known = [key for kind in macro.kinds for key in ids_of(knowledge, kind)]
    target = TARGETS.get(macro.kinds[0]) if len(macro.kinds) == 1 else None
    for argument in arguments:
        if argument not in known:
            do = did_you_mean(argument, known, target.where if target else "")
            yield f"an id that {name} knows", quote(argument), do
        elif name in _NEEDS and not _NEEDS[name](knowledge, argument):
            do = f"set it in the record of {argument}, or write the sentence without {name}"
            got = f"{quote(argument)} without it"
            yield f"a record that has what {name} prints", got, do


def _has_day(knowledge: Knowledge, name: str) -> bool:
    start = named_start(knowledge, name)
    return bool(start and start.day is not None)


_NEEDS = {
    "max_days": lambda knowledge, name: knowledge.remedies[name].max_days is not None,
    "test_days": lambda knowledge, name: knowledge.remedies[name].test_days is not None,
    "day": _has_day,
    "wait": _has_day,
    **dict.fromkeys(
        ("rule", "first_day", "until"),
        lambda knowledge, name: named_start(knowledge, name) is not None,
    ),
}
"""What a record must have for a macro to print it."""
