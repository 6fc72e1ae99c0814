"""The navigation in mkdocs.yml and the pages agree."""

import pytest

from knowledge.checks import check_project
from knowledge.checks.files import check_nav
from small_project import small_knowledge, write_project

NAV = "mkdocs.yml"


def found(root, *edits) -> list[str]:
    return [str(problem) for problem in check_nav(root, small_knowledge(root, *edits))]


def test_a_project_without_mistakes_has_no_problems(tmp_path):
    assert found(tmp_path) == []


def test_every_page_is_in_the_navigation(tmp_path):
    assert found(tmp_path, (NAV, "      - causes/rash.md\n", "")) == [
        "docs/causes/rash.md:1: nav: expected a place in the navigation of mkdocs.yml, once; got 0"
        " places; do list causes/rash.md once under nav:"
    ]


def test_no_page_is_in_it_twice(tmp_path):
    assert found(
        tmp_path, (NAV, "  - Home: index.md\n", "  - Home: index.md\n  - Again: causes/rash.md\n")
    ) == [
        "docs/causes/rash.md:1: nav: expected a place in the navigation of mkdocs.yml, once; got 2"
        " places; do list causes/rash.md once under nav:"
    ]


@pytest.mark.parametrize(
    "entry",
    [
        "      - causes/rsh.md\n",
        "      - Rash: causes/rsh.md\n",
        "      - Deep:\n          - causes/rsh.md\n",
    ],
)
def test_everything_in_the_navigation_is_a_page(tmp_path, entry):
    lines = entry.count("\n") + 7
    assert found(
        tmp_path, (NAV, "      - causes/rash.md\n", f"      - causes/rash.md\n{entry}")
    ) == [
        f'mkdocs.yml:{lines + 1}: nav: expected a page of docs; got "causes/rsh.md"; '
        "do write causes/rash.md (did you mean that?)"
    ]


def test_a_web_address_is_no_page(tmp_path):
    [message] = found(
        tmp_path, (NAV, "  - Home: index.md\n", "  - Home: index.md\n  - Out: https://nhs.uk/\n")
    )
    assert message.startswith(
        'mkdocs.yml:4: nav: expected a page of docs; got "https://nhs.uk/"; do '
    )


def test_generated_pages_may_be_in_it_and_need_not(tmp_path):
    assert (
        found(
            tmp_path,
            (NAV, "      - All remedies: treat/remedies-index.md\n", "      - treat/by-day.md\n"),
        )
        == []
    )


def test_a_page_that_cannot_be_read_is_all_that_is_said(tmp_path):
    """Its navigation, its id and whatever names it are right: mending the page mends them."""
    write_project(tmp_path, ("docs/causes/rash.md", "title:", "titel:"))
    assert [str(problem).partition(" expected")[0] for problem in check_project(tmp_path)[1]] == [
        "docs/causes/rash.md:2: titel:",
        "docs/causes/rash.md:2: title:",
    ]


def test_an_empty_navigation_misses_every_page(tmp_path):
    knowledge = small_knowledge(tmp_path)
    (tmp_path / NAV).write_text('site_url: "https://a.org/"\nextra: {version: "1.0"}\nnav: []\n')
    assert [problem.path for problem in check_nav(tmp_path, knowledge)] == [
        f"docs/{path}" for path in knowledge.pages()
    ]


@pytest.mark.parametrize("text", ["", "site_name: x\n"])
def test_what_is_missing_is_one_problem_each(tmp_path, text):
    """A navigation that is not there is not said again for each page."""
    knowledge = small_knowledge(tmp_path)
    (tmp_path / NAV).write_text(text)
    assert [
        (problem.path, problem.line, problem.field) for problem in check_nav(tmp_path, knowledge)
    ] == [(NAV, 1, "site_url"), (NAV, 1, "extra.version"), (NAV, 1, "nav")]


@pytest.mark.parametrize("content", [b"nav: [", b"nav: \xe9", b"a: 1\n---\nb: 2\n", None])
def test_a_broken_mkdocs_yml_is_one_problem(tmp_path, content):
    knowledge = small_knowledge(tmp_path)
    (tmp_path / NAV).unlink()
    if content is not None:
        (tmp_path / NAV).write_bytes(content)
    [problem] = check_nav(tmp_path, knowledge)
    assert (problem.path, problem.line, problem.field, problem.expected, problem.do) == (
        "mkdocs.yml",
        1,
        "nav",
        "a file that can be read",
        "mend mkdocs.yml",
    )
    assert str(problem).isprintable()


def test_tags_that_only_mkdocs_knows_are_no_mistake(tmp_path):
    assert (
        found(
            tmp_path,
            (
                NAV,
                "site_name: !ENV [NAME, Small]",
                "x: !!python/name:material.extensions.emoji.twemoji\ny: !relative",
            ),
        )
        == []
    )
