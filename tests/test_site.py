"""The built site: every page, anchor, link back and red flag is there, and nothing else is."""

import re
from pathlib import Path

import pytest
from bs4 import Tag

from creators.easy.guide import create_easy
from creators.handout.create import create_sheet
from helpers import BuiltPage, address, is_external, read_site, words
from knowledge.asked import asked, page_of, rows_on, start_of
from knowledge.model import SECTIONS, Knowledge, Urgency
from knowledge.prose.lexicon import words_pattern
from knowledge.prose.texts import anchors, by_page
from knowledge.reading.loader import DATA_FILES, load_knowledge

GENERATED = {"treat/remedies-index/", "treat/by-day/"}
Pages = dict[str, BuiltPage]


@pytest.fixture(scope="module")
def pages(site: Path) -> Pages:
    """Every built page by its address, without those that only lead on and the page for addresses
    that are not there."""
    records = load_knowledge(site.parent)[0].pages().values()
    no_page = {"404.html", *(address(path) for record in records for path in record.old_paths)}
    return {place: page for place, page in read_site(site).items() if place not in no_page}


@pytest.fixture(scope="module")
def built(site: Path) -> Knowledge:
    """The knowledge that the site was built from."""
    return load_knowledge(site.parent)[0]


def test_a_page_whose_subject_can_wait_says_that_its_signs_for_today_cannot(
    pages: Pages, built: Knowledge
):
    """At night a reader waits for the morning unless the page says not to."""
    today = built.urgencies[Urgency.SAME_DAY]
    calm = {
        address(cause.path): pages[address(cause.path)]
        for cause in built.causes.values()
        if built.level_of(cause).id is Urgency.ROUTINE
    }
    first = ".side h2 + .level--same_day"
    found = {place for place, page in calm.items() if page.article.select_one(first)}
    assert "causes/milia/" in found and len(found) > 3
    assert [place for place in found if today.action not in calm[place].article.text] == []
    assert today.action not in pages["treat/aloe/"].article.text


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_has_its_pages(section: str, pages: Pages, site: Path):
    written = [
        file.relative_to(site.parent / "docs").as_posix()
        for file in (site.parent / "docs" / section).glob("*.md")
    ]
    assert len(written) > 2
    assert [path for path in written if address(path) not in pages] == []


def test_every_entry_of_the_navigation_is_a_page_that_its_section_leads_to(
    pages: Pages, site: Path
):
    listed = {
        address(path)
        for path in re.findall(
            r"[-:] ([\w/-]+\.md)$", (site.parent / "mkdocs.yml").read_text(encoding="utf-8"), re.M
        )
    }
    assert listed == set(pages) - {
        "connect/",
        "search/",
        "downloads/",
        "h/",
        "easy/",
        "about/for-clinics/make-a-handout/",
    }
    for place in listed - {""}:
        first = f"{place.partition('/')[0]}/"
        led = {first, *(to for to, _ in pages[first].links())}
        assert place in led | {to for one in led & set(pages) for to, _ in pages[one].links()}, (
            place
        )
    home = {pages[""].target(link["href"])[0] for link in pages[""].soup.select("nav a")}
    assert {f"{section}/" for section in (*SECTIONS, "about")} <= home


def test_the_generated_pages_have_an_anchor_for_every_record(pages: Pages, built: Knowledge):
    expected = {
        "treat/remedies-index/": {*built.remedies, *built.a_to_z, *asked(built)},
        "treat/by-day/": {*built.stages, *(f"on-day-{day}" for day in range(29))},
    }
    assert set(expected) == GENERATED
    assert {
        place: missing for place, ids in expected.items() if (missing := ids - pages[place].ids)
    } == {}


def test_the_a_to_z_and_the_pages_that_say_more_lead_to_each_other(pages: Pages, built: Knowledge):
    index = pages["treat/remedies-index/"]
    for row in asked(built).values():
        path, _, anchor = page_of(built, row).partition("#")
        if path:
            first = index.article.find("li", id=row.id).a
            assert index.target(first["href"]) == (address(path), anchor), row.id
        if path in {remedy.path for remedy in built.remedies.values()} and row.id in built.remedies:
            assert (index.address, row.id) in pages[address(path)].links(), row.id
    for rule in built.rules.values():
        for row in rows_on(built, rule.path):
            assert (index.address, row.id) in pages[address(rule.path)].links(), row.id


def test_the_calendar_leads_to_rows_of_the_a_to_z(pages: Pages, built: Knowledge):
    linked = {
        anchor
        for place, anchor in pages["treat/by-day/"].links()
        if place == "treat/remedies-index/" and anchor
    }
    dated = {
        name for name, row in asked(built).items() if (start := start_of(built, row)) and start.day
    }
    assert dated - linked == {"sunlight", "tanning"}


def test_causes_and_remedies_link_to_each_other(pages: Pages, built: Knowledge):
    there = {(cause.id, name) for cause in built.causes.values() for name in cause.remedies}
    by_address = {
        address(record.path): record.id
        for records in (built.causes, built.remedies)
        for record in records.values()
    }
    for cause in built.causes.values():
        linked = {place for place, _ in pages[address(cause.path)].links("what-may-help")}
        assert {address(built.remedies[name].path) for name in cause.remedies} <= linked, cause.id
    back = {
        (by_address[place], remedy.id)
        for remedy in built.remedies.values()
        for page in [pages[address(remedy.path)]]
        for link in page.article.select(".rule a, details.for a")
        for place, fragment in [page.target(link["href"])]
        if fragment == "what-may-help"
    }
    assert back == there


def test_no_remedy_named_in_prose_is_left_without_a_link_in_its_section(
    pages: Pages, built: Knowledge
):
    place_of = {
        name.lower(): address(remedy.path)
        for remedy in built.remedies.values()
        for name in remedy.names
    }
    pattern = words_pattern(place_of)
    wrong = []
    for page in pages.values():
        if page.address in (
            *GENERATED,
            "search/",
            "easy/",
            "about/sources/",
            "about/sources-clinics/",
            "about/glossary/",
        ):
            continue  # lists of titles and words
        for anchor, blocks in page.sections.items():
            if anchor == "known-but-not-read":  # titles
                continue
            # the answer at the top is plain words: the text below it links what it names
            linked = {page.address, *dict(page.links(anchor or None))}
            wrong += [
                f"{page.address}#{anchor}: {name}"
                for name in pattern.findall(unlinked_prose(blocks))
                if place_of[name.lower()] not in linked
            ]
    assert not wrong, "\n".join(wrong)


def unlinked_prose(blocks: list[Tag]) -> str:
    """What a section says outside its heading, links, cards, notes, word lists, and what others
    say."""
    texts = [
        text if text.strip() else " | "  # between two cells or items: no name runs across
        for block in blocks
        if block.name not in ("h1", "h2", "h3", "h4")
        for text in block.find_all(string=True)
        if not any(is_left_out(outer) for outer in text.parents)
    ]
    return " ".join("".join(texts).split())


def is_left_out(tag: Tag) -> bool:
    """Whether no remedy is linked inside `tag`."""
    return (
        tag.name == "a"
        or bool({"flags", "footnote", "words"} & set(tag.get("class", [])))
        or (tag.name == "li" and words(tag).startswith("Often said:"))
    )


def test_every_red_flag_stands_under_its_urgency_with_its_action(pages: Pages, built: Knowledge):
    page = pages["when-to-worry/red-flags/"]
    urgency_of = {
        text.anchor: text.text.strip("{} ").split()[1]
        for text in by_page(built)["when-to-worry/red-flags.md"]
        if text.kind == "macro" and "red_flags" in text.text
    }
    assert list(urgency_of.values()) == [level.value for level in built.urgencies]
    for anchor, urgency in urgency_of.items():
        items = {
            item.a["id"]: words(item)
            for block in page.sections[anchor]
            for item in block.select("li")
        }
        expected = [flag for flag in built.red_flags.values() if flag.urgency.value == urgency]
        assert list(items) == [flag.id for flag in expected]
        for flag in expected:
            assert items[flag.id].startswith(f"{flag.sign}. {flag.action}")


def test_a_page_has_one_title_a_description_sources_and_its_review_status(
    pages: Pages, built: Knowledge
):
    wrong = []
    for page in pages.values():
        described = [tag["content"] for tag in page.soup.select("meta[name=description]")]
        facts = {
            "one h1": len(page.soup.find_all("h1")) == 1,
            "a description": len(described) == 1 and len(described[0]) > 19,
            "a list of sources": "sources" in page.ids,
            "its review status": "Not yet reviewed by a clinician" in words(page.article),
        }
        wrong += [f"{page.address}: not {fact}" for fact, found in facts.items() if not found]
    assert not wrong, "\n".join(wrong)
    for record in built.pages().values():
        assert (
            pages[address(record.path)].soup.find("meta", {"name": "description"})["content"]
            == record.summary
        )


def test_every_citation_leads_to_a_source_with_its_address(pages: Pages, built: Knowledge):
    count, wrong = 0, []
    for page in pages.values():
        notes = {note["id"]: note for note in page.article.select(".footnote li")}
        marks = {mark["href"].removeprefix("#") for mark in page.article.select("a.footnote-ref")}
        assert set(notes) == marks, page.address
        for name, note in notes.items():
            link = built.sources[name.removeprefix("fn:")].link
            shown = [tag["href"] for tag in note.select("a[href^=http]")]
            wrong += [f"{page.address}: {name}"] if shown != ([link] if link else []) else []
            count += 1
    assert not wrong, "\n".join(wrong)
    assert count > 300


def test_nothing_is_left_unwritten(pages: Pages):
    """No macro, citation, attribute list or place for footnotes stands on a page as it was
    typed."""
    left = re.compile(r"\{\{|\}\}|\[\^|\{ ?[#.:]\w|///|\]\([^ )]*\)|^---$|\*\*", re.M)
    found = {
        page.address: found.group()
        for page in pages.values()
        if (found := left.search(page.article.get_text() + page.soup.title.get_text()))
    }
    assert found == {}
    assert [
        page.address
        for page in pages.values()
        if "{{" in page.html or "[^" in page.article.decode()
    ] == []


def test_every_promised_anchor_is_on_its_page_once(pages: Pages, built: Knowledge):
    prose = by_page(built)
    wrong = {
        path: missing
        for path, page in built.pages().items()
        if (missing := anchors(built, page, prose[path]) - pages[address(path)].ids)
    }
    assert wrong == {}
    for page in pages.values():
        ids = [tag["id"] for tag in page.soup.select("[id]")]
        assert len(ids) == len(set(ids)), (
            page.address,
            sorted(name for name in ids if ids.count(name) > 1),
        )


def test_the_page_in_easy_words_has_every_row_on_its_card(pages: Pages, built: Knowledge):
    page = pages["easy/"]
    guide = create_easy(built, create_sheet(built))
    for part in guide.pages[1:]:
        card = page.soup.find(id=part.id.replace("_", "-")).parent
        shown = words(card)
        assert shown.startswith(f"{part.number}. {part.heading}" if part.number else part.heading)
        if part.number:
            assert {"easy", f"flags--{part.urgency}"} <= set(card["class"])
            head, signs = card.find(class_="do"), card.find("ul", recursive=False)
            acts = [row.lines for row in part.rows if row.acts]
            assert len(signs.find_all("li", recursive=False)) == len(part.rows) - len(acts)
            assert bool(head) == bool(acts)
            assert all(line in words(head) for lines in acts for line in lines)
            assert not head or head.find_previous_sibling() == card.find("h2")
        for row in part.rows:
            assert all(line in shown for line in row.lines), row.id
    drawn = {image["src"].partition("#")[2] for image in page.article.select("img")}
    assert drawn == set(guide.pictures)
    assert {image["alt"] for image in page.article.select("img")} == {""}


def test_only_pages_and_assets_are_published(site: Path):
    """Beside the files to download, of which their list is tested."""
    files = [file.relative_to(site) for file in site.rglob("*") if file.is_file()]
    files = [file for file in files if file.parts[0] != "downloads"]
    allowed = {".html", ".css", ".js", ".map", ".svg", ".png", ".xml", ".gz", ".json", ".txt"}
    assert [
        str(file) for file in files if file.suffix not in allowed or file.name.startswith(".")
    ] == []
    assert [
        str(file)
        for file in files
        if "_data" in file.parts or (file.stem in DATA_FILES and file.parts[0] != "data")
    ] == []


def test_no_page_asks_another_host_for_anything(pages: Pages, site: Path):
    asked = {
        page.address: [*asked_by_tags(page), *asked_by_css(page.html)]
        for page in [*pages.values(), BuiltPage(site, site / "404.html")]
    }
    asked |= {
        file.name: asked_by_css(file.read_text(encoding="utf-8")) for file in site.rglob("*.css")
    }
    assert {place: found for place, found in asked.items() if found} == {}
    assert asked_by_css(
        "@import 'https://a.example/x'; @import url(\"//b.example/y\"); c { background: url(z.png)"
        " url(data:a) }"
    ) == ["https://a.example/x", "//b.example/y"]


def asked_by_tags(page: BuiltPage) -> list[str]:
    """Addresses on other hosts that a browser asks by itself, or sends a form to."""
    tags = page.soup.select(
        "[src], [srcset], [data], [poster], [action], link[href]:not([rel=canonical])"
    )
    values = [
        tag[name]
        for tag in tags
        for name in ("src", "srcset", "data", "poster", "action", "href")
        if tag.get(name)
    ]
    # an address that begins with data: is the icon, which is in the page
    return [value for value in values if is_external(value) and not value.startswith("data:")]


def asked_by_css(text: str) -> list[str]:
    """Addresses on other hosts in @import and url() of a style sheet or a page."""
    found = re.findall(r"""(?:@import\s+(?:url\()?|\burl\()\s*["']?([^"')\s]+)""", text)
    return [value for value in found if is_external(value) and not value.startswith("data:")]
