"""The cards of signs as they are read back out of each kind of file: what a reader of that file is
told."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pypdfium2
from bs4 import BeautifulSoup, Tag
from icalendar import Calendar


@dataclass(frozen=True)
class Card:
    """What a file says on a card: its heading, a line for each sign, what to do, and where its
    links lead."""

    title: str
    lines: tuple[str, ...]
    action: str
    links: tuple[str, ...] = ()


Cards = dict[str, Card]
"""The cards of a file by their urgency."""
TAG = r"\s*\((?:our own sign|sooner than in general)\)\s*$|\s*\(page \d+\)"
"""What a clinic's sheet on paper says behind a sign that it changed, and a booklet where its place
in full is."""
FOOT = r"[^\r\n]*\d+ / \d+\s*$|[^\r\n]*\r?\n[^\r\n]*: page \d+ \d+\s*$"
"""The foot of a handout's page (its number of all), and of a booklet's, whose chapter is set with
it."""


def squeeze(text: str) -> str:
    """A text on one line, with the quotes and hyphens of its file made plain."""
    return " ".join(
        re.sub(
            "[\u2010\u2011\ufffe]\\s*", "-", text.replace("’", "'").replace("\u00ad", "")
        ).split()
    )


def pdf_text(data: bytes, pages: range | None = None) -> str:
    """The words of a PDF in the order in which it sets them, without the lines at the foot of each
    page."""
    document = pypdfium2.PdfDocument(data)
    texts = (
        document[number].get_textpage().get_text_range() for number in pages or range(len(document))
    )
    return squeeze(" ".join(re.sub(FOOT, "", text) for text in texts))


def cards_in_text(
    text: str,
    titles: dict[str, str],
    actions: dict[str, str],
    ends: Mapping[str, str] = MappingProxyType({}),
) -> Cards:
    """The cards of a text: a title, a bullet for each sign, and the action behind the last. Where a
    title stands without them, as in a list of contents, there is no card. `titles` and `actions`
    are those to look for, by urgency. `ends`: for a card whose title alone says what to do, the
    words behind its last sign; "" where the next title is."""
    found: Cards = {}
    last = {urgency: squeeze(ends.get(urgency, action)) for urgency, action in actions.items()}
    for urgency, items in _titled(text, titles, last):
        if card := _card_of(items, last[urgency]):
            title, action = squeeze(titles[urgency]), "" if urgency in ends else card[1]
            found.setdefault(urgency, Card(title, card[0], action))
    return found


def _card_of(items: list[str], end: str) -> tuple[tuple[str, ...], str] | None:
    """(The lines of a card, what ended it); None where it has no line, or does not end."""
    lines = []
    for item in items:
        line, ended, _ = item.partition(end) if end else (item, "", "")
        lines += [re.sub(TAG, "", line).strip()]
        if ended:
            break
    kept = tuple(filter(None, lines))
    return (kept, end) if kept and (ended or not end) else None


def _titled(
    text: str, titles: dict[str, str], ends: Mapping[str, str]
) -> list[tuple[str, list[str]]]:
    """(urgency, what stands below it, bullet by bullet) for each title in `text`. The title of a
    card without its end stands there again on the next page, where the card goes on."""
    pattern = re.compile(
        "|".join(f"(?P<{urgency}>{re.escape(squeeze(title))})" for urgency, title in titles.items())
    )
    found = list(pattern.finditer(text))
    cards: list[tuple[str, str]] = []
    for match, following in zip(found, [*(match.start() for match in found[1:]), len(text)]):
        urgency, words = match.lastgroup, text[match.end() : following]
        before = cards[-1][1] if cards and cards[-1][0] == urgency else ""
        if "•" in before and ends[urgency] not in before:
            cards[-1] = (urgency, before.rstrip() + words)
        else:
            cards.append((urgency, words))
    return [(urgency, [one.strip() for one in words.split("•")[1:]]) for urgency, words in cards]


def cards_in_page(html: str) -> Cards:
    """The cards of a handout's web page."""
    return {
        card["class"][1]: _card(card, ".action")
        for card in BeautifulSoup(html, "html.parser").select("section.card")
    }


def cards_to_make(html: str, number: str) -> list[Cards]:
    """The cards of each sheet that the page for clinics has ready, filled in with the emergency
    number of a clinic."""
    found = []
    for template in BeautifulSoup(html, "html.parser").select("template:has(section.card)"):
        for slot in template.select("[data-slot=emergency_number]"):
            slot.string = number
        found += [cards_in_page(template.decode_contents())]
    return found


def cards_in_site(html: str) -> Cards:
    """The cards of the public site's start page. What to do stands below the signs where the title
    does not say it."""
    return {
        _level(card): _card(card, ".action" if card.select_one(".action") else None)
        for card in BeautifulSoup(html, "html.parser").select(".four .flags")
    }


def signs_in_full(html: str) -> dict[str, tuple[str, str]]:
    """Each sign that has its place on a page of the public site, by its id: the urgency of the list
    that it is on, and its words."""
    page = BeautifulSoup(html, "html.parser")
    return {
        item.a["id"]: (_level(item.find_parent(class_="flags")), _said(item))
        for item in page.select(".flags li:has(> a[id])")
    }


def first_list(html: str) -> Card:
    """The first list of signs of a page of the public site."""
    return _card(BeautifulSoup(html, "html.parser").select_one(".flags"), None)


def _card(card: Tag, action: str | None) -> Card:
    title = card.select_one("h2, h3, h4, .flags-title")
    for tag in card.select(".tag"):
        tag.decompose()
    return Card(
        _said(title),
        tuple(map(_said, card.select("li"))),
        _said(card.select_one(action)) if action else "",
        tuple(link["href"] for link in card.select("a[href]")),
    )


def _said(tag: Tag) -> str:
    return squeeze(tag.get_text())


def _level(card: Tag) -> str:
    return next(name for name in card["class"] if name.startswith("flags--")).removeprefix(
        "flags--"
    )


def cards_in_json(data: bytes) -> Cards:
    """The cards of a sheet's data file. The phones of a card are where its links lead."""
    return {
        card["urgency"]: Card(
            squeeze(card["title"]),
            tuple(squeeze(sign["short"]) for sign in card["signs"]),
            squeeze(card["action"]),
            tuple(f"tel:{phone['link']}" for phone in card["phones"]),
        )
        for card in json.loads(data)["cards"]
    }


def cards_in_data(urgencies: bytes, red_flags: bytes) -> Cards:
    """The cards that another program makes of the site's data."""
    signs = json.loads(red_flags)["items"]
    return {
        level["id"]: Card(
            squeeze(level["card"]),
            tuple(squeeze(sign["short"]) for sign in signs if sign["urgency"] == level["id"]),
            squeeze(level["action"]),
        )
        for level in json.loads(urgencies)["items"]
    }


def cards_in_calendar(data: bytes) -> list[Cards]:
    """The card of each event of a calendar file: a heading that ends in a colon, a dash before each
    sign, and the action."""
    found = []
    for event in Calendar.from_ical(data).walk("VEVENT"):
        title, signs, action = re.search(
            r"^(Call .*):\n((?:- .*\n)+)\n(.*)$", str(event["description"]), re.M
        ).groups()
        lines = (squeeze(line.removeprefix("- ")) for line in signs.splitlines())
        found += [{"emergency_now": Card(squeeze(title), tuple(lines), squeeze(action))}]
    return found
