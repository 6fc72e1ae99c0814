"""Every link in prose leads to a page and a heading that are there."""

import pytest

from knowledge.checks.links import check_links
from small_project import small_knowledge

RASH, HOME, STAGES, CORRECTIONS = (
    "docs/causes/rash.md",
    "docs/index.md",
    "docs/_data/stages.yml",
    "docs/_data/corrections.yml",
)
SENTENCE = "A cool cloth helps with the heat. [^GOOD]"


def found(root, *edits) -> list[str]:
    return [str(problem) for problem in check_links(small_knowledge(root, *edits))]


def test_a_project_without_mistakes_has_no_problems(tmp_path):
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    "target",
    [
        "milia.md",
        "./milia.md",
        "../causes/milia.md",
        "milia.md#how-to-tell",
        "milia.md#get-help",
        "milia.md#what-to-do",
        "../prevent/week.md#leave-alone",
        "rash.md",
        "#sources",
        "../index.md",
        "../index.md#begin-here",
        "../treat/cloth.md#when-you-can-use-it",
        "../treat/remedies-index.md",
        "../treat/remedies-index.md#cloth",
        "../treat/remedies-index.md#swimming",
        "../treat/by-day.md#first",
        "../treat/by-day.md#no-day",
        "../data/v1/claims.json",
        "https://www.fda.gov",
        "https://www.fda.gov/a?b=c#d",
        "http://nhs.uk/x",
    ],
)
def test_a_link_to_what_is_there_is_right(tmp_path, target):
    assert found(tmp_path, (RASH, SENTENCE, f"See [this]({target}).")) == []


@pytest.mark.parametrize(
    ("target", "message"),
    [
        (
            "mila.md",
            ('a page of docs; got "causes/mila.md"; do write causes/milia.md (did you mean that?)'),
        ),
        (
            "cloth.md",
            ('a page of docs; got "causes/cloth.md"; do write causes/rash.md (did you mean that?)'),
        ),
        (
            "../../index.md",
            ('a page of docs; got "../index.md"; do write index.md (did you mean that?)'),
        ),
        (
            "milia/",
            ('a page of docs; got "causes/milia"; do write causes/milia.md (did you mean that?)'),
        ),
        (
            "milia.md#how-to-tel",
            (
                'a heading of causes/milia.md; got "#how-to-tel"; do write how-to-tell (did you'
                " mean that?)"
            ),
        ),
        (
            "#how-to-tell",
            (
                'a heading of causes/rash.md; got "#how-to-tell"; do use one of: get-help,'
                " sources, what-it-looks-like, what-may-help, what-to-do, when-it-starts"
            ),
        ),
        (
            "../treat/cloth.md#get-help",
            (
                'a heading of treat/cloth.md; got "#get-help"; do use one of: sources,'
                " what-to-do, when-you-can-use-it"
            ),
        ),
        (
            "../treat/by-day.md#frist",
            ('a heading of treat/by-day.md; got "#frist"; do write first (did you mean that?)'),
        ),
        (
            "../treat/by-kind.md",
            (
                'a page of docs; got "treat/by-kind.md"; do write treat/by-day.md (did you mean'
                " that?)"
            ),
        ),
        ("", 'a relative path to a .md page; got ""; do write it as ../treat/aloe.md'),
        (
            "/causes/milia.md",
            (
                'a relative path to a .md page; got "/causes/milia.md"; do write it as'
                " ../treat/aloe.md"
            ),
        ),
        (
            "mailto:a@b.example",
            (
                'a relative path to a .md page; got "mailto:a@b.example"; do write it as'
                " ../treat/aloe.md"
            ),
        ),
        (
            "ftp://nhs.uk/x",
            'a relative path to a .md page; got "ftp://nhs.uk/x"; do write it as ../treat/aloe.md',
        ),
        ("https://fda", 'a web address; got "https://fda"; do correct the address'),
        ("https:/www.fda.gov", 'a web address; got "https:/www.fda.gov"; do correct the address'),
        ("http://", 'a web address; got "http://"; do correct the address'),
    ],
)
def test_a_link_to_what_is_not_there_gets_the_nearest(tmp_path, target, message):
    assert found(tmp_path, (RASH, SENTENCE, f"See [this]({target}).")) == [
        f"{RASH}:19: link: expected {message}"
    ]


def test_paths_start_at_the_page_that_holds_the_link(tmp_path):
    assert found(tmp_path, (HOME, "causes/milia.md#how-to-tell", "milia.md")) == [
        f'{HOME}:9: link: expected a page of docs; got "milia.md"; do write causes/milia.md (did'
        " you mean that?)"
    ]


def test_links_in_front_matter_count_too(tmp_path):
    assert [
        message.partition(" expected")[0]
        for message in found(
            tmp_path, (RASH, "Keep it clean. [^open]", "See [this](gone.md) and [that](gone.md#x).")
        )
    ] == [f"{RASH}:14: link:"] * 2


def test_a_heading_with_an_id_of_its_own_is_found_by_that(tmp_path):
    edit = (RASH, SENTENCE, "## Some words {#mine}\n\nSee [this](#mine) and [that](#some-words).")
    assert found(tmp_path, edit) == [
        f'{RASH}:21: link: expected a heading of causes/rash.md; got "#some-words"; do use one of:'
        " get-help, mine, sources, what-it-looks-like, what-may-help, what-to-do, when-it-starts"
    ]


def test_data_holds_no_links(tmp_path):
    assert found(
        tmp_path, (STAGES, "Hot skin. [^GOOD]", "Hot skin, see [this](https://www.fda.gov/).")
    ) == [
        f"{STAGES}:2: link: expected no link in _data, as its text is shown on many pages; got"
        ' "https://www.fda.gov/"; do remove the link'
    ]


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (
            "causes/milia.md#how-to-tel",
            (
                'a heading of causes/milia.md; got "#how-to-tel"; do write how-to-tell (did you'
                " mean that?)"
            ),
        ),
        (
            "causes/mila.md",
            ('a page of docs; got "causes/mila.md"; do write causes/milia.md (did you mean that?)'),
        ),
    ],
)
def test_a_correction_leads_to_a_page_and_heading(tmp_path, page, message):
    assert found(tmp_path, (CORRECTIONS, "causes/milia.md#how-to-tell", page)) == [
        f"{CORRECTIONS}:2: page: expected {message}"
    ]
