"""Days to dates: on the single file of a clinic, opened from a folder, and on the site's own page.
Nothing is sent, nothing is kept."""

import datetime
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from browser.axe import COLORS, LAYOUT, STANDARDS, violations
from browser.layout import overflow, space_text
from browser.paper import letters, load_pictures, print_sheets
from browser.test_traffic import INTRUDE, KEPT
from browser.views import DESKTOP, PHONE, ZOOMED, as_new, lines, watch
from creators.handout.create import create_imprint, create_sheet
from creators.handout.dates import create_calendar
from creators.handout.marks import bare
from creators.handout.sheet import Sheet, dates_of
from creators.handout.versions import printed_version
from creators.site.remedies_index import BY_DAY as BY_DAY_PAGE
from creators.site.remedies_index import create_indexes, rows
from creators.wording.phrases import phrases_of
from creators.wording.waits import waiting
from creators.wording.words import capital
from helpers import wait_for
from knowledge.model import Knowledge
from sheets import LARGE_LOGO, SITE, Made, example, fullest, general, hostile, write_page

NOW = "2026-11-27T12:00:00Z"
TREATED = datetime.date(2026, 11, 22)
ZONES = (
    "UTC",
    "America/Los_Angeles",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Europe/Berlin",
    "Australia/Lord_Howe",
)
"""Far west and far east of where the day begins, and some where the clock changes."""
ALIKE = ("UTC", "Europe/Berlin")
"""Those that are like another of them: they are for `--all`."""
CHANGING = ("America/Los_Angeles", "Europe/Berlin", "Australia/Lord_Howe")
"""Those where it does."""
DAYS = (
    "2026-11-22",
    "2026-03-07",
    "2026-03-28",
    "2026-10-24",
    "2026-10-31",
    "2027-02-27",
    "2024-02-28",
    "2026-12-31",
    "2020-01-01",
    "2027-11-28",
)
"""Among them the days before the clocks change, before a leap day, at the end of a year, and the
first and the last that are taken."""
FEW = ("2026-11-22", "2024-02-28", "2020-01-01", "2027-11-28")
"""Those of them for where the clock never changes."""
SHOWN = """() => [...document.querySelectorAll("time")].map(slot => [
    slot.dataset.day, slot.textContent, slot.dateTime, slot.checkVisibility()])"""
PICK = """
    const field = document.getElementById("treated");
    const pick = day => {
        field.value = day;
        for (const name of ["input", "change"]) field.dispatchEvent(new Event(name));
    };"""
"""Chooses a day as `pick` does, in the page itself: for many days one after another."""
DATES = f"""days => {{
    {PICK}
    return days.map(day => [pick(day), location.href, ({SHOWN})()]);
}}"""
TURN = """day => new Promise(done => {
    if (location.hash.slice(1) === day) return done();
    addEventListener("hashchange", () => done(), { once: true });
    location.hash = day;
})"""
"""Has another day in the address, and waits until the page has read it."""
FIELD = """() => [
    document.getElementById("dates-status").innerText,
    document.getElementById("treated").value,
    document.getElementById("dates-save").checkVisibility()]"""
"""What the page says of the day, what its field holds, and whether it offers a file."""
TURNED = f"""async days => {{
    {PICK}
    const turn = {TURN};
    const found = [];
    for (const day of days) {{
        await turn(day);
        const before = [({FIELD})(), ({SHOWN})()];
        pick("2026-11-22");
        found.push([...before, location.href, ({SHOWN})()]);
    }}
    return found;
}}"""
"""What the page is with each of these in the address, and what with a day picked after that."""
CALENDARS = f"""async days => {{
    {PICK}
    const made = [], make = URL.createObjectURL;
    URL.createObjectURL = file => make.call(URL, made.at(-1).file = file);
    for (const day of days) {{
        made.push({{}});
        pick(day);
        made.at(-1).name = document.getElementById("dates-save").download;
    }}
    URL.createObjectURL = make;
    return Promise.all(made.map(async one => [one.name, await one.file.text()]));
}}"""
"""The name and the text of the file that the page offers for each day."""
SHEETS = {"general": general, "example": example, "fullest": fullest, "hostile": hostile}
KINDS_OF_SHEETS = [
    pytest.param(name, marks=pytest.mark.sweep if name == "example" else ()) for name in SHEETS
]
"""The example has nothing that the fullest has not."""


@pytest.fixture(scope="module")
def windows() -> Iterator[dict[tuple, Page]]:
    """The pages that tests share, by time zone, day and options: each takes a second to open."""
    opened: dict[tuple, Page] = {}
    yield opened
    for page in opened.values():
        page.context.close()


@pytest.fixture
def open_page(browser: Browser, windows: dict[tuple, Page]) -> Callable[..., Page]:
    """Opens an empty page as wide as a phone, on the day NOW, in a time zone, with the options of a
    browser's context."""

    def make(zone: str = "UTC", now: str = NOW, **options) -> Page:
        wanted = (zone, now, *sorted(options.items()))
        if wanted not in windows:
            windows[wanted] = open_window(browser, zone, now, **options).new_page()
        return as_new(windows[wanted])

    return make


def open_window(browser: Browser, zone: str, now: str, **options) -> BrowserContext:
    """A browser window as wide as a phone, at this time in this zone."""
    context = browser.new_context(
        viewport=PHONE, timezone_id=zone, reduced_motion="reduce", **options
    )
    if options.get("java_script_enabled", True):
        context.clock.set_fixed_time(now)
    return context


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the example clinic's file."""
    return write_page(tmp_path_factory.mktemp("example"), *example()).as_uri()


def pick(page: Page, day: str) -> None:
    """Choose the day of the treatment as a date picker does."""
    page.locator("#treated").fill(day)


def expected(sheet: Sheet, treated: datetime.date) -> set[tuple[str, str, str, bool]]:
    """What each place for a date has to show."""
    return {
        (day, text, str(treated + datetime.timedelta(days=int(day))), True)
        for day, text in dates_of(sheet, treated).items()
    }


def shown(page: Page) -> set[tuple[str, str, str, bool]]:
    return set(map(tuple, page.evaluate(SHOWN)))


def is_plain(page: Page) -> bool:
    """Whether no date is shown: a slot has none, or still its stretch of days, as in P3D."""
    return all(
        text == re.sub(r"^P\d+D$", "", moment) == "" and not visible
        for _, text, moment, visible in page.evaluate(SHOWN)
    )


# From a folder.


def test_without_scripts_all_of_it_reads_and_there_is_no_field(
    open_page: Callable[..., Page], file: str
):
    page = open_page(java_script_enabled=False)
    log = watch(page)
    page.goto(f"{file}#2026-11-22")
    sheet = example()[0]
    text = page.locator("body").inner_text()
    wanted = [
        *(sign.short for sign, _ in sheet.signs()),
        *(line for card in sheet.cards for line in (card.title, card.action)),
        *(bare(line) for card in sheet.cards for line in card.expected),
        *(group.words.lead for group in sheet.groups()),
        *sheet.changes,
        *sheet.notes,
    ]
    assert [line for line in wanted if line not in text] == []
    assert page.locator("#dates").is_hidden() and sheet.labels["dates-field"] not in text
    assert (
        page.locator(".date:visible").count() == 0 and log.requests == [file] and log.errors == []
    )


def test_days_become_dates_and_the_address_keeps_the_day(browser: Browser, file: str):
    with open_window(browser, "UTC", NOW) as context:
        page = context.new_page()  # whose history is short enough to grow
        page.goto(file)
        assert (
            is_plain(page)
            and page.locator("#dates-status").inner_text() == ""
            and page.locator("#dates-save").is_hidden()
        )
        before = page.evaluate("history.length")
        pick(page, "2026-11-22")
        assert page.url == f"{file}#2026-11-22" and page.evaluate("history.length") == before
        assert shown(page) == expected(example()[0], TREATED)
        assert (
            page.locator("#dates-status").inner_text()
            == "Treated on Sun 22 Nov 2026. Each day below now has its date. Start nothing before"
            " the hour of your treatment."
        )
        assert page.locator("dt", has_text="Days 3 to 6").inner_text().split("\n") == [
            "Days 3 to 6",
            "Wed 25 Nov – Sat 28 Nov",
        ]
        assert (
            "Sun 29 Nov"
            in page.locator(
                "section[aria-labelledby=leave] dt", has_text="Until day 7"
            ).first.inner_text()
        )


@pytest.mark.parametrize(
    "zone",
    [pytest.param(zone, marks=pytest.mark.sweep if zone in ALIKE else ()) for zone in ZONES],
)
def test_each_date_is_right_in_every_time_zone_and_over_every_change_of_the_clocks(
    zone: str, open_page: Callable[..., Page], file: str, pytestconfig: pytest.Config
):
    page = open_page(zone)
    page.goto(file)
    days = DAYS if zone in CHANGING or pytestconfig.getoption("--all") else FEW
    for day, (_, address, found) in zip(days, page.evaluate(DATES, days)):
        wanted = expected(example()[0], datetime.date.fromisoformat(day))
        assert set(map(tuple, found)) == wanted, day
        assert address == f"{file}#{day}"


@pytest.mark.parametrize("language", ["de-DE", "ar-EG", "th-TH", "fa-IR"])
def test_dates_are_written_the_same_whatever_the_language_of_the_browser(
    language: str, open_page: Callable[..., Page], file: str
):
    page = open_page(locale=language)
    page.goto(f"{file}#2026-11-22")
    assert shown(page) == expected(example()[0], TREATED)


def test_the_address_brings_the_dates_back(open_page: Callable[..., Page], file: str):
    page = open_page()
    page.goto(f"{file}#2026-11-22")
    assert page.locator("#treated").input_value() == "2026-11-22" and shown(page) == expected(
        example()[0], TREATED
    )
    page.reload()
    assert shown(page) == expected(example()[0], TREATED)
    page.evaluate("location.hash = '#2026-12-01'")
    wait_for(lambda: page.locator("#treated").input_value() == "2026-12-01", 5)
    assert shown(page) == expected(example()[0], datetime.date(2026, 12, 1))


def test_a_page_of_one_day_opens_with_its_dates_and_another_can_be_picked(
    open_page: Callable[..., Page], file: str, tmp_path: Path
):
    text = Path(file.removeprefix("file://")).read_text(encoding="utf-8")
    dated = tmp_path / "index.html"
    made = text.replace('id="treated"', f'id="treated" value="{TREATED}"')
    dated.write_text(made, encoding="utf-8")
    page = open_page()
    page.goto(dated.as_uri())
    assert shown(page) == expected(example()[0], TREATED)
    pick(page, "2026-11-25")
    assert shown(page) == expected(example()[0], datetime.date(2026, 11, 25))
    page.goto(f"{dated.as_uri()}#2026-11-25")
    assert shown(page) == expected(example()[0], datetime.date(2026, 11, 25))
    page.goto("about:blank")
    page.goto(f"{dated.as_uri()}#signs")
    assert shown(page) == expected(example()[0], TREATED)


def test_a_jump_to_a_place_on_the_page_keeps_the_dates_and_the_address(
    open_page: Callable[..., Page], file: str
):
    page = open_page()
    page.goto(f"{file}#leave")
    assert page.locator("#dates-status").inner_text() == "" and page.url == f"{file}#leave"
    pick(page, "2026-11-22")
    page.evaluate("location.hash = '#signs'")
    page.wait_for_url(f"{file}#2026-11-22")
    assert shown(page) == expected(example()[0], TREATED)


FRAGMENTS = {
    "2026-13-01": "bad",
    "2026-02-30": "bad",
    "2026-1-1": "bad",
    "20261122": "bad",
    "yesterday": "bad",
    "<b>2026-11-22": "bad",
    "%E0%A4%A": "bad",
    "2019-12-31": "early",
    "0001-01-01": "early",
    "2027-11-29": "late",
    "9999-12-31": "late",
    "2026-11-22T00:00": "bad",
}
"""What an address may end in, and what is wrong with it."""
LOADED = ("2026-02-30", "%E0%A4%A", "2019-12-31", "2027-11-29")
"""Those that a page is loaded with; it reads the others as it does when a link changes them."""


def test_an_address_with_a_bad_day_is_not_followed_and_the_page_says_so(
    open_page: Callable[..., Page], file: str
):
    page = open_page()
    log = watch(page)
    for fragment in LOADED:
        page.goto("about:blank")
        page.goto(f"{file}#{fragment}")
        said = example()[0].labels[f"dates-{FRAGMENTS[fragment]}"]
        assert page.evaluate(FIELD) == [said, "", False] and is_plain(page), fragment
    found = page.evaluate(TURNED, list(FRAGMENTS))
    for (fragment, label), (field, before, address, after) in zip(FRAGMENTS.items(), found):
        assert field == [example()[0].labels[f"dates-{label}"], "", False], fragment
        assert {(text, moment, seen) for _, text, moment, seen in before} == {("", "", False)}
        assert set(map(tuple, after)) == expected(example()[0], TREATED), fragment
        assert address == f"{file}#2026-11-22", fragment
    assert log.errors == []


def test_what_is_typed_is_judged_when_it_is_done_and_what_is_cleared_goes(
    open_page: Callable[..., Page], file: str
):
    page = open_page()
    page.goto(file)
    field, status = page.locator("#treated"), page.locator("#dates-status")
    field.focus()
    page.keyboard.type("11221999")
    assert status.inner_text() == "" and is_plain(page) and page.url == file
    page.locator("h1").click()
    assert status.inner_text() == example()[0].labels["dates-early"]
    field.focus()
    pick(page, "2026-11-22")
    assert shown(page) == expected(example()[0], TREATED)
    pick(page, "")
    assert (
        is_plain(page)
        and status.inner_text() == ""
        and page.url == file
        and page.locator("#dates-save").is_hidden()
    )


TYPED = {
    "2026-11-22 ": True,
    " 2026 - 11 - 22\u00a0": True,
    "22/11/2026": False,
    "11/22/2026": False,
    "22 November": False,
    "2026-1-1": False,
}
"""What may be typed, and whether it is read."""


def test_a_browser_without_a_picker_lets_a_date_be_typed_and_hears_in_which_form(
    open_page: Callable[..., Page], file: str
):
    page = open_page()
    page.goto(file)
    field, status = page.locator("#treated"), page.locator("#dates-status")
    field.evaluate("field => { field.type = 'text'; }")
    for typed, is_read in TYPED.items():
        field.fill("")
        field.press_sequentially(typed)
        page.locator("h1").click()
        if is_read:
            assert shown(page) == expected(example()[0], TREATED), typed
            assert page.url == f"{file}#2026-11-22"
        else:
            assert (
                is_plain(page)
                and status.inner_text() == example()[0].labels["dates-bad"]
                and "like this: 2026-11-22" in status.inner_text()
            ), typed
        field.fill("  ")
        assert is_plain(page) and status.inner_text() == "" and page.url == file, typed


def test_nothing_is_asked_for_and_nothing_is_kept(open_page: Callable[..., Page], file: str):
    page = open_page()
    log = watch(page)
    page.goto(file)
    pick(page, "2026-11-22")
    with page.expect_download():
        page.locator("#dates-save").click()
    assert page.locator("#dates-status").inner_text() == example()[0].labels["dates-saved"]
    assert (
        log.errors == []
        and [url for url in log.requests if url != file and not url.startswith("blob:")] == []
    )
    assert page.evaluate(KEPT) == [] and page.context.cookies() == []


@pytest.mark.parametrize("name", KINDS_OF_SHEETS)
def test_the_calendar_of_the_page_has_the_bytes_of_the_one_that_python_makes(
    name: str, open_page: Callable[..., Page], tmp_path: Path
):
    made = SHEETS[name]()
    page = open_page("America/Los_Angeles")
    page.goto(write_page(tmp_path, *made, LARGE_LOGO).as_uri())
    offered = page.evaluate(CALENDARS, DAYS[:5])
    for day, (file, text) in zip(DAYS, offered):
        calendar = create_calendar(*made, datetime.date.fromisoformat(day))
        assert (file, text.encode()) == (f"microneedling-{day}.ics", calendar), day
    assert saved(page) == (file, calendar)


def saved(page: Page) -> tuple[str, bytes]:
    """The name and the bytes of the file that the page offers."""
    with page.expect_download() as download:
        page.locator("#dates-save").click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_its_policy_stops_what_gets_onto_the_page(open_page: Callable[..., Page], file: str):
    page = open_page()
    page.goto(file)
    page.evaluate(INTRUDE)
    wait_for(lambda: len(page.evaluate("[...stopped]")) > 3, 10)
    assert set(page.evaluate("[...stopped]")) == {
        "img-src",
        "style-src-attr",
        "script-src-attr",
        "script-src-elem",
    }
    assert page.title() != "run"


# For everyone.


WAYS = (
    ("light", "no-preference", PHONE, STANDARDS),
    ("light", "more", PHONE, COLORS),
    ("dark", "no-preference", DESKTOP, LAYOUT),
    ("dark", "more", PHONE, COLORS),
)
"""A scheme, how much contrast is asked for, a window, and the rules that can find something new
there: a scheme changes nothing but colors, and no color changes with the window."""
WHOLE = ("general", "fullest")
"""The sheets that are read in every way: with our colors and without a clinic, and with all that a
clinic may have. The others are with `--all`."""


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.sweep if name != "fullest" else ()) for name in SHEETS],
)
def test_the_file_reads_for_everyone_and_fits_every_window(
    name: str, open_page: Callable[..., Page], tmp_path: Path, pytestconfig: pytest.Config
):
    page, wrong = open_page(), []
    whole = pytestconfig.getoption("--all")
    # without a date and with a wrong one they all look alike
    days = ("", "2026-02-30", "2026-11-22") if name == "fullest" else ("2026-11-22",)
    page.goto(write_page(tmp_path, *SHEETS[name](), LARGE_LOGO).as_uri())
    for day in days:
        page.evaluate(TURN, day)
        ways = WAYS if whole or (name in WHOLE and day == "2026-11-22") else WAYS[:1]
        wrong += [f"#{day}: {fault}" for fault in seen_by_all(page, ways)]
    space_text(page)
    for day in days:
        page.evaluate(TURN, day)
        for window in (ZOOMED, PHONE, DESKTOP):
            page.set_viewport_size(window)
            found = overflow(page)
            wrong += [f"#{day}, spaced, {window['width']} px: {fault}" for fault in found]
    assert not wrong, lines(wrong)


def seen_by_all(page: Page, ways: tuple) -> Iterator[str]:
    """Faults of the page in these ways, and at each width in their schemes."""
    for scheme in dict.fromkeys(scheme for scheme, *_ in ways):
        page.emulate_media(color_scheme=scheme, contrast="no-preference")
        for window in (ZOOMED, PHONE, DESKTOP):
            page.set_viewport_size(window)
            yield from (f"{scheme} {window['width']} px: {fault}" for fault in overflow(page))
    for scheme, contrast, window, rules in ways:
        page.set_viewport_size(window)
        page.emulate_media(color_scheme=scheme, contrast=contrast)
        way = f"{scheme} {window['width']} px, contrast {contrast}"
        yield from (f"{way}: {fault}" for fault in violations(page, rules))


def test_the_field_and_the_link_are_reached_by_keyboard_and_the_status_is_said(
    open_page: Callable[..., Page], file: str
):
    page = open_page()
    page.goto(f"{file}#2026-11-22")
    assert page.get_by_label("Day of your treatment").get_attribute("type") == "date"
    assert page.locator("#dates-status").inner_text().startswith("Treated on Sun 22 Nov 2026.")
    page.locator("#treated").focus()
    for _ in range(5):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "dates-save":
            break
    with page.expect_download():
        page.keyboard.press("Enter")


def test_on_paper_it_has_every_sign_and_the_dates_and_no_field(
    open_page: Callable[..., Page], file: str
):
    page = open_page()
    page.goto(f"{file}#2026-11-22")
    paper = "".join(sheet.letters for sheet in print_sheets(page, prefer_css_page_size=True))
    sheet = example()[0]
    assert [sign.id for sign, _ in sheet.signs() if letters(sign.short) not in paper] == []
    assert letters("Sun 29 Nov") in paper and letters(sheet.labels["dates-field"]) not in paper


BY_DAY = "treat/by-day/"
PRINTED_TYPE = 11 / 0.75
"""CSS pixels of the smallest letters of the days on paper: 11 points."""
"""The site's own page with dates, by its address."""
MARKED = """() => [...document.querySelectorAll("[aria-current=date]")].map(heading =>
    heading.firstChild.textContent.trim())"""
"""The days that are marked as today's."""
TODAY = {
    "2026-11-27": ("Today is day 0.", "Day 0"),
    "2026-11-26": ("Today is day 1, from the hour of your treatment on.", "Day 1"),
    "2026-11-25": ("Today is day 2, from the hour of your treatment on.", "Day 2"),
    "2026-11-24": ("Today is day 3, from the hour of your treatment on.", "Day 3"),
    "2026-11-21": ("Today is day 6, from the hour of your treatment on.", "Days 4 to 7"),
    "2026-11-20": ("Today is day 7, from the hour of your treatment on.", "Days 7 to 14"),
    "2026-11-14": ("Today is day 13, from the hour of your treatment on.", "Days 7 to 14"),
    "2026-11-13": ("Today is day 14, from the hour of your treatment on.", "Days 14 to 28"),
    "2026-10-30": ("Today is day 28, from the hour of your treatment on.", "Days 14 to 28"),
    "2026-10-29": ("Today is day 29, from the hour of your treatment on.", ""),
    "2026-10-01": ("Today is day 57, from the hour of your treatment on.", ""),
    "2026-11-28": ("", ""),
    "2027-01-26": ("", ""),
    "2027-01-27": ("Your treatment is 61 days away. Is the date right?", ""),
    "2027-11-22": ("Your treatment is 360 days away. Is the date right?", ""),
    "2026-02-30": ("", ""),
}
"""What the site's page says of NOW for a treatment on each day, and the days that it marks."""


def test_the_days_of_today_are_marked_and_the_site_says_which_day_it_is(
    open_page: Callable[..., Page], site_url: str
):
    page = open_page()
    page.goto(f"{site_url}{BY_DAY}")
    for day, (said, marked) in TODAY.items():
        page.evaluate(TURN, day)
        link = f" See “{marked}”" if marked else ""
        assert page.locator("#dates-now").inner_text() == f"{said}{link}", day
        assert page.evaluate(MARKED) == [marked] * bool(marked), day


def test_a_link_leads_to_the_days_of_today_and_the_dates_stay(
    open_page: Callable[..., Page], site_url: str
):
    page = open_page()
    page.goto(f"{site_url}{BY_DAY}#2026-11-20")
    page.locator("#dates-now a").click()
    page.wait_for_url(f"{site_url}{BY_DAY}#2026-11-20")
    top = page.locator("#day-7-14").bounding_box()["y"]
    assert 0 <= top < PHONE["height"] / 2 and page.evaluate(MARKED) == ["Days 7 to 14"]


def test_a_page_with_dates_says_once_when_day_1_begins(
    open_page: Callable[..., Page], site_url: str, file: str
):
    page = open_page()
    page.goto(file)
    said = page.get_by_text("Day 1 starts").locator("visible=true")
    pick(page, "")
    assert [text.partition(".")[0] for text in said.all_inner_texts()] == [
        "Day 0 is the day of treatment"
    ]
    pick(page, "2026-11-22")
    assert [text.partition(".")[0] for text in said.all_inner_texts()] == [
        "Day 1 starts after 24 hours"
    ]
    page.goto(f"{site_url}{BY_DAY}")
    counted = "Day 0 is the day of your treatment. Day 1 starts 24 hours later."
    assert said.all_inner_texts() == [counted]
    pick(page, "2026-11-22")
    assert said.all_inner_texts() == [
        f"{counted} On each date: not before the hour of your treatment."
    ]


def test_a_phone_number_stays_on_one_line_and_the_emergency_has_a_line_of_its_own(
    open_page: Callable[..., Page], file: str
):
    page = open_page()
    page.goto(file)
    calls = page.locator("main > .calls > .call")
    numbers = calls.locator("strong")
    assert numbers.evaluate_all("all => all.map(one => one.getClientRects().length)") == [1] * 3
    page.set_viewport_size(DESKTOP)
    first, *others = [one.bounding_box()["y"] for one in calls.all()]
    assert others and all(top > first for top in others)
    grounds = calls.evaluate_all("all => all.map(one => getComputedStyle(one).backgroundColor)")
    assert grounds[0] == "rgb(140, 26, 26)" not in grounds[1:]


# On the site.


def site_sheet(knowledge: Knowledge) -> Made:
    """The general sheet as the site has it."""
    sheet = create_sheet(knowledge)
    return sheet, create_imprint(sheet, None, *printed_version(knowledge), SITE)


def expected_by_day(knowledge: Knowledge, treated: datetime.date) -> set[tuple]:
    """What each place for a date has to show on the page of days: the first and the last of each
    section, and the days of rules inside."""
    days = {day for stage in knowledge.stages.values() for day in (stage.from_day, stage.to_day)}
    phrases = phrases_of(knowledge)
    dates = {day: treated + datetime.timedelta(days=day) for day in days}
    return {(str(day), phrases.date(date), str(date), True) for day, date in dates.items()}


def test_the_sites_own_page_does_the_same(
    open_page: Callable[..., Page], site_url: str, knowledge: Knowledge
):
    page = open_page("Pacific/Kiritimati")
    log = watch(page)
    page.goto(f"{site_url}{BY_DAY}")
    sheet, imprint = site_sheet(knowledge)
    assert is_plain(page)
    pick(page, "2026-11-22")
    assert page.url == f"{site_url}{BY_DAY}#2026-11-22"
    assert shown(page) == expected_by_day(knowledge, TREATED)
    assert saved(page) == ("microneedling-2026-11-22.ics", create_calendar(sheet, imprint, TREATED))
    asked = {url for url in log.requests if not url.startswith("blob:")}
    assert log.errors == [] and asked == {
        f"{site_url}{name}" for name in (BY_DAY, "assets/dates.js", "assets/today.js")
    }
    assert page.evaluate(KEPT) == [] and page.context.cookies() == []


def test_it_works_from_a_folder(open_page: Callable[..., Page], folder: Path, knowledge: Knowledge):
    page = open_page()
    log = watch(page)
    here = (folder / "treat" / "by-day.html").as_uri()
    sheet, imprint = site_sheet(knowledge)
    for address in (here, (folder / "calendar.html").as_uri()):
        page.goto("about:blank")
        page.goto(f"{address}#2026-11-22")
        page.wait_for_url(f"{here}#2026-11-22")
        assert shown(page) == expected_by_day(knowledge, TREATED)
        assert saved(page)[1] == create_calendar(sheet, imprint, TREATED)
    assert (
        log.errors == []
        and [url for url in log.requests if not url.startswith((folder.as_uri(), "blob:"))] == []
    )


@pytest.mark.parametrize("fragment", ["", "#2026-11-22"])
def test_the_address_of_the_calendar_that_was_leads_on_with_its_date(
    fragment: str, open_page: Callable[..., Page], site_url: str, knowledge: Knowledge
):
    page = open_page()
    log = watch(page)
    page.goto(f"{site_url}calendar/{fragment}")
    page.wait_for_url(f"{site_url}{BY_DAY}{fragment}")
    if fragment:
        page.wait_for_function("document.getElementById('treated').value === '2026-11-22'")
        assert shown(page) == expected_by_day(knowledge, TREATED)
    assert log.errors == []


def test_without_scripts_the_address_of_the_calendar_leads_on(
    open_page: Callable[..., Page], site_url: str
):
    page = open_page(java_script_enabled=False)
    page.goto(f"{site_url}calendar/#2026-11-22")
    page.wait_for_url(f"{site_url}{BY_DAY}")


def test_without_scripts_the_sites_page_is_whole_and_has_no_field(
    open_page: Callable[..., Page], site_url: str, knowledge: Knowledge
):
    page = open_page(java_script_enabled=False)
    page.goto(f"{site_url}{BY_DAY}")
    sheet, text = create_sheet(knowledge), page.locator("article").inner_text()
    assert (
        text.index(sheet.cards[0].action)
        < text.index(sheet.labels["burn-how"].removesuffix(" ◇"))
        < text.index(sheet.checks[0].text.removesuffix(" ◇"))
    )
    dated = [row for row in rows(knowledge) if row.verdict.kind in ("go", "wait")]
    groups = [
        group for day in create_indexes(knowledge)[BY_DAY_PAGE][3]["days"] for group in day.new
    ]
    rules = [phrases_of(knowledge).rule(group.start) for group in groups]
    wanted = [str(rule) for rule in rules if rule.also or rule.more]
    wanted += [*(check.action for check in sheet.checks), sheet.labels["restart-how"][:-2]]
    wanted += [stage.name for stage in knowledge.stages.values()]
    wanted += [words for group in sheet.sun for words in [group.words.lead.lower()]]
    lower = text.lower()
    assert [line for line in wanted if line.lower() not in lower] == []
    assert [row.asked.id for row in dated if row.asked.name.lower() not in lower] == []
    assert page.locator("#dates").is_hidden() and page.locator(".date:visible").count() == 0


def test_the_emergency_stands_before_the_field(open_page: Callable[..., Page], site_url: str):
    page = open_page()
    for window in (PHONE, DESKTOP):
        page.set_viewport_size(window)
        page.goto(f"{site_url}{BY_DAY}")
        line = page.get_by_text("If this is an emergency, do not look for").bounding_box()
        field = page.locator("#dates").bounding_box()
        assert line["y"] + line["height"] <= field["y"] < window["height"]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_on_paper_the_page_of_days_has_its_dates_on_two_sheets(
    open_page: Callable[..., Page], site_url: str, paper: str
):
    page = open_page()
    for fragment in ("", "#2026-11-22"):
        page.goto("about:blank")
        page.goto(f"{site_url}{BY_DAY}{fragment}")
        load_pictures(page)
        sheets = print_sheets(page, format=paper)
        said = "".join(sheet.letters for sheet in sheets)
        assert len(sheets) <= 2
        for words in ("Sun 6 Dec", "On each date: not before the hour of your treatment"):
            assert (letters(words) in said) == bool(fragment), words
        assert letters("Day of your treatment") not in said.replace(
            letters("is the day of your treatment"), ""
        )


def test_on_paper_a_list_with_bars_stands_in_place_of_the_chart(
    open_page: Callable[..., Page], site_url: str, knowledge: Knowledge
):
    """The letters of the picture would be a millimeter high."""
    page = open_page()
    page.goto(f"{site_url}{BY_DAY}")
    rows = page.locator(".on-paper li")
    page.get_by_text("The same days as a chart").click()
    assert page.locator(".chart img").is_visible() and not rows.first.is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".chart img").is_visible() and rows.first.is_visible()
    phrases = phrases_of(knowledge)
    for (start, names), row in zip(waiting(knowledge), rows.all(), strict=True):
        rule = phrases.rule(start)
        more = "".join(f" {words}." for words, _ in rule.more)
        said = f"{rule.lead}{rule.also} {capital(', '.join(names))}.{more}"
        assert " ".join(row.inner_text().split()) == said
        assert row.evaluate("row => parseFloat(getComputedStyle(row).fontSize)") >= PRINTED_TYPE
        bars = row.locator("path")
        ends = [bars.get_attribute("d").split("M")[-1]] if bars.count() else []
        assert ends == ([f"0 0h{min(start.day, 28)}v2H0z"] if start.day is not None else [])


def test_the_sites_page_reads_for_everyone_with_dates_and_with_a_message(
    open_page: Callable[..., Page], site_url: str
):
    page, wrong = open_page(), []
    page.goto(f"{site_url}{BY_DAY}")
    for day, ways in (("2026-11-22", WAYS), ("2026-02-30", WAYS[:1])):
        page.evaluate(TURN, day)
        wrong += [f"#{day}: {fault}" for fault in seen_by_all(page, ways)]
    assert not wrong, lines(wrong)
