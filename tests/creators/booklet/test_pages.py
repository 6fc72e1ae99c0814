"""The pages of the booklet: each block has the words of its records, whole."""

import json

import pytest

from creators.booklet.pages import Booklet, create_source, page_numbers
from creators.wording.phrases import general_card_title, phrases_of
from creators.wording.urgency import bump_level
from creators.wording.verdicts import verdict
from ebook_reader import whole_booklet
from knowledge.asked import asked, start_of
from knowledge.checks.booklet import PAGES
from knowledge.model import Knowledge


@pytest.fixture(scope="module")
def booklet(knowledge: Knowledge) -> Booklet:
    return whole_booklet(knowledge)


def blocks(booklet: Booklet, kind: str) -> list[dict]:
    return [one for page in booklet.pages for one in page.blocks if one["kind"] == kind]


def test_it_has_the_pages_of_the_file_each_with_its_place(booklet: Booklet, knowledge: Knowledge):
    assert [page.id for page in booklet.pages] == list(knowledge.booklet)
    assert len(booklet.pages) == PAGES and PAGES % 4 == 0
    lines = [int(page.place.partition(":")[2]) for page in booklet.pages]
    assert lines == sorted(lines) and len(set(lines)) == PAGES
    assert all(page.place.startswith("docs/_data/booklet.yml:") for page in booklet.pages)


def test_every_level_has_one_card_with_every_sign_of_it(booklet: Booklet, knowledge: Knowledge):
    cards = blocks(booklet, "card")
    assert [(card["number"], card["level"]) for card in cards] == [
        (number, level.value) for number, level in enumerate(knowledge.urgencies, 1)
    ]
    for card in cards:
        flags = [one for one in knowledge.red_flags.values() if one.urgency.value == card["level"]]
        assert [f"{sign['lead']}{sign['rest']}" for sign in card["signs"]] == [
            one.short for one in flags
        ]
        level = knowledge.urgencies[card["level"]]
        assert card["title"] == general_card_title(knowledge, level)
        assert card["lines"] == ([level.otherwise] if level.otherwise else [])


def test_both_covers_have_the_emergency_numbers_and_where_the_signs_stand(
    booklet: Booklet, knowledge: Knowledge
):
    places = list(knowledge.booklet)
    for page in (booklet.pages[0], booklet.pages[-1]):
        (tile,) = (one for one in page.blocks if one["kind"] == "numbers")
        numbers = [item["dial"] for item in tile["items"]]
        assert numbers == [one.number for one in knowledge.emergency_numbers.values()]
        assert tile["signs"].endswith(f"page\xa0{places.index('emergency') + 1}")


def test_the_contents_lead_to_the_pages_that_are_listed(booklet: Booklet, knowledge: Knowledge):
    (contents,) = blocks(booklet, "contents")
    pages = [*knowledge.booklet.values()]
    for item in contents["items"]:
        assert pages[item["number"] - 1].listed == item["name"]
    assert len(contents["items"]) == sum(page.listed is not None for page in pages) == 6


def test_how_to_read_the_cards_stands_over_the_first(booklet: Booklet, knowledge: Knowledge):
    (page,) = (page for page in booklet.pages if page.id == "emergency")
    rule, card = page.blocks
    assert card["number"] == 1
    assert rule["items"][0].startswith(knowledge.handout["signs-how"].text.partition(" [")[0])


def test_that_redness_can_hide_stands_beside_the_cards(booklet: Booklet, knowledge: Knowledge):
    """Over the second card, whose page is the right one where the first is the left."""
    (place,) = (
        place
        for place, page in enumerate(booklet.pages, 1)
        if any(block.get("level") == "same_day" for block in page.blocks if block["kind"] == "card")
    )
    first = booklet.pages[place - 1].blocks[0]
    said = knowledge.handout["tone-how"].text.partition(" [^")[0]
    assert place % 2 == 1 and first["items"] == [said]


def test_a_card_says_all_that_its_level_asks_for(booklet: Booklet, knowledge: Knowledge):
    phrases = phrases_of(knowledge)
    for card in blocks(booklet, "card"):
        assert card["action"] == phrases.level_action(knowledge.urgencies[card["level"]])


def test_a_bump_and_a_cause_say_how_soon_they_need_help(booklet: Booklet, knowledge: Knowledge):
    shown = [bump for block in blocks(booklet, "bumps") for bump in block["items"]]
    types = {one.name: one for one in knowledge.bump_types.values()}
    assert len(shown) == 16
    for bump in shown:
        level = bump_level(knowledge, types[bump["name"]])
        assert (bump["level"], bump["action"]) == (level.id.value, level.label)
    causes = {one.title: one for one in knowledge.causes.values()}
    for block in blocks(booklet, "cause"):
        level = knowledge.level_of(causes[block["name"]])
        assert (block["level"], block["action"]) == (level.id.value, level.label)


def test_a_bump_leads_to_no_cause_that_can_wait_longer(booklet: Booklet, knowledge: Knowledge):
    """Sore spots with pus are for a doctor, and may be acne, which is for home."""
    shown = {bump["name"]: bump for block in blocks(booklet, "bumps") for bump in block["items"]}
    numbers = page_numbers(knowledge)
    assert "causes/acne-flare.md" in numbers
    assert shown["Sore spots with pus"]["more"] == ""
    assert shown["Firm lumps"]["more"] == f"Page\xa0{numbers['causes/granuloma.md']}"


def test_a_row_of_the_a_to_z_has_its_whole_rule(booklet: Booklet, knowledge: Knowledge):
    rows = {row.name: row for row in asked(knowledge).values()}
    shown = [row for block in blocks(booklet, "rows") for row in block["items"]]
    assert len(shown) > 14
    for row in shown:
        record = rows[row["name"]]
        answer = verdict(phrases_of(knowledge), start_of(knowledge, record), record)
        assert row["answer"].startswith(answer.words) and row["verdict"] == answer.kind
        assert row["more"][: len(answer.more)] == [*answer.more]


def test_the_calendar_has_everything_that_waits(booklet: Booklet, knowledge: Knowledge):
    others, calendar = blocks(booklet, "waits")  # those that no day ends stand below the A to Z
    days = [item["day"] for item in calendar["items"]]
    assert days == sorted(days) and {item["day"] for item in others["items"]} == {None}
    items = [*calendar["items"], *others["items"]]
    said = " ".join(part["names"].lower() for item in items for part in item["parts"])
    for rule in knowledge.rules.values():
        for name in (name for avoid in rule.avoid for name in avoid.what):
            thing = knowledge.substances.get(name) or knowledge.activities[name]
            assert thing.name.lower() in said, name


def test_page_numbers_are_those_of_causes_and_of_the_signs(knowledge: Knowledge):
    numbers = page_numbers(knowledge)
    places = list(knowledge.booklet)
    assert places[numbers["causes/hives.md"] - 1] == "rash"
    assert places[numbers["when-to-worry/red-flags.md"] - 1] == "emergency"


def test_the_source_holds_every_block(booklet: Booklet):
    data = json.loads(create_source(booklet))
    assert (data["title"], data["date"]) == (booklet.title, "2026-11-22")
    made = [page.blocks for page in booklet.pages]
    assert [page["blocks"] for page in data["pages"]] == json.loads(json.dumps(made))
