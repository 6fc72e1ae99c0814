"""What a worried person asks is answered two taps from home, on the first screen that they lead to:
the questions were written before the pages were."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page

from browser.views import PHONE, lines, show

QUESTIONS = Path(__file__).parents[1] / "data" / "questions.yml"
TAPS = 2
LINKS = """() => [...document.querySelectorAll("main a[href], .top a[href], footer a[href]")]
    .filter(link => link.checkVisibility({visibilityProperty: true}))
    .map(link => [link.innerText.trim(), link.href])"""
"""The name and the address of every link that is to be seen by scrolling alone."""
READ = """isHome => {
    const clear = (tag, x, y) => {
        const top = document.elementFromPoint(x, y);
        return top !== null && (tag.contains(top) || top.contains(tag));
    };
    const inside = tag => {
        const box = tag.getBoundingClientRect(), middle = box.left + box.width / 2;
        return tag.checkVisibility() && box.height > 0 &&
            box.top >= 0 && box.bottom <= innerHeight &&
            box.left >= 0 && box.right <= innerWidth &&
            [box.top + 2, box.top + box.height / 2, box.bottom - 2].every(
                y => clear(tag, middle, y));
    };
    const words = tag => tag.textContent.replace(/\\s+/g, " ").trim();
    const read = [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, tr, summary)")]
        .filter(tag => !tag.closest("form") && inside(tag));
    const title = read.find(tag => tag.tagName === "H1" && !isHome);
    return read.map(tag => title && tag !== title ? `${words(title)}: ${words(tag)}` : words(tag));
}"""
"""What stands whole in the window, with nothing over it: each heading, paragraph, line and row.
Where the page's title does too, each is read as a part of it; home's says nothing of a subject."""


@dataclass(frozen=True)
class Question:
    """What somebody asks, what they look for in the name of a link, and what answers it."""

    id: str
    asks: str
    by: tuple[str, ...]
    says: str

    def taps(self, names: list[str]) -> set[str]:
        """Which of these names of links they would tap: one with a word that they look for, or the
        last letters that do not come after it, as in a list from A to Z."""
        found = {
            name
            for name in names
            for word in self.by
            if re.search(rf"\b{re.escape(word)}", name, re.I)
        }
        letters = sorted(name for name in names if re.fullmatch("[A-Z][a-z]?", name))
        for word in map(str.capitalize, self.by):
            before = [name for name in letters if name[0] == word[0] and name <= word]
            found |= {*before[-1:]}
        return found

    def is_answered_by(self, texts: list[str]) -> bool:
        """Whether one of these texts says it."""
        return any(re.search(self.says, text, re.I) for text in texts)


class Reader:
    """Somebody with a phone, who remembers each place that they have been to: its links, and what
    its first screen says."""

    def __init__(self, page: Page, home: str) -> None:
        self.page, self.home = page, home
        self._links: dict[str, list[tuple[str, str]]] = {}
        self._said: dict[str, list[str]] = {}

    def said(self, place: str) -> list[str]:
        """What is read at this address without scrolling."""
        if place not in self._said:
            self.page.goto(place)
            self._said[place] = self.page.evaluate(READ, place == self.home)
            whole = place.partition("#")[0]
            if whole not in self._links:
                self._links[whole] = [tuple(link) for link in self.page.evaluate(LINKS)]
        return self._said[place]

    def led_to(self, place: str, question: Question) -> list[str]:
        """The addresses of the site that the question makes them tap at this place."""
        self.said(place)
        links = self._links[place.partition("#")[0]]
        taps = question.taps([name for name, _ in links])
        found = (
            address for name, address in links if name in taps and address.startswith(self.home)
        )
        return list(dict.fromkeys(found))

    def walk(self, question: Question) -> Iterator[tuple[str, ...]]:
        """Every way from home of at most TAPS taps, the shortest first."""
        ways = [(self.home,)]
        for _ in range(TAPS + 1):
            yield from ways
            ways = [
                (*way, place)
                for way in ways
                if len(way) <= TAPS
                for place in self.led_to(way[-1], question)
                if place not in way
            ]

    def answer(self, question: Question) -> tuple[str, ...] | None:
        """The first way that ends where the question is answered, or None."""
        return next(
            (way for way in self.walk(question) if question.is_answered_by(self.said(way[-1]))),
            None,
        )


def questions() -> list[Question]:
    """All of them, as they were asked."""
    found = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))["questions"]
    return [Question(**{**item, "by": tuple(item["by"])}) for item in found]


def test_forty_questions_are_asked_each_once():
    asked = questions()
    assert len(asked) >= 40
    assert (
        len({question.id for question in asked}) == len({one.asks for one in asked}) == len(asked)
    )


def test_each_question_is_answered_within_two_taps_and_the_first_screen(page: Page, site_url: str):
    reader = Reader(page, site_url)
    lost = [
        f"{question.asks} It led to {', '.join(way[-1] for way in reader.walk(question))}"
        for question in questions()
        if reader.answer(question) is None
    ]
    assert lost == [], lines(lost)


UNSEEN = """async letters => {
    const unseen = [];
    for (const letter of letters) {
        letter.click();
        for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
        const heading = document.querySelector(letter.getAttribute("href"));
        const rows = [heading, ...heading.nextElementSibling.children];
        const isSeen = ({top, bottom}) => top >= 0 && bottom <= innerHeight;
        unseen.push(...rows.filter(row => !isSeen(row.getBoundingClientRect())).map(row => row.id));
    }
    return unseen;
}"""
"""The letters and rows that are not in the window once one has gone to their letters."""


def test_the_a_to_z_is_seventeen_screens_of_a_phone_and_a_half(page: Page, site_url: str):
    page.goto(f"{site_url}treat/remedies-index/")
    assert page.evaluate("document.documentElement.scrollHeight") <= 17.5 * PHONE["height"]


def test_each_row_of_the_a_to_z_is_seen_at_once_below_its_letters(page: Page, site_url: str):
    page.goto(f"{site_url}treat/remedies-index/")
    letters = page.locator(".abc a")
    assert letters.evaluate_all(UNSEEN) == []
    page.evaluate("scrollTo(0, 0)")
    letters.last.click()  # as a reader does
    assert page.evaluate("scrollY") > PHONE["height"]


ROWS = '<main><h1>Care</h1><ul style="margin-top: {gap}px"><li>A cloth: day 0</li></ul></main>'


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (ROWS.format(gap=20), ["Care", "Care: A cloth: day 0"]),
        (ROWS.format(gap=720), ["Care"]),
        (ROWS.format(gap=20) + '<i style="position: fixed; inset: 0"></i>', []),
        ("<main><details><summary>More</summary><p>A cloth: day 0</p></details></main>", ["More"]),
        ("<p>A cloth: day 0</p>", []),
        ("<main><form><p><select><option>A cloth: day 0</select></p></form></main>", []),
    ],
)
def test_what_is_below_the_screen_covered_folded_or_beside_the_text_is_not_read(
    page: Page, html: str, said: list[str]
):
    show(page, html)
    assert page.evaluate(READ, False) == said


def test_a_folded_link_is_not_tapped(page: Page):
    link = '<a href="#x">Cloth</a>'
    show(page, f"<main>{link}<details><summary>More</summary>{link}</details></main>")
    assert [name for name, _ in page.evaluate(LINKS)] == ["Cloth"]


def cloth(says: str = "cloth.*day 0") -> Question:
    return Question("cloth", "A cloth?", ("cloth",), says)


@pytest.mark.parametrize(
    ("names", "taps"),
    [
        (["Cool cloths", "A tablecloth", "What to do"], {"Cool cloths"}),
        (["B", "C", "D", "1"], {"C"}),
        (["C", "Ca", "Cl", "Co", "D"], {"Cl"}),
        (["C", "Co"], {"C"}),
        (["Co"], set()),
    ],
)
def test_they_tap_a_name_with_their_word_or_the_letters_that_it_stands_under(names, taps):
    assert cloth().taps(names) == taps


def test_an_answer_stands_in_one_text():
    assert cloth().is_answered_by(["Care", "A cloth: day 0"])
    assert not cloth().is_answered_by(["A cloth", "Ice: day 0"])
