"""Pages read aloud by a voice of the reader's own device, and cards copied as text: on sheets that
are one file, and on the page of all signs. No voice of a web service ever speaks."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from browser.views import ALOUD, PHONE, as_new, watch
from creators.handout.create import create_imprint, create_sheet
from creators.handout.share import card_end, picture_texts
from knowledge.translate import translate
from sheets import SITE, Made, example, fullest, general, page_of, real_knowledge, write_page

STUB = """
window.said = []; window.silenced = 0; window.ends = true; window.voices = LISTED;
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => voices,
    speak(one) {
        said.push([one.text, one.lang, one.voice.name]);
        window.last = one;
        if (ends) scheduler.postTask(() => one.onend({}));  // a timeout takes 4 ms at least
    },
    cancel() { silenced += 1; },
    onvoiceschanged: null,
} });
"""
LOCAL = {"name": "own", "lang": "en-GB", "localService": True}
REMOTE = {"name": "Google", "lang": "en-US", "localService": False}
SPANISH = {"name": "propia", "lang": "es_MX", "localService": True}
VISIBLE = """() => {
    const main = document.querySelector("main");
    main.querySelectorAll("button, sup").forEach(one => { one.hidden = true; });
    const shown = main.innerText;
    main.querySelectorAll("button, sup").forEach(one => { one.hidden = false; });
    return shown;
}"""
"""All words that the main part shows, but for its buttons and the numbers of its sources."""
ALL_SAID = """() => new Promise(done => {
    const look = () => {
        if (said.length && !document.querySelector("#listen").className) done(said);
        else setTimeout(look);
    };
    look();
})"""
CLIPBOARD = """Object.defineProperty(navigator, "clipboard",
    { value: { writeText: async text => { window.copied = text; } } })"""

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def open_with(browser: Browser) -> Iterator[Open]:
    """Open an address in a browser whose device has these voices; the tests share a page for each
    device."""
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    devices: dict[str, Page] = {}

    def go(address: str, *voices: dict) -> Page:
        listed = json.dumps(voices)
        if listed not in devices:
            devices[listed] = context.new_page()
            devices[listed].add_init_script(STUB.replace("LISTED", listed))
        page = as_new(devices[listed])
        page.log = watch(page)
        page.goto(address)
        return page

    yield go
    context.close()


@pytest.fixture(params=["general", "example", *ALOUD])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A page that can be heard: a sheet in one file, or a page of the site."""
    if request.param in ALOUD:
        return request.getfixturevalue("site_url") + request.param
    return write_page(tmp_path, *{"general": general, "example": example}[request.param]()).as_uri()


@pytest.fixture
def sheet(tmp_path: Path) -> str:
    """The general sheet in one file."""
    return write_page(tmp_path, *general()).as_uri()


def squeeze(text: str) -> str:
    """`text` without what nobody hears."""
    return re.sub(r"[\s◇]+", "", text)


def spoken(page: Page) -> list[list[str]]:
    """Press the button, wait until all is read, and return each piece, with its language and the
    name of its voice."""
    page.locator("#listen").click()
    return page.evaluate(ALL_SAID)


def hears(page: Page, *voices: dict) -> None:
    """The device has these voices now."""
    page.evaluate(f"voices = {json.dumps(voices)}, speechSynthesis.onvoiceschanged()")


def test_without_a_voice_of_the_device_there_is_no_button_and_nothing_is_said_or_asked_for(
    address: str, open_with: Open
):
    page = open_with(address, REMOTE, SPANISH)
    assert page.locator("#listen").is_hidden()
    for voices in ((), (REMOTE,), (SPANISH,), (REMOTE, SPANISH)):
        hears(page, *voices)
        assert page.locator("#listen").is_hidden(), voices
    assert page.evaluate("said") == []
    assert {urlsplit(one).netloc for one in page.log.requests} == {urlsplit(address).netloc}


def test_it_reads_all_that_is_seen_in_order_a_sentence_at_a_time(address: str, open_with: Open):
    page = open_with(address, REMOTE, LOCAL)
    pieces = spoken(page)
    assert "".join(squeeze(text) for text, *_ in pieces) == squeeze(page.evaluate(VISIBLE))
    assert not any("◇" in text for text, *_ in pieces)
    assert {(lang, voice) for _, lang, voice in pieces} == {("en", "own")}
    assert [text for text, *_ in pieces if re.search(r"[.!?] \w", text)] == []
    own = {urlsplit(request).path for request in page.log.requests}  # pictures may come late
    assert own <= {urlsplit(page.url).path, "/assets/easy-pictures.svg"}
    assert len(pieces) > 60 and page.log.errors == []


def test_a_draft_says_first_that_nobody_has_checked_it(tmp_path: Path, open_with: Open):
    sheet = create_sheet(translate(real_knowledge(), "es", "draft"))
    imprint = create_imprint(sheet, None, "4", "2026-11-30", SITE)
    page = open_with(write_page(tmp_path, sheet, imprint).as_uri(), SPANISH)
    notice, english = sheet.notice.words, sheet.notice.in_english
    pieces = [text for text, *_ in spoken(page)]
    assert notice.startswith(pieces[0]) and pieces[1] in notice
    assert english not in " ".join(pieces)
    shown = squeeze(page.evaluate(VISIBLE))
    assert squeeze("".join(pieces)) == squeeze(notice) + shown


def test_a_draft_says_so_on_every_screen(tmp_path: Path, open_with: Open):
    """On a phone, however far down, and where a link led into the middle of it."""
    sheet = create_sheet(translate(real_knowledge(), "es", "draft"))
    imprint = create_imprint(sheet, None, "4", "2026-11-30", SITE)
    page = open_with(write_page(tmp_path, sheet, imprint).as_uri(), SPANISH)
    page.set_viewport_size({"width": 360, "height": 740})
    for place in ("0", "document.body.scrollHeight / 2", "document.body.scrollHeight"):
        page.evaluate(f"scrollTo({{top: {place}, behavior: 'instant'}})")
        for line in page.locator(".draft p").all():
            box = line.bounding_box()
            assert 0 <= box["y"] and box["y"] + box["height"] < 120, place
    page.evaluate("location.hash = 'dates'")
    page.wait_for_function("document.querySelector('#dates').getBoundingClientRect().top < 200")
    below = page.locator(".draft").bounding_box()
    assert page.locator("#dates").bounding_box()["y"] >= below["y"] + below["height"]


def test_what_is_hidden_is_not_read_and_what_a_date_adds_is(open_with: Open, sheet: str):
    page = open_with(sheet, LOCAL)
    assert "Nov" not in " ".join(text for text, *_ in spoken(page))
    page.locator("#treated").fill("2026-11-22")
    page.evaluate("said.length = 0")
    pieces = spoken(page)
    assert "Sun 22 Nov" in " ".join(text for text, *_ in pieces)
    assert "".join(squeeze(text) for text, *_ in pieces) == squeeze(page.evaluate(VISIBLE))


def test_a_second_press_stops_and_a_third_begins_anew(open_with: Open, sheet: str):
    page = open_with(sheet, LOCAL)
    page.evaluate("ends = false")
    button = page.locator("#listen")
    before, silenced = button.inner_text(), page.evaluate("silenced")
    button.click()
    assert button.inner_text() == "Stop reading" and len(page.evaluate("said")) == 1
    button.click()
    assert button.inner_text() == before and page.evaluate("silenced") > silenced
    page.evaluate("last.onend({})")  # browsers end what is stopped
    assert len(page.evaluate("said")) == 1
    button.click()
    first, again = page.evaluate("said")
    assert first == again


@pytest.mark.parametrize(
    "event",
    [
        "window.dispatchEvent(new PageTransitionEvent('pagehide'))",
        "last.onerror({error: 'audio-busy'})",
        "voices = [], speechSynthesis.onvoiceschanged()",
    ],
)
def test_it_stops_when_the_page_goes_or_its_voice_does(event: str, open_with: Open, sheet: str):
    page = open_with(sheet, LOCAL)
    page.evaluate("ends = false")
    page.locator("#listen").click()
    silenced = page.evaluate("silenced")
    page.evaluate(event)
    assert page.evaluate("silenced") > silenced
    assert page.locator("#listen").get_attribute("class") == ""
    page.evaluate("last.onend({})")
    assert len(page.evaluate("said")) == 1


def test_the_button_comes_with_the_voice(open_with: Open, sheet: str):
    page = open_with(sheet)
    assert page.locator("#listen").is_hidden()
    hears(page, LOCAL)
    assert page.locator("#listen").is_visible()


def test_each_part_has_a_voice_of_its_language_or_there_is_no_button(
    open_with: Open, tmp_path: Path
):
    """A sign that is in English only is not left out of a page in Spanish."""
    html = page_of(*general()).replace('<html lang="en">', '<html lang="es-US">')
    html = html.replace("</strong>, a tight", '</strong><bdi lang="en">, a tight', 1)
    (tmp_path / "es.html").write_text(
        html.replace("swell fast</li>", "swell fast</bdi></li>", 1), encoding="utf-8"
    )
    address = (tmp_path / "es.html").as_uri()
    for voices in ((SPANISH,), (LOCAL,), (SPANISH, REMOTE)):
        assert open_with(address, *voices).locator("#listen").is_hidden(), voices
    page = open_with(address, SPANISH, LOCAL)
    pieces = spoken(page)
    assert [piece for piece in pieces if piece[1] == "en"] == [
        [
            ", a tight throat, feeling faint, swollen lips or tongue, or a face or eyes that"
            " swell fast",
            "en",
            "own",
        ]
    ]
    assert {(lang, voice) for _, lang, voice in pieces} == {("es-US", "propia"), ("en", "own")}


def copied_text(picture: str, made: Made) -> str:
    """The text of a card, from the words of its picture: without the clinic's name and the card's
    number above, and with the whole address below."""
    title, *lines, _, _ = picture.removeprefix(f"{made[0].name}\n").split("\n")
    return "\n".join([title.partition(". ")[2], *lines, card_end(*made)])


@pytest.mark.parametrize(
    "made",
    [*(pytest.param(sheet, marks=pytest.mark.sweep) for sheet in (general, example)), fullest],
    ids=["general", "example", "fullest"],
)
def test_a_card_is_copied_whole(made: Callable, tmp_path: Path, context: BrowserContext):
    page = context.new_page()
    page.add_init_script(CLIPBOARD)
    page.goto(write_page(tmp_path, *made()).as_uri())
    buttons = page.get_by_role("button", name="Copy this card")
    texts = [copied_text(text, made()) for text in picture_texts(*made())]
    for place, text in enumerate(texts):
        assert buttons.nth(place).is_visible()
        buttons.nth(place).click()
        assert page.evaluate("copied") == text
        assert page.locator(".card [role=status]").nth(place).inner_text().startswith("Copied.")
    assert buttons.count() == len(made()[0].cards)


def test_without_a_clipboard_or_scripts_there_is_no_button_to_copy(
    context: BrowserContext, sheet: str
):
    page = context.new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(sheet)
    assert page.locator("button:visible").count() == 0


def test_without_scripts_there_is_no_button(open_page_quietly: Page, sheet: str):
    open_page_quietly.goto(sheet)
    assert open_page_quietly.locator("button:visible").count() == 0


@pytest.fixture
def open_page_quietly(browser) -> Page:
    """An empty page that runs no script."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()
