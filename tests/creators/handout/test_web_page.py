"""The single file: small, whole, shut off from everything, and with every sign on its card."""

import io
import re
from base64 import b64decode, b64encode
from hashlib import sha256

import pytest
import zxingcpp
from bs4 import BeautifulSoup, Tag
from PIL import Image, ImageOps

from creators.handout.marks import WEB, marked_once
from creators.handout.web_page import create_handout_page
from helpers import ROOT, words
from sheets import (
    HOSTILE,
    LARGE_LOGO,
    SCRIPT,
    SITE,
    Made,
    example,
    fullest,
    general,
    hostile,
    page_of,
)

LIMIT = 100_000
"""Bytes of the file, with everything inside."""
SHEETS = {"general": general, "example": example, "fullest": fullest, "hostile": hostile}


@pytest.fixture(scope="module", params=SHEETS)
def made(request: pytest.FixtureRequest) -> Made:
    """A sheet and its imprint."""
    return SHEETS[request.param]()


@pytest.fixture(scope="module")
def soup(made: Made) -> BeautifulSoup:
    """The page of the sheet, with the largest logo."""
    return BeautifulSoup(page_of(*made, LARGE_LOGO), "html.parser")


def cards(soup: BeautifulSoup) -> dict[str, Tag]:
    """Each card of signs by its urgency."""
    return {card["aria-labelledby"]: card for card in soup.select("section.card")}


def test_it_is_below_100_000_bytes_with_the_largest_logo(capsys: pytest.CaptureFixture):
    """The fullest clinic may have a little more: it gets no folder, as paper has no room for it."""
    sizes = {name: len(page_of(*create(), LARGE_LOGO).encode()) for name, create in SHEETS.items()}
    with capsys.disabled():
        print(
            "\nsingle file with a logo of 40,000 bytes:",
            ", ".join(f"{name} {size:,}" for name, size in sizes.items()),
        )
    assert all(size < LIMIT for name, size in sizes.items() if name != "fullest")
    assert sizes["fullest"] < 1.01 * LIMIT


def test_its_policy_allows_its_own_style_and_script_and_nothing_else(soup: BeautifulSoup):
    policy = dict(
        part.split(maxsplit=1)
        for part in soup.select_one("meta[http-equiv=Content-Security-Policy]")["content"].split(
            "; "
        )
    )
    digest = lambda tag: f"'sha256-{b64encode(sha256(tag.string.encode()).digest()).decode()}'"
    scripts = [tag for tag in soup.find_all("script") if tag.get("type") != "application/json"]
    assert len(scripts) == len(soup.find_all("style")) == 1
    assert policy == {
        "default-src": "'none'",
        "style-src": digest(soup.style),
        "script-src": digest(scripts[0]),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    first = soup.head.find(["style", "script", "link", "title"])
    # a policy holds for what follows it
    assert first.find_previous("meta", attrs={"http-equiv": True})
    assert [
        tag.name
        for tag in soup.find_all(True)
        if "style" in tag.attrs or any(name.startswith("on") for name in tag.attrs)
    ] == []


def test_it_asks_for_nothing_and_leads_only_to_the_site_and_the_clinic(
    made: Made, soup: BeautifulSoup
):
    sheet, imprint = made
    assert {tag["src"].split(",")[0] for tag in soup.select("[src]")} <= {"data:image/png;base64"}
    assert soup.select("link, iframe, object, embed, base, [action], [srcset]") == []
    assert re.findall(r"url\(|@import|https?:", soup.style.string) == []
    allowed = {f"{SITE}about/sources/", imprint.check_address, imprint.page, sheet.web, "#dates"}
    phones = {
        f"tel:{phone.link}"
        for phone in (*sheet.phones, *(phone for card in sheet.cards for phone in card.phones))
    }
    assert {tag["href"] for tag in soup.select("[href]:not(image)")} <= allowed | phones
    assert all(tag["href"].startswith("data:image/png;") for tag in soup.select("image"))
    assert not re.search(
        r"https?://|fetch|XMLHttp|localStorage|sessionStorage|cookie|indexedDB", SCRIPT
    )


def test_every_sign_stands_on_the_card_of_its_urgency_in_full(made: Made, soup: BeautifulSoup):
    """The whole line, which begins with its lead in bold, and nothing else but what the clinic
    changed."""
    labels = made[0].labels
    found = {
        (item["data-sign"], level): item
        for level, card in cards(soup).items()
        for item in card.select("[data-sign]")
    }
    assert [*found] == [(sign.id, urgency) for sign, urgency in made[0].signs()]
    for sign, urgency in made[0].signs():
        item = found[sign.id, urgency]
        tags = [labels["own-sign"]] * sign.own + [labels["sooner-sign"]] * sign.sooner
        assert words(item) == " ".join(" ".join([sign.short, *tags]).split()), sign.id
        assert [words(lead) for lead in item.select("strong")] == [sign.lead] * (not sign.own), (
            sign.id
        )
        assert bool(item.bdi) == sign.own, sign.id
    assert [words(line) for line in soup.select("section.card .expected")] == [
        line for card in marked_once(made[0], WEB).cards for line in card.expected
    ]


def test_the_cards_come_first_with_what_to_do_and_whom_to_call(made: Made, soup: BeautifulSoup):
    assert [heading.get("id") for heading in soup.main.find_all(["h2", "h3"])][
        : len(made[0].cards) + 1
    ] == ["signs", *(card.urgency for card in made[0].cards)]
    for card in made[0].cards:
        tag = cards(soup)[card.urgency]
        assert words(tag.h3) == card.title and words(tag.select_one(".action")) == card.action
        numbers = [(f"tel:{phone.link}", phone.number) for phone in card.phones]
        dialed = [(link["href"], words(link)) for link in tag.h3.select("a")]
        assert dialed == (numbers if card.urgency == "emergency_now" else [])
        called = [(link["href"], words(link.strong)) for link in tag.select("a.call")]
        assert called == (numbers if made[0].phones and card.urgency != "routine" else [])
        assert len(tag.select("a")) == len(dialed) + len(called), "nothing else leads out of a card"
    first = made[0].cards[0]
    assert (
        first.urgency == "emergency_now"
        and first.phones
        and all(phone.number in first.title for phone in first.phones)
    )
    if not made[0].phones:
        assert made[0].emergency_numbers in words(cards(soup)["emergency_now"])


def test_every_word_of_the_sheet_is_on_it(made: Made, soup: BeautifulSoup):
    sheet, imprint = marked_once(made[0], WEB), made[1]
    text = words(soup.body)
    groups = (*sheet.helps, *sheet.leave)
    wanted = [
        sheet.name,
        *sheet.about,
        sheet.web,
        *(name for group in sheet.medicines for name in group.names),
        *sheet.clinicians,
        *sheet.phone_lines,
        *sheet.questions,
        *sheet.changes,
        *sheet.notes,
        *(f"{name}: {use}" for name, use in sheet.products),
        *(stage.text for stage in sheet.stages),
        *(check.text for check in sheet.checks),
        *(check.action for check in sheet.checks),
        *(group.words.lead for group in (*groups, *sheet.sun)),
        *(item for group in groups for item in group.names),
        *(words for group in groups for words, _ in group.words.more),
        imprint.version,
        imprint.date,
        imprint.status,
        imprint.signed,
        imprint.check_address,
        imprint.page,
    ]
    assert [line for line in wanted if " ".join(line.split()) not in text] == []


def test_every_day_has_a_place_for_its_date_that_is_empty_without_scripts(
    made: Made, soup: BeautifulSoup
):
    slots = soup.select("time")
    assert {f"P{day}D" for day in made[0].days()} == {slot["datetime"] for slot in slots}
    assert all(
        slot.find_parent(class_="date").has_attr("hidden") and not slot.get_text() for slot in slots
    )
    assert soup.select_one("#dates").has_attr("hidden")


@pytest.mark.parametrize("make", [general, example])
def test_no_space_stands_before_a_full_stop_where_no_date_is_shown(make):
    shown = BeautifulSoup(page_of(*make()), "html.parser")
    for one in shown.select("[hidden], style, script"):
        one.decompose()
    assert re.findall(r".{0,20}[\w\d] [.;,].{0,20}", shown.get_text()) == []


def test_each_code_leads_where_its_words_say(made: Made, soup: BeautifulSoup):
    places = [link["href"] for link in soup.select(".codes a")]
    assert places == [address for address in (made[1].page, made[1].check_address) if address]
    assert [read_code(code["href"]) for code in soup.select(".codes svg image")] == places


def read_code(picture: str) -> str:
    """Return what a QR code says that is the address of a picture, with room around it."""
    code = Image.open(io.BytesIO(b64decode(picture.partition(",")[2]))).convert("L")
    code = ImageOps.expand(code.resize([side * 8 for side in code.size], 0), 32, 255)
    return zxingcpp.read_barcode(code).text


def test_what_a_clinic_wrote_is_text_and_never_markup():
    page = page_of(*hostile())
    soup = BeautifulSoup(page, "html.parser")
    assert (
        page.count(HOSTILE) == 0
        and "<img src=x" not in page
        and "49" not in words(soup.select_one(".name"))
    )
    assert len(soup.find_all("script")) == 2 and soup.find_all("img") == []
    assert words(soup.select_one(".name")) == " ".join(
        HOSTILE.split()
    ) and soup.title.get_text().endswith(HOSTILE)


def test_the_clinics_colors_are_properties_of_its_own_style():
    sheet, imprint = example()
    style = BeautifulSoup(page_of(sheet, imprint), "html.parser").style.string
    assert style.endswith(":root{--main:#1d4f7a;--ground:#e8f0f7}")
    assert "--main:#1d4f7a" not in page_of(*general())


def test_it_has_a_language_a_title_and_no_logo_where_there_is_none(made: Made):
    soup = BeautifulSoup(page_of(*made), "html.parser")
    assert (
        soup.html["lang"] == "en"
        and made[0].title in soup.title.get_text()
        and soup.find_all("img") == []
    )


def test_a_script_that_would_end_its_own_element_is_refused():
    with pytest.raises(ValueError, match="no </ in a script"):
        create_handout_page(ROOT / "overrides", *general(), script="'</script>'")
