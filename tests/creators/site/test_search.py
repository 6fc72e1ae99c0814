"""The search index: every page and section in it, in plain words, with the words that patients use;
and the search page."""

import json
import re
from dataclasses import replace
from pathlib import Path

import mkdocs.contrib.search
import pytest

from creators.data.infobutton import CONNECT
from creators.handout.form import MAKE
from creators.handout.versions import CHECK_PAGE
from creators.site.files import HEARD, create_site, load_templates
from creators.site.page import HERE, CreatedPage, CreatedSite
from creators.site.remedies_index import BY_DAY
from creators.site.search import (
    COMMON,
    LEAD,
    SEARCH,
    create_library,
    create_search_index,
    create_search_page,
    parse_sections,
    plain_words,
)
from creators.site.search_words import FLAGS, GLOSSARY, patient_words
from knowledge.asked import A_TO_Z
from knowledge.records.generated import GENERATED_PAGES
from small_project import small_knowledge

ROOT = Path(__file__).resolve().parents[3]


def page(
    title: str = "A page",
    body: str = "",
    summary: str = "What it is about.",
    path: str = "a.md",
    sources: str = "",
) -> CreatedPage:
    """A created page."""
    return CreatedPage(path, title, summary, f"# {title}\n\n{body}\n", sources)


def at(pages: dict[str, CreatedPage]) -> dict[str, CreatedPage]:
    """Created pages at these paths."""
    return {path: replace(one, path=path) for path, one in pages.items()}


def read(script: str) -> dict:
    """What an index sets."""
    found = re.fullmatch(r"window\.searchIndex = (.*);\n", script)
    assert found, script[:80]
    return json.loads(found.group(1))


def rows(index: dict) -> dict[str, list[str]]:
    """[heading, text, words] of each section of an index by its address without ending."""
    return {
        f"{index['pages'][number][0]}#{anchor}".rstrip("#"): rest
        for number, anchor, *rest in index["sections"]
    }


@pytest.fixture
def index_of(tmp_path):
    """The sections of an index of some pages, with the records of the small project."""
    return lambda pages, *edits: rows(
        read(create_search_index(small_knowledge(tmp_path, *edits), at(pages)))
    )


@pytest.fixture(scope="module")
def created(knowledge) -> CreatedSite:
    """The site of the real content."""
    return create_site(knowledge, load_templates(ROOT))


@pytest.fixture(scope="module")
def site(created) -> dict[str, str]:
    """Every created file of it."""
    return created.texts


@pytest.fixture(scope="module")
def index(site) -> dict:
    return read(site["search/index.js"])


# Sections, in plain words.


def test_a_page_is_cut_at_its_headings_and_at_lines_with_an_id():
    body = """First. [^A]
## One { #one }
Words.
### Two {#two}
- <a id="sign"></a>**A sign.** Call now.
- <a id="other"></a>**Another.** Wait.

After the list.

<a id="term"></a>**term** (plain)
:   Its meaning.

[^A]: A source. <https://a.example/>"""
    found = [
        (section.anchor, section.heading, section.lines)
        for section in parse_sections(page("Top", body, path=FLAGS))
    ]
    assert found == [
        ("", "Top", ["What it is about.", "First."]),
        ("one", "One", ["Words."]),
        ("two", "Two", ["After the list."]),
        ("sign", "A sign.", ["Call now."]),
        ("other", "Another.", ["Wait."]),
        ("term", "term", ["(plain)", "Its meaning."]),
    ]
    assert [section.anchor for section in parse_sections(page("Top", body))] == [
        "",
        "one",
        "two",
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("- **Looks:** [Small spots](../causes/acne.md#x) [^A] [^B-2]", "Looks: Small spots"),
        ('Stings. [◇](#open-mark){ .open-mark title="No study found" }', "Stings."),
        (
            '2. Call <abbr title="A doctor">a dermatologist</abbr> <a id="x"></a>now.<br>Today.',
            "Call a dermatologist now. Today.",
        ),
        ("| **Kind** | Product |", "Kind. Product."),
        ("|---|:--|", ""),
        ("///Footnotes Go Here///", ""),
        ('<div class="flags" markdown="1">', ""),
        ("</div>", ""),
        ("{ .review-status }", ""),
        (":   Its meaning.", "Its meaning."),
        ("![A close-up](x.svg){ loading=lazy }", ""),
        (HERE, ""),
        ("SPF 30 &amp; a hat, 1 &lt; 2", "SPF 30 & a hat, 1 < 2"),
        ("A fever of 100.4 F (38 C)", "A fever of 100.4 F (38 C)"),
        ("do-not-touch - or do", "do-not-touch - or do"),
    ],
)
def test_only_words_are_left_of_a_line(line: str, words: str):
    assert plain_words(line) == words


def test_items_and_cells_stand_apart_in_a_text(index_of):
    found = index_of(
        {"a.md": page(body="- one\n- two!\n\n| Day | What |\n|---|---|\n| Day 0 | Rest. |")}
    )
    assert found["a"][1] == "What it is about. one. two! Day. What. Day 0. Rest."


def test_a_line_of_many_pages_and_a_section_without_any_other_are_left_out(index_of):
    body = (
        "Own words.\n\n## Get help {#get-help}\n\nCall a doctor.\n\n## More {#more}\n\nCall a"
        " doctor. Now."
    )
    found = index_of(
        {
            f"{number}.md": page(
                f"Page {number}",
                body.replace("Own", f"Own{number}").replace("Now", f"Now {number}"),
            )
            for number in range(COMMON + 1)
        }
    )
    assert sorted(found) == sorted(
        [*map(str, range(COMMON + 1)), *(f"{number}#more" for number in range(COMMON + 1))]
    )
    assert found["0"][1] == "Own0 words." and found["0#more"][1] == "Call a doctor. Now 0."
    assert "0#get-help" in index_of({f"{number}.md": page(body=body) for number in range(COMMON)})


def test_each_row_of_the_a_to_z_is_a_place_but_those_about_a_remedy(index_of):
    snail = (
        "docs/_data/a_to_z.yml",
        "a_to_z: []",
        (
            "a_to_z:\n  - {id: snail, name: Snail, also: [mucin], kind: skin_care, like: acid,"
            " words: It is untested.}"
        ),
    )
    found = index_of({A_TO_Z: page("A to Z")}, snail)
    assert list(found) == [
        "treat/remedies-index",
        *(f"treat/remedies-index#{name}" for name in ("acid", "snail", "swimming")),
    ]
    assert found["treat/remedies-index#snail"] == [
        "Snail",
        "From day 7, once healed. It is untested.",
        "mucin",
    ]


def test_a_page_about_this_site_or_a_generated_list_keeps_its_lead_only(index_of):
    found = index_of(
        {
            path: page(body=f"## All {{#all}}\n\n{path} {'word ' * 100}end.")
            for path in ("about/a.md", "treat/by-day.md", "treat/a.md", GLOSSARY)
        }
    )
    lengths = {place: len(text) for place, (_, text, _) in found.items() if place.endswith("#all")}
    assert {place for place, length in lengths.items() if length > LEAD} == {
        "treat/a#all",
        "about/glossary#all",
    }
    assert LEAD - 10 < lengths["about/a#all"] and found["about/a#all"][1].endswith(" word")


# Order and weight.


def test_equal_pages_stand_with_the_red_flags_first(index_of, tmp_path):
    names = [
        "treat/aloe.md",
        "about/index.md",
        "when-to-worry/red-flags.md",
        "index.md",
        "prevent/sun.md",
        "causes/hives.md",
        "when-to-worry/index.md",
        "identify/index.md",
    ]
    pages = read(
        create_search_index(small_knowledge(tmp_path), at({name: page() for name in names}))
    )["pages"]
    assert [path for path, *_ in pages] == [
        "index",
        "when-to-worry/index",
        "when-to-worry/red-flags",
        "identify/index",
        "causes/hives",
        "treat/aloe",
        "prevent/sun",
        "about/index",
    ]


def test_red_flags_weigh_more_than_remedies_and_lists_less(index):
    weight = {path: weight for path, _, weight, *_ in index["pages"]}
    assert (
        weight["when-to-worry/red-flags"]
        > weight["treat/aloe"]
        == weight["causes/hives"]
        > weight["treat/by-day"]
    )
    assert weight["treat/aloe"] > weight["about/drills"]


# How soon, and where a result opens.


def test_a_cause_carries_its_urgency_and_no_other_page_does(index, knowledge):
    found = {f"{path}.md": level for path, _, _, level, _ in index["pages"]}
    causes = {cause.path: knowledge.urgency_of(cause).rank for cause in knowledge.causes.values()}
    assert {path: level for path, level in found.items() if level >= 0} == causes
    assert set(causes.values()) >= {0, 1, 2, 3}


def test_a_page_with_a_rule_at_its_top_opens_there_with_its_summary(index, knowledge):
    top = {number: text for number, anchor, _, text, _ in reversed(index["sections"]) if not anchor}
    shown = {
        f"{path}.md": top[number][:letters]
        for number, (path, _, _, _, letters) in enumerate(index["pages"])
        if letters
    }
    pages = [*knowledge.causes.values(), *knowledge.remedies.values(), *knowledge.rules.values()]
    assert {path: text.rstrip(".!?") for path, text in shown.items()} == {
        page.path: page.summary.rstrip(".!?") for page in pages
    }


# Words of patients.


def test_names_findings_and_everyday_words_lead_to_their_places(tmp_path):
    words = {
        place: " ".join(found)
        for place, found in patient_words(
            small_knowledge(
                tmp_path,
                (
                    "docs/_data/search_words.yml",
                    "search_words: []",
                    (
                        'search_words:\n  - {id: beads, page: "causes/milia.md#how-to-tell", words:'
                        ' ["beads", "sand"]}'
                    ),
                ),
                (
                    "docs/_data/glossary.yml",
                    "glossary: []",
                    (
                        'glossary:\n  - {id: milia, term: "milia", names: ["milium"], plain:'
                        ' ["white dots"], meaning: "Dots."}'
                    ),
                ),
            )
        ).items()
    }
    assert words == {
        (GLOSSARY, "milia"): "milia milium white dots",
        (FLAGS, "pearls"): "hard dots white dots",
        (FLAGS, "pus"): "pus pus yellow crusts",
        (FLAGS, "eye-pain"): "pain in an eye eye pain",
        (FLAGS, "late-bumps"): "bumps after a week hard dots late bumps",
        ("causes/milia.md", ""): "Dots milia",
        ("causes/rash.md", ""): "Dots folliculitis",
        ("treat/cloth.md", ""): "cool cloth cool cloths",
        ("treat/acid-wash.md", ""): "acid wash BHA salicylic acid",
        ("treat/steroid.md", ""): "steroid cream steroid",
        ("prevent/week.md", "leave-alone"): "acids BHA salicylic acid swimming swim steroid",
        ("causes/milia.md", "how-to-tell"): "beads sand",
    }


def test_a_remedy_is_found_by_every_kind_of_what_is_in_it(tmp_path):
    small = small_knowledge(
        tmp_path, ("docs/treat/acid-wash.md", "substances: [bha]", "substances: [acid]")
    )
    assert patient_words(small)["treat/acid-wash.md", ""] == [
        "acid wash",
        "acids",
        "BHA",
        "salicylic acid",
    ]


def test_words_for_a_place_that_is_no_section_stand_at_the_top_of_its_page(index_of):
    milia = (
        "docs/_data/search_words.yml",
        "search_words: []",
        (
            'search_words:\n  - {id: beads, page: "causes/milia.md#how-to-tell", words: ["beads",'
            ' "beads"]}'
        ),
    )
    assert (
        index_of({"causes/milia.md": page(body="Words.")}, milia)["causes/milia"][2]
        == "Dots; milia; beads"
    )
    assert (
        index_of({"causes/milia.md": page(body="## How {#how-to-tell}\n")})["causes/milia"][2]
        == "Dots; milia"
    )


def test_a_red_flag_is_shown_by_its_short_words(index_of):
    flags = page("Flags", '- <a id="pus"></a>**Pus or yellow crusts.** See a doctor today.')
    assert index_of({FLAGS: flags})["when-to-worry/red-flags#pus"] == [
        "Pus",
        "See a doctor today.",
        "pus; yellow crusts",
    ]
    assert (
        index_of({"treat/cloth.md": flags})["treat/cloth"][1]
        == "What it is about. Pus or yellow crusts. See a doctor today."
    )


# The script.


def test_no_text_ends_the_script(index_of, tmp_path):
    text = 'a</script><!-- \u2028 \u2029 "quoted" \\ é'
    script = create_search_index(
        small_knowledge(tmp_path), {"a.md": page(title=text, summary=text, body="&lt;/script> x")}
    )
    assert not re.search("[<\u2028\u2029]", script) and script.count("\n") == 1
    found = read(script)
    assert found["pages"][0][1] == text and found["sections"][0][3] == f"{text}. </script> x."


def test_the_same_content_gives_the_same_script(knowledge, created, site):
    pages = dict(
        reversed(
            [
                (path, one)
                for path, one in created.pages.items()
                if path not in (SEARCH, CONNECT, *knowledge.moved)
            ]
        )
    )
    assert create_search_index(knowledge, pages) == site["search/index.js"]


# The real content.


def test_every_page_but_the_search_is_in_the_index_under_its_title(index, created, knowledge):
    left_out = {SEARCH, CONNECT, *knowledge.moved}
    pages = {path: one for path, one in created.pages.items() if path not in left_out}
    assert {(path, title) for path, title, *_ in index["pages"]} == {
        (path.removesuffix(".md"), one.title) for path, one in pages.items()
    }
    assert sorted({number for number, *_ in index["sections"]}) == list(range(len(pages)))
    assert len(pages) > 90 and len(index["sections"]) > 700


def test_each_page_begins_with_its_top_and_no_place_stands_twice(index):
    places = [(number, anchor) for number, anchor, *_ in index["sections"]]
    assert len(set(places)) == len(places)
    first = {}
    for number, anchor in places:
        first.setdefault(number, anchor)
    assert set(first.values()) == {""}


def test_every_place_in_the_index_is_on_its_page(index, site):
    ids = {
        path: set(re.findall(r'\{ ?#([\w-]+)[ }]|<\w+ id="([\w-]+)"', text))
        for path, text in site.items()
        if path.endswith(".md")
    }
    missing = [
        f"{path}#{anchor}"
        for number, anchor, *_ in index["sections"]
        for path in [index["pages"][number][0]]
        if anchor and anchor not in {name for pair in ids[f"{path}.md"] for name in pair}
    ]
    assert missing == []


def test_nothing_of_our_notation_is_left(index):
    wrong = [
        row
        for row in index["sections"]
        if re.search(r"[\[\]{}|<>*_◇]|///|\.\.|\s{2}", " ".join(row[2:]))
    ]
    assert wrong == []
    assert [row for row in index["sections"] if row[1] and not row[2]] == []


def test_every_record_leads_to_its_page(knowledge, index):
    found = rows(index)
    assert [
        flag.id
        for flag in knowledge.red_flags.values()
        if flag.words[0] not in found[f"when-to-worry/red-flags#{flag.id}"][2]
    ] == []
    assert [
        term.id for term in knowledge.glossary.values() if f"about/glossary#{term.id}" not in found
    ] == []
    assert [
        bump.id
        for bump in knowledge.bump_types.values()
        if f"identify/what-they-look-like#{bump.id}" not in found
    ] == []
    for everyday in knowledge.search_words.values():
        words = found[everyday.page.replace(".md", "")][2]
        assert [word for word in everyday.words if word not in words] == [], everyday.id


def test_no_everyday_word_is_needed_less(knowledge):
    """Each entry has its words once, and no word that leads there by itself."""
    known = patient_words(knowledge)
    for everyday in knowledge.search_words.values():
        path, _, anchor = everyday.page.partition("#")
        assert len(set(everyday.words)) == len(everyday.words), everyday.id
        others = known[path, anchor][: -len(everyday.words)]
        assert [word for word in everyday.words if word in others] == [], everyday.id


# The library.


def test_the_library_loses_its_comments_and_keeps_its_license():
    library = Path(mkdocs.contrib.search.__file__).parent / "templates" / "search" / "lunr.js"
    whole = library.read_text(encoding="utf-8")
    sent = create_library(whole)
    assert (
        sent.startswith("/**\n * lunr - http://lunrjs.com")
        and "@license MIT" in sent
        and len(sent) < 0.6 * len(whole)
    )
    assert sent.count("/*") == 1 + whole.count("/*!") and not re.search(
        r"^\s*(//.*)?$", sent.rstrip(), re.M
    )
    code = [line for line in whole.splitlines() if re.match(r"lunr\.\w+ = |\s+return ", line)]
    assert len(code) > 100 and [line for line in code if line not in sent] == []


# The search page.


def test_the_search_page_lists_every_page_by_section(site, knowledge):
    links = re.findall(r"^(?:- |### )\[.*\]\(([\w/-]+\.md)\)", site[SEARCH], re.M)
    assert sorted(links) == sorted(
        path
        for path in site
        if path.endswith(".md") and path not in (SEARCH, CONNECT, *knowledge.moved)
    )
    assert re.findall(r"^### .*\{ #([\w-]+) \}", site[SEARCH], re.M) == [
        "when-to-worry",
        "identify",
        "causes",
        "treat",
        "prevent",
        "about",
    ]


def test_the_search_page_says_the_same_to_everyone(knowledge, site):
    """What to do in an emergency stands above the form, whatever is typed; that the search needs
    JavaScript stands there too."""
    top, _, rest = site[SEARCH].partition(HERE)
    assert (
        "do not search" in top
        and knowledge.urgencies["emergency_now"].action in top
        and "(when-to-worry/red-flags.md)" in top
    )
    assert "needs JavaScript" in rest
    assert "\ntemplate: search.html\n---\n" in site[SEARCH] and [
        path
        for path, text in site.items()
        if "\ntemplate: " in text
        # the red flags and the guide in easy words can be read aloud
        and path not in (CONNECT, *HEARD, *knowledge.moved)
    ] == [MAKE, CHECK_PAGE, SEARCH, BY_DAY]


def test_the_list_of_pages_begins_each_section_with_its_first_page():
    pages = {
        name: page(name)
        for name in ("treat/aloe.md", "treat/index.md", "index.md", "when-to-worry/index.md")
    }
    assert create_search_page(pages)[3] == {
        "sections": [
            (("index.md", "index.md"), []),
            (("when-to-worry/index.md", "when-to-worry/index.md"), []),
            (("treat/index.md", "treat/index.md"), [("treat/aloe.md", "treat/aloe.md")]),
        ]
    }


def test_links_may_lead_to_the_search_page():
    assert SEARCH in GENERATED_PAGES
