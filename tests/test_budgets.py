"""Answer first, said once: how many words the finished pages show, by kind and in all."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from statistics import median

import pytest

from creators.shell.download_list import DOWNLOADS
from creators.site.files import create_site, load_templates
from creators.site.page import CreatedPage
from creators.site.remedies_index import BY_DAY
from creators.site.scorecard import count_words, shown
from knowledge.checks.budgets import REPEATED, repeated_shares
from knowledge.prose.blocks import LINK
from knowledge.prose.statements import NOT_PATIENT

ROOT = Path(__file__).parents[1]
MOST = {"causes": 271, "treat": 230, "prevent": 345}
"""Words besides the page's card of signs, whose words are the records' own."""
MEDIAN = {"causes": 285, "treat": 238, "prevent": 255}
"""Words with the card of signs."""
REMEDY_MOST = 300
"""The same of one remedy."""
LONGER = {"treat/painkillers.md": 325}
"""Ibuprofen and paracetamol: two emergencies that a tablet can hide have 120 words, those who must
not take one, or ask first, 50, and a fever and too high a dose another 50."""
LANDING_MOST = 105
OF_PAGES = {
    "identify/day-by-day.md": 890,
    BY_DAY: 693,
    "when-to-worry/who-to-call.md": 650,
}
READ = ("when-to-worry/red-flags.md", BY_DAY)
HOME, HOME_MOST = "index.md", 285
ALL = 24_940
"""The aim is 25,000, and a third of what the first whole site had would be 26,000: this number may
only fall, but for words that keep somebody safe."""
SIGNS = re.compile(r"^/// html \| div\.side\n.*?^///$", re.M | re.S)
CARD = re.compile(r"^/// html \| div\.flags\..*?^///$", re.M | re.S)


@pytest.fixture(scope="module")
def pages(knowledge) -> dict[str, CreatedPage]:
    """The finished pages that patients read, by their path."""
    return {
        path: page
        for path, page in create_site(knowledge, load_templates(ROOT)).pages.items()
        if path.split("/")[0] not in NOT_PATIENT and not is_tool(page)
    }


def is_tool(page: CreatedPage) -> bool:
    """Whether it is an old address, or a page that is worked with and has a template of its own.
    The signs have one too, as they can be heard, and the days with a reader's own dates."""
    return page.path == DOWNLOADS or bool(page.layout and page.path not in READ)


def words(page: CreatedPage) -> int:
    return count_words(shown(page.body))


def records(knowledge, pages: dict[str, CreatedPage], section: str) -> dict[str, int]:
    """How many words the page of each record of a section shows."""
    return {
        path: words(page)
        for path, page in pages.items()
        if path.startswith(f"{section}/") and path in knowledge.pages() and not is_landing(path)
    }


def is_landing(path: str) -> bool:
    return path.endswith("/index.md")


def besides_its_list(page: CreatedPage) -> int:
    """How many words it shows that are no link, stand in no line that leads to a page, and on no
    card of the start page."""
    blocks = [block for block in shown(CARD.sub("", page.body)) if not LINK.match(block.text)]
    return count_words([replace(block, text=LINK.sub("", block.text)) for block in blocks])


def assert_short(found: Iterable[tuple[str, int, int]]) -> None:
    """No page shows more words than it may: each is named that does."""
    wrong = [
        f"{path}: {count} words, {most} at most" for path, count, most in found if count > most
    ]
    assert wrong == [], "\n".join(["", *wrong])


@pytest.mark.parametrize("section", MOST)
def test_no_cause_remedy_or_page_of_prevention_buries_its_answer(knowledge, pages, section: str):
    found = records(knowledge, pages, section)
    assert found
    assert_short(
        (
            path,
            count_words(shown(SIGNS.sub("", pages[path].body))),
            MOST[section],
        )
        for path in found
    )


@pytest.mark.parametrize("section", MEDIAN)
def test_most_pages_are_shorter_still(knowledge, pages, section: str):
    middle = median(records(knowledge, pages, section).values())
    assert middle <= MEDIAN[section]


def test_a_remedy_is_short_with_its_card_of_signs_too(knowledge, pages):
    counts = records(knowledge, pages, "treat")
    assert set(LONGER) <= set(counts)
    assert_short((path, count, LONGER.get(path, REMEDY_MOST)) for path, count in counts.items())


def test_home_is_short_besides_its_cards_of_signs(pages):
    body, cards = CARD.subn("", pages[HOME].body)
    assert cards == 4
    assert_short([(HOME, count_words(shown(body)), HOME_MOST)])


def test_the_first_page_of_a_section_is_a_list_and_little_more(pages):
    landings = {path: page for path, page in pages.items() if is_landing(path)}
    assert len(landings) == 5
    assert_short((path, besides_its_list(page), LANDING_MOST) for path, page in landings.items())


def test_the_days_and_whom_to_call_are_soon_read(pages):
    assert_short((path, words(pages[path]), most) for path, most in OF_PAGES.items())


def test_all_that_patients_may_read_is_a_thin_book(pages):
    """What a section's first page shows of the start page's cards is counted there."""
    total = sum(
        count_words(shown(CARD.sub("", page.body))) if is_landing(path) else words(page)
        for path, page in pages.items()
    )
    assert total <= ALL


def test_few_sentences_stand_on_three_other_pages(knowledge):
    shares = repeated_shares(knowledge)
    assert shares
    assert {path: share for path, share in shares.items() if share > REPEATED} == {}
