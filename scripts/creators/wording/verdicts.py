"""A rule in the room that a row of the A to Z has: a few words for the day, and every condition in
its short form."""

from collections.abc import Iterator
from dataclasses import dataclass

from creators.wording.phrases import Phrases
from knowledge.model import Asked
from knowledge.starts import Start

KINDS = {
    "skin_care": "Skin care",
    "medicine": "Medicines and acids",
    "daily_life": "Daily life",
    "treatment": "Treatments and devices",
}
"""What a row of the A to Z is, as readers choose it."""
LEAVE = "Do not use"
"""Of a cream, "leave it" would read as "leave it on"."""
LEAVE_DOING = "Do not do it"
WITH_CARE = "With care"
ASK = "Ask a pharmacist or doctor"
ONCE_HEALED = "once healed"
DEEP = "Deep or RF"
CHECKED = "Bumps left? Have them checked first"


@dataclass(frozen=True)
class Verdict:
    """The answer to "can I use it?". `kind` is go (from the first days), wait, ask or no, `more`
    are the conditions, as sentences with their full stop."""

    kind: str
    words: str
    more: tuple[str, ...] = ()


def verdict(phrases: Phrases, start: Start | None, row: Asked | None = None) -> Verdict:
    """Return the verdict of a rule, or where there is none, whom the `row` says to ask, or that
    nobody should use or do it."""
    ask = row.ask or "" if row else ""
    if row and row.leave:
        return Verdict("no", LEAVE_DOING if row.kind == "daily_life" else LEAVE)
    if start is None:
        return Verdict("ask", f"Ask {ask}") if ask else Verdict("care", WITH_CARE)
    said = [*_more(phrases, start), *([f"Ask {ask}"] if ask else [])]
    more = tuple(f"{words.rstrip('.')}." for words in said)
    if start.instead:
        return Verdict("no", str(phrases.rule(start)), more)
    if start.day is None:
        return Verdict("no", LEAVE, (f"{phrases.texts['clinician-only']}.", *more))
    if _is_for_advice(start):
        return Verdict("ask", ASK, more)
    healed = f", {ONCE_HEALED}" if start.healed else ""
    words = f"{phrases.say('from-day', n=start.day)}{healed}"
    return Verdict("wait" if start.day > 1 else "go", words, more)


def _is_for_advice(start: Start) -> bool:
    """Whether advice is all that it waits for."""
    return start.ask and start.day == 0 and start.is_bare


def _more(phrases: Phrases, start: Start) -> Iterator[str]:
    """Yield every condition but the day and healed skin."""
    if start.last is not None:
        yield phrases.say("until-day", n=start.last)
    if start.clinic is not None:
        yield f"{phrases.named_day(start.clinic)} if {phrases.texts['supplied']}"
    if start.deep is not None:
        yield f"{DEEP}: {phrases.day(start.deep)}"
    if start.checked:
        yield CHECKED
    if start.ask and not _is_for_advice(start):
        yield phrases.texts["ask-first"]
    yield from start.never
