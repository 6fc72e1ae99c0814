"""An old address leads to one page, and is that of nothing else."""

import pytest

from knowledge.checks.links import check_moved_from
from knowledge.reading.loader import load_knowledge
from small_project import small_knowledge, write_project

MILIA, RASH = "docs/causes/milia.md", "docs/causes/rash.md"
TITLE, OTHER = "title: White dots (milia)\n", "summary: Sore spots"
WANTED = "expected the old address of this page alone, as in causes/white-dots"


def edit(*addresses: str) -> tuple[str, str, str]:
    return MILIA, TITLE, f"{TITLE}moved_from: [{', '.join(addresses)}]\n"


@pytest.mark.parametrize("addresses", [["causes/white-dots"], ["dots", "identify/dots/white"]])
def test_old_addresses_of_a_page(addresses, tmp_path):
    knowledge = small_knowledge(tmp_path, edit(*addresses))
    assert list(check_moved_from(knowledge)) == []
    assert knowledge.causes["milia"].old_paths == [f"{address}.md" for address in addresses]


@pytest.mark.parametrize(
    ("address", "got"),
    [
        ("causes/rash", '"causes/rash", which docs/causes/rash.md has'),
        ("causes/milia", '"causes/milia", which docs/causes/milia.md has'),
        ("identify", '"identify", which docs/identify/index.md has'),
        ("identify/index", '"identify/index"'),
        ("index", '"index"'),
        ("treat/by-day", '"treat/by-day", which the build has'),
        ("treat/by-kind", '"treat/by-kind", which the build has'),
        ("calendar", '"calendar", which the build has'),
        ("assets/search", '"assets/search"'),
        ("connect/l70", '"connect/l70"'),
    ],
)
def test_an_address_of_what_is_there_is_refused(address, got, tmp_path):
    knowledge = small_knowledge(tmp_path, edit(address))
    assert list(map(str, check_moved_from(knowledge))) == [
        f"{MILIA}:3: moved_from: {WANTED}; got {got}; do correct or delete it"
    ]


def test_the_address_of_a_view_that_is_gone_leads_to_the_page_that_took_its_place(tmp_path):
    moved = small_knowledge(tmp_path, edit("causes/white-dots")).moved
    assert moved == {
        "calendar.md": "treat/by-day.md",
        "treat/by-cause.md": "treat/remedies-index.md",
        "treat/by-kind.md": "treat/remedies-index.md",
        "treat/leave-alone.md": "treat/remedies-index.md",
        "causes/white-dots.md": "causes/milia.md",
    }


def test_an_address_of_two_pages_is_refused(tmp_path):
    twice = (RASH, OTHER, f"moved_from:\n  - old\n  - causes/white-dots\n{OTHER}")
    knowledge = small_knowledge(tmp_path, edit("causes/white-dots", "causes/white-dots"), twice)
    line = 'got "causes/white-dots", which docs/causes/milia.md has; do correct or delete it'
    assert list(map(str, check_moved_from(knowledge))) == [
        f"{MILIA}:3: moved_from: {WANTED}; {line}",
        f"{RASH}:5: moved_from: {WANTED}; {line}",
    ]


@pytest.mark.parametrize(
    "address",
    [
        "/causes/dots",
        "causes/dots/",
        "causes/dots.md",
        "Causes/Dots",
        "causes//dots",
        "../dots",
        '""',
    ],
)
def test_an_address_in_another_form_is_refused(address, tmp_path):
    write_project(tmp_path, edit(address))
    [problem] = load_knowledge(tmp_path)[1]
    assert str(problem).startswith(
        f"{MILIA}:3: moved_from.0: expected an old address below the site's, without a slash at its"
        " ends or .html; got "
    )
