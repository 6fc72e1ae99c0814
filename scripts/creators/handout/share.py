"""The cards of a sheet to share: as pictures, in words for who cannot see these, and what stands
below a card that is copied as text. A card is always whole: one that names some of its signs would
say that the others do not count."""

import json
from collections.abc import Iterable, Iterator

from creators.handout.english import in_text, outer
from creators.handout.sheet import Card, Imprint, Sheet, Sign, sheet_folder
from creators.handout.typst_source import language_facts
from knowledge.model import Urgency
from knowledge.records.languages import ENGLISH


def picture_texts(sheet: Sheet, imprint: Imprint) -> tuple[str, ...]:
    """Return every word of each picture, from top to bottom."""
    name = [sheet.name] if sheet.name else []
    end = _end(sheet, imprint, _typed(share_address(sheet, imprint)))
    return tuple(
        _text(sheet, [*name, f"{number}. {title}", *lines, end])
        for number, (title, *lines) in enumerate((_lines(sheet, card) for card in sheet.cards), 1)
    )


def card_end(sheet: Sheet, imprint: Imprint) -> str:
    """Return what stands below each card: where all signs are, the version, and who has not checked
    it."""
    return _end(sheet, imprint, share_address(sheet, imprint))


def share_address(sheet: Sheet, imprint: Imprint) -> str:
    """Return the address of the page with all signs: the clinic's own, or the site's in the
    language of the sheet. Of a clinic without a page, English: that page is always there."""
    language = ENGLISH if imprint.clinic else sheet.language.id
    return imprint.page or f"{imprint.site}{sheet_folder(language)}/"


def card_sources(sheet: Sheet, imprint: Imprint) -> tuple[str, ...]:
    """Return what each picture is made from (overrides/paper/share_card.typ), as JSON."""
    same = {
        "language": language_facts(sheet),
        "clinic": sheet.name,
        "status": _status(sheet, imprint),
        "signs_at": sheet.phrases.say("all-signs", address="").strip(),
        "address": _typed(share_address(sheet, imprint)),
        "version_label": sheet.labels["version"],
        "version": f"{imprint.version}, {imprint.date}",
    }
    return tuple(
        _json(
            {
                **same,
                "number": number,
                "urgency": card.urgency,
                "title": card.title,
                "otherwise": card.otherwise,
                "signs": [(sign.lead, _behind_lead(sheet, sign)) for sign in card.signs],
                "actions": list(_actions(sheet, card)),
            }
        )
        for number, card in enumerate(sheet.cards, 1)
    )


def _lines(sheet: Sheet, card: Card) -> Iterator[str]:
    yield card.title
    yield from (f"- {line}" for line in [card.otherwise] if line)
    yield from (f"- {tagged(sheet, sign)}" for sign in card.signs)
    yield from _actions(sheet, card)


def tagged(sheet: Sheet, sign: Sign) -> str:
    """Return a sign as cards have it, with what is the clinic's own about it."""
    return f"{sign.lead}{_behind_lead(sheet, sign)}"


def _behind_lead(sheet: Sheet, sign: Sign) -> str:
    tags = [sheet.labels["own-sign"]] * sign.own + [sheet.labels["sooner-sign"]] * sign.sooner
    return "".join([sign.short[len(sign.lead) :], *(f" ({tag})" for tag in tags)])


def _actions(sheet: Sheet, card: Card) -> Iterator[str]:
    yield card.action
    if card.urgency == Urgency.EMERGENCY_NOW:
        yield sheet.labels["pen-how"]


def _end(sheet: Sheet, imprint: Imprint, address: str) -> str:
    ltr = sheet.phrases.ltr
    version = f"{sheet.labels['version']} {ltr(f'{imprint.version}, {imprint.date}')}"
    stop, gap = sheet.language.stop, sheet.phrases.gap
    return "\n".join(
        [
            sheet.phrases.say("all-signs", address=ltr(address)),
            f"{version}{stop}{gap}{_status(sheet, imprint)}",
        ]
    )


def _status(sheet: Sheet, imprint: Imprint) -> str:
    """Return who has not checked the words, in English too where nobody has."""
    in_english = sheet.phrases.ltr(sheet.notice.in_english)
    said = (imprint.status, sheet.notice.words, in_english)
    return " ".join(filter(None, said))


def _typed(address: str) -> str:
    """Return an address as a reader types it."""
    return address.removeprefix("https://").rstrip("/")


def _text(sheet: Sheet, lines: Iterable[str]) -> str:
    return in_text("\n".join(lines), sheet.language.dir == "rtl")


def _json(facts: dict) -> str:
    return outer(json.dumps(facts, ensure_ascii=False))
