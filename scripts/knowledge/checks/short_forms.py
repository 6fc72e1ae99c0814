"""A sign on a card is as safe as the sign in full: most readers only ever meet the short form."""

import re
from collections.abc import Iterator

from knowledge.model import Knowledge
from knowledge.problems import Problem, at, place, quote
from knowledge.prose.lexicon import has_words
from knowledge.signs import is_seen

_CONDITION = re.compile(
    r"\b(?:after|if|once|unless|until|while|with|without|when|than|from day|by day|not)\b", re.I
)
"""Words that begin a condition, or turn one around."""
_KEPT = ("look_for", "conditions")
"""Fields of a sign whose words stand in all its forms."""


def check_short_forms_begin_with_their_lead(knowledge: Knowledge) -> Iterator[Problem]:
    """The line on a card begins with the word by which a reader scans the card."""
    for flag in knowledge.red_flags.values():
        if not flag.short.startswith(flag.lead):
            expected = f"a line that begins with {quote(flag.lead)}, the lead"
            do = "begin the line with these words, or correct lead"
            yield at(flag, "short", expected, quote(flag.short, 60), do)


def check_short_forms_keep_every_word(knowledge: Knowledge) -> Iterator[Problem]:
    """The words that a reader looks for, and the conditions, stand in the sign and on its card."""
    for flag in knowledge.red_flags.values():
        asked = [(field, *one) for field in _KEPT for one in enumerate(getattr(flag, field))]
        for field, number, words in asked:
            for form in ("sign", "short"):
                if not has_words(getattr(flag, form), words):
                    asks = f"as {field} asks ({place(flag, field, number)})"
                    do = f"put them back: who looks for them here would go home; or correct {field}"
                    got = quote(getattr(flag, form), 60)
                    yield at(flag, form, f"the words {quote(words)}, {asks}", got, do)


def check_conditions_are_named(knowledge: Knowledge) -> Iterator[Problem]:
    """What the full sign makes conditional ("after heat") stands in `conditions`."""
    for flag in knowledge.red_flags.values():
        rest = flag.sign
        for condition in flag.conditions:
            rest = re.sub(re.escape(condition), " ", rest, flags=re.I)
        if found := _CONDITION.search(rest):
            clause = flag.sign[flag.sign.lower().find(found.group().lower()) :]
            expected = "each condition of the sign in conditions:"
            do = f"add the words from {quote(found.group())} on to conditions of {flag.id}"
            yield at(flag, "sign", expected, quote(clause, 50), do)


def check_rows_are_on_the_card(knowledge: Knowledge) -> Iterator[Problem]:
    """Each finding that makes a red flag is recognized in the sign and in its line on a card."""
    for row in knowledge.sign_rows.values():
        flag = knowledge.red_flags.get(row.red_flag)
        findings = [knowledge.findings.get(name) for name in row.findings if flag]
        for number, finding in enumerate(findings):
            for form in ("sign", "short") if finding else ():
                if not is_seen(knowledge, finding.id, getattr(flag, form)):
                    words = quote(" or ".join(finding.seen or (finding.words,)))
                    expected = f"a finding that {form} of {flag.id} names ({place(flag, form)})"
                    got = f"{quote(finding.id)}, of which it has none of the words {words}"
                    where = place(finding, "seen")
                    do = f"name it there, remove the row, or correct seen in {where}"
                    yield at(row, ("findings", number), expected, got, do)
