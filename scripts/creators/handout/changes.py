"""What a clinic changed, made from the differences between the general knowledge and its own:
nobody types this box."""

from collections.abc import Iterator

from creators.wording.phrases import phrases_of
from knowledge.model import Knowledge
from knowledge.tighten import OWN
from knowledge.windows import end_of, thing, windows, windows_on


def create_changes(knowledge: Knowledge, strict: Knowledge) -> tuple[str, ...]:
    """Return each difference as a line: signs first, then what to leave alone. A later start is a
    longer wait for what the remedy holds."""
    return (*_signs(knowledge, strict), *_waits(knowledge, strict))


def _signs(knowledge: Knowledge, strict: Knowledge) -> Iterator[str]:
    phrases = phrases_of(strict)
    for name, flag in strict.red_flags.items():
        label = strict.urgencies[flag.urgency].label
        if name.startswith(OWN):
            yield phrases.say("change-own", sign=flag.short, level=label)
        elif flag.urgency is not knowledge.red_flags[name].urgency:
            general = strict.urgencies[knowledge.red_flags[name].urgency].label
            yield phrases.say("change-sooner", sign=flag.short, level=label, general=general)


def _waits(knowledge: Knowledge, strict: Knowledge) -> Iterator[str]:
    """Yield what waits longer. The sheet has each new day with its whole rule in one place, so no
    day stands here. A clinic's wait holds after any needling, so what is longer after deep needling
    is in this line as well."""
    longer = [
        thing(strict, name).name
        for name in dict.fromkeys(window.what for window in windows(strict))
        if _end(strict, name) > _end(knowledge, name)
    ]
    if longer:
        phrases = phrases_of(strict)
        yield phrases.say("change-waits", things=phrases.language.semicolon.join(longer))


def _end(knowledge: Knowledge, what: str) -> int:
    """Return the day on which the last wait for something ends; 0 where there is none."""
    return max((end_of(window) for window in windows_on(knowledge, what, "any")), default=0)
