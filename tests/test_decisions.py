"""What we settled by judgment: each decision is on the page for clinicians, with its places."""

import re

import pytest
from bs4 import BeautifulSoup

from helpers import ROOT
from knowledge.reading.loader import load_knowledge

PAGE = "about/review-status"
DECISIONS = load_knowledge(ROOT)[0].decisions
PRODUCTS = (
    "aloe",
    "benzoyl-peroxide",
    "chamomile",
    "chemical-sunscreen",
    "cleanser",
    "clinic-gel",
    "green-tea",
    "hyaluronic-acid",
    "mineral-sunscreen",
    "plain-moisturizer",
    "retinoid",
    "salicylic-acid",
    "vitamin-c",
)
RINSED = sorted(
    {*DECISIONS["burning-rinse-at-once"].pages, *(f"treat/{name}.md" for name in PRODUCTS)}
)


def words(element) -> str:
    return " ".join(element.get_text().split())


def address(path: str) -> str:
    """The address of a page of docs, below the site's."""
    return path.removesuffix("index.md") if path.endswith("index.md") else f"{path[:-3]}/"


@pytest.fixture(scope="module")
def page(site) -> BeautifulSoup:
    return BeautifulSoup((site / PAGE / "index.html").read_text(encoding="utf-8"), "html.parser")


def test_there_are_18_decisions():
    assert len(DECISIONS) == 18


@pytest.mark.parametrize("name", DECISIONS)
def test_every_decision_is_on_the_page_with_its_question(page, name):
    decision, heading = DECISIONS[name], page.find(id=name)
    number = [*DECISIONS].index(name) + 1
    assert words(heading).startswith(f"{number}. {decision.topic}")
    section = words(heading.find_next_sibling("ul"))
    for text in (decision.decision, decision.why, decision.question):
        assert " ".join(text.split()) in section


@pytest.mark.parametrize("name", DECISIONS)
def test_every_decision_leads_to_where_readers_meet_it(page, name):
    decision = DECISIONS[name]
    links = {link["href"] for link in page.find(id=name).find_next_sibling("ul").select("a")}
    assert {f"../../when-to-worry/red-flags/#{flag}" for flag in decision.red_flags} <= links
    assert {f"../../{address(path)}" for path in decision.pages} <= links


@pytest.mark.parametrize("path", RINSED)
def test_a_page_on_a_product_says_to_rinse_at_once(knowledge, path):
    """No page makes a reader wait for boiled water while something burns."""
    texts = [text for text in knowledge.texts if text.page == path]
    assert any("any clean, cool water" in text.text for text in texts)
    for text in texts:
        if re.search(r"\bburn(?:s|ing)?\b|\bsting\b", text.text) and "boil" in text.text.lower():
            assert re.search("any clean, cool water|not a reason to wait", text.text), text.text
