"""On paper there is the text, whole and dark on white, what it is and where it is from, and nothing
that only a screen can use."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import segno
from playwright.sync_api import Browser, Page

from browser.paper import (
    Sheet,
    first_sheet,
    fits,
    letters,
    load_pictures,
    paper_faults,
    print_sheets,
    sheet_faults,
    wanted_on_paper,
)
from browser.views import ENTRY, KINDS, PHONE, lines, report, show
from knowledge.model import Knowledge, Urgency

PRINTED = Path(__file__).with_name("print.js").read_text(encoding="utf-8")
INK = 90
"""How light the text, and the edge of a card, may be on paper: of 255, in gray."""
ON_PAPER = {
    **KINDS,
    "cards": "identify/day-by-day/",
    "longest": "about/what-we-changed/",
    "table": "causes/cold-sores/",
    "widest table": "about/scorecard/",
    "two columns": "treat/by-day/",
}
"""What is printed to be read back: a page of each kind, and those with the most of what can go
wrong."""
PAPERS = ("A4", "Letter")
BOTH = ("home", "cause", "remedy", "red flags", "cards", "table", "two columns")
"""The kinds that are printed on both, unless every page is asked for; the others are on A4."""
LONGEST = 16
"""How many causes and remedies are looked at: a page that says less takes no more paper."""
SMALLEST = {"width": "210mm", "height": "279mm"}
"""As narrow as A4 and as short as US Letter: what fits here fits on both."""
OWN = "https://a.example/where/"
HEAD = (
    f'<link rel="canonical" href="{OWN}"><style>@page {{ margin: 2cm }} img {{ width: 3cm; padding:'
    " .5cm }</style>"
)


@dataclass(frozen=True)
class Printed:
    """What is wrong with a page as it would be printed; and, of those of ON_PAPER, what it wants
    there and its sheets on each paper."""

    faults: list[str]
    wanted: dict
    sheets: dict[str, list[Sheet]]


def print_faults(page: Page) -> list[str]:
    """What is wrong with `page` as it would be printed from a dark screen."""
    page.emulate_media(media="print", color_scheme="dark")
    found = page.evaluate(PRINTED)
    faults = [f"{name} is printed" for name in found["screen"]] + [
        f"{text!r} is kept back" for text in found["kept"]
    ]
    faults += [f"{text!r} may be split" for text in found["split"]]
    faults += [] if found["titled"] else ["its title is not printed"]
    faults += [f"the text is as light as {found['ink']} of 255"] if found["ink"] > INK else []
    return faults + (
        [f"the paper is as dark as {found['paper']} of 255"] if found["paper"] < 255 else []
    )


def footer(url: str = OWN, marks: str = "", dark: str = "#000") -> str:
    """The end of a page that a test wrote itself: a QR code, with these attributes and in this
    color, and the address of the page."""
    picture = segno.make_qr(url).png_data_uri(scale=4, border=0, dark=dark)
    return f'<footer><p class="words"><img src="{picture}" alt="" {marks}> {OWN}</p></footer>'


@pytest.fixture(scope="module")
def papers(pytestconfig: pytest.Config) -> dict[str, tuple[str, ...]]:
    """What each address of ON_PAPER is printed on."""
    both = ON_PAPER if pytestconfig.getoption("--all") else BOTH
    return {address: PAPERS if kind in both else PAPERS[:1] for kind, address in ON_PAPER.items()}


@pytest.fixture(scope="module")
def printed(
    browser: Browser, site_url: str, addresses: list[str], papers: dict[str, tuple[str, ...]]
) -> dict[str, Printed]:
    """Every page that is looked at and every one of ON_PAPER, by its address, loaded once for all
    tests."""
    found = {}
    with browser.new_context(viewport=PHONE, reduced_motion="reduce") as context:
        page = context.new_page()
        for address in {*addresses, *ON_PAPER.values()}:
            page.goto(site_url + address)
            faults = print_faults(page)
            page.emulate_media(color_scheme="light")
            wanted = wanted_on_paper(page)
            sheets = {paper: print_sheets(page, format=paper) for paper in papers.get(address, ())}
            found[address] = Printed(faults, wanted, sheets)
    return found


def test_every_page_prints_its_text_and_nothing_else(
    printed: dict[str, Printed], addresses: list[str], capsys: pytest.CaptureFixture
):
    wrong = [f"{address}: {fault}" for address in addresses for fault in printed[address].faults]
    assert not wrong, lines(wrong)
    report(capsys, f"print: {len(addresses)} pages, text only, dark on white")


@pytest.mark.parametrize("paper", PAPERS)
def test_paper_has_all_of_a_page_and_where_it_is_from(
    printed: dict[str, Printed], paper: str, capsys: pytest.CaptureFixture
):
    seen = {
        kind: printed[address]
        for kind, address in ON_PAPER.items()
        if paper in printed[address].sheets
    }
    assert {*BOTH} <= seen.keys()
    wrong = [
        f"{kind}: {fault}"
        for kind, page in seen.items()
        for fault in sheet_faults(page.wanted, page.sheets[paper])
    ]
    assert not wrong, lines(wrong)
    report(capsys, f"print: {len(seen)} pages on {paper}, whole, with version, address and QR code")


def test_a_page_takes_few_sheets(printed: dict[str, Printed], capsys: pytest.CaptureFixture):
    sheets = {kind: len(printed[address].sheets["A4"]) for kind, address in KINDS.items()}
    assert (
        sheets["remedies index"] > 3
        and sheets["cause"] < 8
        and sheets["home"] < 11
        and sheets["not there"] == 1
    ), sheets
    report(
        capsys,
        f"print: sheets of A4: {', '.join(f'{kind} {count}' for kind, count in sheets.items())}",
    )


def test_a_cause_or_remedy_takes_two_sheets_at_most(
    page: Page,
    site: Path,
    site_url: str,
    knowledge: Knowledge,
    pytestconfig: pytest.Config,
    capsys: pytest.CaptureFixture,
):
    """Those that say most, and all of them with `--all`."""
    records = [*knowledge.causes.values(), *knowledge.remedies.values()]
    found = sorted((record.path.removesuffix(".md") for record in records), key=said_on(site))
    found = found if pytestconfig.getoption("--all") else found[-LONGEST:]
    wrong = []
    for address in found:
        page.goto(f"{site_url}{address}/")
        load_pictures(page)
        papers = () if fits(page, 2, **SMALLEST) else PAPERS
        wrong += [f"{address} on {paper}" for paper in papers if not fits(page, 2, format=paper)]
    assert wrong == []
    report(
        capsys,
        f"print: {len(found)} causes and remedies on {' and '.join(PAPERS)}, two sheets at most",
    )


def said_on(site: Path) -> Callable[[str], int]:
    """How much the page at an address says, in bytes."""
    return lambda address: (site / address / "index.html").stat().st_size


@pytest.mark.parametrize("paper", PAPERS)
def test_the_signs_that_cannot_wait_stand_on_the_first_sheet_of_the_start_page(
    printed: dict[str, Printed], paper: str, knowledge: Knowledge
):
    first = printed[KINDS["home"]].sheets[paper][0]
    grave = [
        flag
        for flag in knowledge.red_flags.values()
        if flag.urgency in (Urgency.EMERGENCY_NOW, Urgency.SAME_DAY)
    ]
    assert [flag.id for flag in grave if letters(flag.short) not in first.letters] == []


def test_the_levels_of_urgency_differ_without_color(page: Page, site_url: str):
    page.goto(site_url)
    page.emulate_media(media="print")
    edges = page.evaluate(PRINTED)["edges"]
    assert len({(style, width) for style, width, _ in edges}) == 4, edges
    assert all(style != "none" and width > 1 and gray <= INK for style, width, gray in edges), edges


def test_paper_is_the_same_with_and_without_backgrounds(page: Page, site_url: str):
    for kind in ("home", "cause", "red flags"):
        page.goto(site_url + KINDS[kind])
        assert first_sheet(page, print_background=True) == first_sheet(
            page, print_background=False
        ), kind


def test_a_page_in_a_folder_names_its_place_on_the_web(
    site: Path, folder: Path, all_addresses: list[str]
):
    """Its own place, a path on one reader's disk, is of no use to another."""
    named = re.compile(
        r'<p class="words"><svg [^>]*><image href="[^"]+"[^>]*/></svg>https:[^<]+</p>'
    )
    for address in all_addresses:
        online = site / (address if address.endswith(".html") else f"{address}index.html")
        offline = folder / (
            address if not address or address.endswith(".html") else f"{address.rstrip('/')}.html"
        )
        offline = offline if offline.is_file() else folder / address / "index.html"
        found, again = (
            named.findall(file.read_text(encoding="utf-8")) for file in (online, offline)
        )
        assert found == again and len(found) == (address != "404.html"), address


def test_the_remedies_index_prints_whole_though_it_was_narrowed(page: Page, site_url: str):
    page.goto(site_url + KINDS["remedies index"])
    entries, short = page.locator(f"{ENTRY}:visible"), page.locator(".az .see:visible")
    whole, others = entries.count(), short.count()
    page.get_by_text("Day 0", exact=True).click()
    assert 0 < entries.count() < whole and short.count() == 0 < others
    page.emulate_media(media="print")
    assert entries.count() == whole and short.count() == others


def test_no_word_that_only_leads_elsewhere_is_printed(printed: dict[str, Printed]):
    for kind in ("home", "cause", "remedy"):
        said = "".join(sheet.letters for sheet in printed[KINDS[kind]].sheets["A4"])
        assert said, kind
        for words in ("All signs", "What the mark means", "What that means"):
            assert letters(words) not in said, (kind, words)


def test_no_sheet_of_a_cause_has_the_foot_alone(page: Page, site_url: str, knowledge: Knowledge):
    """Nor sources alone: the words before them stay with them."""
    for name in ("milia", "heat-rash", "dark-marks", "cold-sores"):
        page.goto(f"{site_url}causes/{name}/")
        load_pictures(page)
        *before, last = print_sheets(page, format="A4")
        begin = last.letters.index(letters("Sources and dates"))
        assert begin > len(letters("Words on this page")) or not before, name


def test_what_only_leads_elsewhere_may_be_kept_back_and_nothing_else(page: Page):
    hidden = "style='display: none'"
    show(
        page,
        f"""<article><h1>Title</h1><div class="side"><p {hidden}><a href=x>All signs</a></p>
        <p {hidden}>Call now. <a href=x>All signs</a></p></div>
        <p>The mark.<a {hidden} href=x>More</a></p>
        <p class="review-status">No. <a {hidden} href=x>Why</a></p></article>""",
    )
    assert [fault for fault in print_faults(page) if "kept back" in fault] == [
        "'Call now. All signs' is kept back",
        "'All signs' is kept back",
        "'More' is kept back",
    ]


def test_it_finds_what_does_not_belong_on_paper(page: Page):
    show(
        page,
        """<style>body { background: #222; color: #ddd }</style>
        <nav>Menu</nav><article><h2>No title</h2>
        <details><summary>More</summary><p>kept</p></details>
        <div role="tabpanel" hidden>second tab</div></article><footer>end</footer>""",
    )
    assert print_faults(page) == [
        "<nav> Menu is printed",
        "'kept' is kept back",
        "'second tab' is kept back",
        "'end' may be split",
        "its title is not printed",
        "the text is as light as 221 of 255",
        "the paper is as dark as 34 of 255",
    ]
    show(
        page,
        "<style>@media print { nav { display: none }"
        " }</style><nav>Menu</nav><article><h1>Title</h1></article>",
    )
    assert print_faults(page) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (
            "<nav>Elsewhere on this site</nav><article></article>" + footer(),
            "for a screen only: Elsewhere on this site",
        ),
        (
            "<article><details><summary>More</summary><p>kept</p></details></article>" + footer(),
            "not printed: kept",
        ),
        (
            f"<article><p style='white-space: nowrap'>{'wide ' * 40}</p></article>{footer()}",
            "not printed: wide",
        ),
        ("<article><img alt='' width=9 height=900></article>" + footer(), "a picture of 25 cm"),
        (
            f"<article><div class='flags'>{'a line<br>' * 70}</div></article>{footer()}",
            "split: a line",
        ),
        (
            "<article><h2>Head</h2><p style='break-before: page'>of the text</p></article>"
            + footer(),
            "a heading stands alone: Head",
        ),
        (
            "<article><table><thead><tr><th>Columns</table><p style='break-before:"
            " page'>row</p></article>" + footer(),
            "the head of a table stands alone: Columns",
        ),
        (
            "<article><a href='https://b.example/'>out</a></article>" + footer(),
            "a link without its address: out",
        ),
        (
            "<article><a href='../in/'>in</a> ../in/</article>" + footer(),
            "the address of a link inside the site: ../in/",
        ),
        (
            "<style>@page { margin: 5mm }</style><article>text</article>" + footer(),
            "0.7 cm from the edge of sheet 1",
        ),
        ("<footer>text</footer>", f"not on the first sheet: {OWN}"),
        ("<footer>text</footer>", "0 QR codes on the first sheet"),
        (
            f"{footer()}<footer><p style='display: none'>version</p></footer>",
            "not at the end: version",
        ),
        (footer("https://a.example/other/"), "a QR code that leads to https://a.example/other/"),
        (footer(marks="style='width: 1cm'"), "a QR code of 1.0 cm"),
        (footer(dark="#999"), "a QR code that is not sharp, or not in white: "),
        (
            footer(marks="style='padding: .1cm; border: 1px solid'"),
            "a QR code that is not sharp, or not in white: ",
        ),
    ],
)
def test_it_finds_what_is_wrong_on_paper(page: Page, body: str, fault: str):
    show(page, HEAD + body)
    assert any(fault in found for found in paper_faults(page)), paper_faults(page)


def test_it_finds_nothing_wrong_with_paper_that_is_right(page: Page):
    show(
        page,
        f"{HEAD}<nav hidden>Elsewhere on this"
        f" site</nav><article><h1>Title</h1><p>text</p></article>{footer()}",
    )
    assert paper_faults(page) == []


@pytest.mark.parametrize("paper", PAPERS)
def test_it_counts_sheets(paper: str, page: Page):
    show(
        page, "<p style='break-after: page'>one</p><p style='break-after: page'>two</p><p>three</p>"
    )
    assert [fits(page, count, format=paper) for count in (1, 2, 3, 4)] == [False, False, True, True]
