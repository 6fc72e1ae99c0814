"""Tables and notes as Markdown's own writer leaves them, made readable by everyone."""

import pytest
from bs4 import BeautifulSoup, Tag
from markdown import Markdown

from creators.shell.accessible import WIDE, Accessible

TWO = "| Sign | How soon |\n|---|---|\n| Pus | Today |\n"
THREE = (
    "| Sign | Feels | How soon |\n|---|---|---|\n| Pus | Sore | Today |\n| Milia | Hard | No"
    " hurry |\n"
)


def write(text: str) -> BeautifulSoup:
    extensions = ["attr_list", "footnotes", "pymdownx.blocks.html", "tables", "toc", Accessible()]
    return BeautifulSoup(Markdown(extensions=extensions).convert(text), "html.parser")


def caption(table: Tag) -> str:
    return table.find("caption", recursive=False).get_text()


def test_a_table_is_named_by_its_heading_and_columns():
    soup = write(f"# Page\n\n## Signs & *more*\n\n{TWO}\n### Rows {{ #rows }}\n\n{THREE}")
    assert [caption(table) for table in soup.find_all("table")] == [
        "Signs & more: Sign, How soon",
        "Rows: Sign, Feels, How soon",
    ]
    assert soup.table.contents[0].name == "caption" or soup.table.contents[1].name == "caption"


def test_a_table_inside_a_block_takes_the_heading_above_it():
    soup = write(f"## First\n\n/// html | div\n\n## Inside\n\n{TWO}\n\n///\n\n{TWO}")
    assert [caption(table).partition(":")[0] for table in soup.find_all("table")] == [
        "Inside",
        "Inside",
    ]


def test_every_header_says_what_it_heads():
    table = write(f"## Signs\n\n{THREE}").table
    assert [cell["scope"] for cell in table.select("thead th")] == ["col"] * 3
    assert [
        (row.contents[1].name, row.th["scope"], row.th.get_text())
        for row in table.select("tbody tr")
    ] == [("th", "row", "Pus"), ("th", "row", "Milia")]


@pytest.mark.parametrize(
    ("text", "labels", "shape"),
    [(TWO, [], None), (THREE, ["Feels", "How soon", "Feels", "How soon"], ["cards-3"])],
)
def test_only_a_table_of_three_columns_can_become_cards(text, labels, shape):
    table = write(f"## Signs\n\n{text}").table
    assert table.get("class") == shape
    assert [cell["data-label"] for cell in table.select("[data-label]")] == labels


def test_a_wide_table_scrolls_in_a_named_frame_that_the_keyboard_reaches():
    row = lambda words: "| " + " | ".join(words) + " |\n"
    wide = row("ABCDEF"[:WIDE]) + row(["---"] * WIDE) + row("123456"[:WIDE])
    frame = write(f"## Numbers\n\n{wide}").table.parent
    assert (frame["class"], frame["role"], frame["aria-label"], frame["tabindex"]) == (
        ["scroll"],
        "region",
        "Numbers",
        "0",
    )
    assert "scroll" not in write(f"## Signs\n\n{THREE}").decode()


def test_notes_have_no_links_back():
    soup = write("One. [^A] Two. [^A]\n\n[^A]: A source.\n")
    assert soup.select_one(".footnote li").get_text().split() == ["A", "source."]
    assert soup.select(".footnote a") == [] and len(soup.select("a.footnote-ref")) == 2


def test_a_mark_that_points_to_a_source_never_begins_a_line():
    mark = "[◇](#open-mark){ .open-mark }"
    soup = write(
        f"One [^A] [^B] and {mark}\n\n- **Two** {mark}\n- {mark} three\n\n[^A]: A\n[^B]: B"
    )
    marks = [
        link.parent if link.parent.name == "sup" else link
        for link in soup.select("sup a, a.open-mark")
    ]
    before = [str(mark.previous_sibling or "") for mark in marks]
    assert before == ["One\xa0", "\xa0", " and\xa0", "\xa0", ""]
