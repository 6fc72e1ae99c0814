"""One wording for each sign: beside its words, prose prints how soon from the sign's own record."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from knowledge.model import Knowledge, RedFlag, Urgency
from knowledge.problems import Problem, in_text, place, quote
from knowledge.prose.blocks import CITATION, LINK, MACRO, Text, plain, sentences
from knowledge.prose.lexicon import phrases, words_pattern
from knowledge.prose.statements import NOT_PATIENT

_OWN_WORDS = (
    "red_flags.yml",
    "urgencies.yml",
    "hazards.yml",
    "decisions.yml",
    "handout_labels.yml",
    "phrases.yml",
)
"""Records whose task it is to say how soon, and those that only pages about the site show."""
_NO_MACRO = ("title", "summary")
"""Fields that print what is typed, so that the level of the sign itself may stand there."""

_ASKS_FOR_HELP = r"""
    (?:\b(?:see|call|ring|phone|dial|visit|contact|message|book|go|seek|needs?|show\ it|
    (?:get|find)\ (?:it|them|help|seen|medical|to|a\ doctor))\b[^.,;:?!|]{0,60}?\b|
    \b(?:doctor|nurse|clinician|clinic|hospital|help|care|treatment|service|check|visit|seen|
    checked)\b[:,]?\ )
"""
"""What stands before a time if it is about help: "see a doctor today", "help now"."""
EMERGENCY_NUMBER = r"(?<![\d.,])\b(?:911|999|112|000)\b"
"""A pattern: one of the numbers, and not a part of another one."""
_TYPED = (
    (
        Urgency.EMERGENCY_NOW,
        rf"""
        \b(?:call|dial|ring|phone)\b[^.,;:?!|]{{0,30}}\bemergency\b|
        \bemergenc(?:y|ies)\b
        (?!\ (?:card|list|sign|number|step|call|line|contact|service|plan|table|heading)s?\b)|
        \bambulance\b|\bA&E\b|{EMERGENCY_NUMBER}|
        {_ASKS_FOR_HELP}(?:right\ now|now(?!\ and\ then))\b""",
    ),
    (
        Urgency.SAME_DAY,
        rf"""
        \bsame-day\b|
        {_ASKS_FOR_HELP}(?:today|tonight|the\ same\ day|this\ (?:morning|afternoon|evening))\b""",
    ),
    (
        Urgency.WITHIN_48H,
        r"""
        \b(?:with)?in\ (?:the\ next\ )?(?:two|2|48)\ (?:days|hours)\b""",
    ),
    (
        Urgency.ROUTINE,
        r"""
        \b(?:can|could|may|might)\ (?:safely\ )?wait\b|\bwait\ and\ see\b|
        \bnot\ urgent\b|\bno\ (?:hurry|rush)\b|\bno\ need\ to\ (?:hurry|rush|call|see|go)\b|
        \bneeds?\ no\ (?:doctor|help|care|treatment)\b|
        \b(?:at|until|for)\ (?:your|the)\ next\ visit\b|\bwhen\ it\ suits\ you\b|
        \blook\ after\ (?:it|them|this)\ (?:yourself\ )?at\ home\b""",
    ),
    (
        None,
        rf"""
        (?<!more\ )(?<!most\ )(?<!less\ )(?<!how\ )(?<!as\ )\burgent(?:ly)?\b(?!\ care\b)|
        {_ASKS_FOR_HELP}(?:soon|fast|quickly|right\ away|straight\ away|immediately|at\ once|
        without\ delay|as\ (?:soon|fast)\ as\ (?:you\ can|possible)|
        tomorrow|this\ week|next\ week|in\ a\ few\ days)\b""",
    ),
)
"""Words that say how soon, and their level; None where they are no level's own."""
_TYPED_PATTERNS = tuple((level, re.compile(pattern, re.I | re.X)) for level, pattern in _TYPED)
_HEAD_PATTERNS = ((Urgency.EMERGENCY_NOW, re.compile(r"\bemergenc", re.I)), *_TYPED_PATTERNS[:-1])
"""The same for a heading, or a line that leads into a list: it gives its level to the list."""

_ABSENT = phrases(r"""
    (?:\b(?:no|not|without|nor|never|none of)|n[’']t)\b
    (?: (?:a|an|any|the|more|of|longer))*(?: [\w-]+ (?:or|nor))? $
""")
"""What stands before a sign that is not there: "no pus", "no pus or fever"."""
_TOGETHER = re.compile(
    r"\bwith\b(?! (?:no|none)\b)|\bwhile\b|\band (?:a |an |any |some |have |feel )*$",
    re.I,
)
"""What stands before a sign that comes on top of another one: "hot skin, with a fever"."""
_QUALIFIED = re.compile(r"^ (?:with|while|after (?:heat|RF|needling with heat))\b", re.I)
"""What stands behind a sign that is more than its words: "severe pain after heat (RF)"."""

_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}\\.?")


@dataclass(frozen=True)
class _Named:
    """A sign that a sentence names; `alone`: as a sign of its own, not on top of another one."""

    words: str
    flag: RedFlag
    alone: bool


@dataclass(frozen=True)
class _Said:
    """A sentence: its signs, and the macros behind it that print a level."""

    words: str
    signs: tuple[_Named, ...]
    levels: tuple[tuple[str, Urgency], ...]

    @property
    def asks(self) -> bool:
        return self.words.endswith("?")

    @cached_property
    def typed(self) -> list[tuple[Urgency | None, str]]:
        """The levels that its words say, each with the first words that say it."""
        found = ((level, pattern.search(self.words)) for level, pattern in _TYPED_PATTERNS)
        return [(level, words.group()) for level, words in found if words]


@dataclass(frozen=True)
class _Signs:
    """The words of every red flag, ready to be looked for."""

    knowledge: Knowledge
    flags: dict[str, RedFlag]
    pattern: re.Pattern

    def named(self, sentence: str) -> Iterator[_Named]:
        """Yield the signs that a sentence names, but for those that it says are not there."""
        for found in self.pattern.finditer(sentence):
            before, after = sentence[: found.start()], sentence[found.end() :]
            together = (
                _TOGETHER.search(before)
                or _QUALIFIED.match(after)
                or self.pattern.search(after.partition(" with ")[2])
            )
            if not _ABSENT.search(before):
                yield _Named(found.group(), self.flags[found.group().lower()], not together)

    def levels_of(self, macros: list[tuple[str, str]]) -> Iterator[tuple[str, Urgency]]:
        """Yield the macros that print a level, with it; other checks refuse unknown names."""
        for name, argument in macros:
            if name == "action" and argument in self.knowledge.red_flags:
                level = self.knowledge.red_flags[argument].urgency
            elif name == "how_soon" and argument in self.knowledge.causes:
                level = self.knowledge.urgency_of(self.knowledge.causes[argument])
            elif name == "urgency" and argument in [level.value for level in Urgency]:
                level = Urgency(argument)
            else:
                continue
            yield f"{{{{ {name} {argument} }}}}", level


def check_levels_beside_signs(knowledge: Knowledge) -> Iterator[Problem]:
    """Beside a red flag's words, how soon comes from its record: typed nowhere, and no other."""
    flags = {word.lower(): flag for flag in knowledge.red_flags.values() for word in flag.words}
    signs = _Signs(knowledge, flags, words_pattern(flags))
    for text, over in _with_list_level(knowledge):
        if signs.pattern.search(text.text):
            yield from _check_text(text, _sentences(signs, text), over)


def _check_text(text: Text, said: list[_Said], over: Urgency | None) -> Iterator[Problem]:
    """Yield one Problem for each red flag of a sentence that has a level beside it that is not its
    own, or that was typed."""
    for number, sentence in enumerate(said):
        reported = set()
        for sign in sentence.signs:
            found = _printed(said, number, sign) or _typed(text, said, number, sign)
            if not found and over and over is not sign.flag.urgency and sign.alone:
                found = f"{over.value}, of the list it is in"
            if found and sign.flag.id not in reported:
                reported.add(sign.flag.id)
                yield _problem(text, sign, found)


def _printed(said: list[_Said], number: int, sign: _Named) -> str | None:
    """Return the macro that prints another level than the sign's. Never a calmer one; a more urgent
    one only where signs come together."""
    for macro, level in _answer(said, number):
        calmer, other = level.rank > sign.flag.urgency.rank, level is not sign.flag.urgency
        if calmer or (other and sign.alone):
            return macro
    return None


def _answer(said: list[_Said], number: int) -> tuple[tuple[str, Urgency], ...]:
    """Return the macros behind a sentence; else those behind the next one, if both ask or the next
    names no sign of its own."""
    sentence, after = said[number], said[number + 1 : number + 2]
    if sentence.levels or not after:
        return sentence.levels
    if sentence.asks and after[0].asks:
        return _answer(said, number + 1)
    return after[0].levels if not after[0].signs else ()


def _typed(text: Text, said: list[_Said], number: int, sign: _Named) -> str | None:
    """Return words of a level in the sign's own sentence, or in the one before or after it."""
    own, near = said[number], [*said[max(number - 1, 0) : number], *said[number + 1 : number + 2]]
    for sentence in (own, *near):
        for level, words in sentence.typed:
            if text.field not in _NO_MACRO or level not in (None, sign.flag.urgency):
                return words
    return None


def _sentences(signs: _Signs, text: Text) -> list[_Said]:
    """Return the sentences of a text. A macro that prints a level belongs to the sentence before
    it, or to the first one."""
    words, macros = _marked(text)
    said, early = [], ()
    for sentence in [words] if text.kind in ("row", "head") else sentences(words):
        used = [macros[int(number)] for number in _MARK.findall(sentence)]
        own = " ".join(_MARK.sub("", sentence).split())
        named, levels = tuple(signs.named(own)), tuple(signs.levels_of(used))
        if own or named:
            said.append(_Said(own, named, early + levels))
            early = ()
        elif said:
            said[-1] = _Said(said[-1].words, said[-1].signs, said[-1].levels + levels)
        else:
            early += levels
    return said


def _marked(text: Text) -> tuple[str, list[tuple[str, str]]]:
    """Return plain words with a mark for each macro on signs, and these macros. What an action
    prints ends a sentence."""
    macros = []

    def mark(found: re.Match) -> str:
        name, arguments = found.group(1), found.group(2).split()
        if name not in ("action", "urgency", "how_soon", "sign") or len(arguments) != 1:
            return "day 7"
        macros.append((name, arguments[0]))
        return f"{_OPEN}{len(macros) - 1}{_CLOSE}" + ("" if name == "sign" else ".")

    words = LINK.sub(r"\1", CITATION.sub("", text.text.replace("|", " ")))
    return plain(MACRO.sub(mark, words)), macros


def _with_list_level(knowledge: Knowledge) -> Iterator[tuple[Text, Urgency | None]]:
    """Yield every text that a patient reads; a list's item with the level of its lead."""
    heading, over = None, None
    for text in knowledge.texts:
        if text.kind == "heading":
            heading = over = _head_level(text)
        elif text.kind == "paragraph":
            leads = text.text.rstrip().endswith(":")
            over = (_head_level(text) or heading) if leads else None
        elif text.kind != "item":
            over = None
        elsewhere = text.section in NOT_PATIENT or text.path.endswith(_OWN_WORDS)
        if not elsewhere and text.kind not in ("heading", "macro"):
            yield text, over


def typed_levels(text: str) -> Iterator[tuple[str, Urgency]]:
    """Each level that `text` types, with its words."""
    for level, pattern in _TYPED_PATTERNS:
        if level and (found := pattern.search(text)):
            yield found.group(), level


def _head_level(text: Text) -> Urgency | None:
    return next((level for level, found in _HEAD_PATTERNS if found.search(text.text)), None)


def _problem(text: Text, sign: _Named, found: str) -> Problem:
    flag = sign.flag
    level = f"{flag.urgency.value} ({place(flag, 'urgency')})"
    expected = f"for {quote(sign.words)} the level of {flag.id}: {level}, from its record"
    do = f"write {{{{ action {flag.id} }}}} in its place"
    return in_text(text, "sentence", expected, quote(found), do)
