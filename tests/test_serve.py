"""`mkdocs serve` as a writer uses it: an edit shows at once wherever it belongs, a mistake keeps
the last good page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from conftest import Content
from helpers import get, mkdocs_serve, wait_for
from kept_for_all import share_what_is_kept

PAGE, FLAGS = "docs/treat/cool-compress.md", "docs/_data/red_flags.yml"
CLOTH, WEEK = "docs/treat/cloth.md", "docs/prevent/week.md"


@pytest.fixture
def served(project: Content) -> Iterator[tuple[Content, str, Path]]:
    """A copy of the project, the address at which it is served, and the server's output."""
    yield from serving(project)


@pytest.fixture
def small_served(small_site: Content) -> Iterator[tuple[Content, str, Path]]:
    """The same of the small project, which is built in a fifth of the time; a page of it has the
    signs."""
    small_site.add(WEEK, "{{ red_flags routine }}")
    yield from serving(small_site)


def serving(content: Content) -> Iterator[tuple[Content, str, Path]]:
    log = content.root / "serve.log"
    share_what_is_kept(content.root)
    with mkdocs_serve(content.root, log) as url:
        yield content, url, log


def test_edits_show_at_once_and_a_mistake_keeps_the_last_good_page(
    small_served: tuple[Content, str, Path],
):
    content, url, log = small_served
    page, flags = f"{url}treat/cloth/", f"{url}prevent/week/"
    lists = f"{url}causes/milia/", f"{url}search/"  # what may help, and all pages

    content.edit(CLOTH, r"^title: .*$", "title: A cloth from the test")
    wait_for(lambda: "A cloth from the test" in get(page))
    assert all("A cloth from the test" in get(one) for one in lists)

    content.edit(
        FLAGS,
        r"urgency: same_day$",
        'urgency: same_day\n    is_not: "A mild sting from the test is expected. [^open]"',
    )
    content.edit(FLAGS, r"why: \"[^\"]*\"", 'why: "A reason from the test."')
    wait_for(lambda: "A reason from the test." in get(flags))
    assert "A mild sting from the test" in get(url)

    content.edit(CLOTH, r"^title: .*$", "title: Broken: by the test")
    wait_for(lambda: f"{CLOTH}:2: YAML: expected valid YAML" in log.read_text())
    assert all("A cloth from the test" in get(one) for one in (page, *lists))

    content.edit(CLOTH, r"^title: .*$", "title: A mended cloth")
    wait_for(lambda: "A mended cloth" in get(page))
    assert all("A mended cloth" in get(one) for one in lists)


@pytest.mark.sweep
def test_an_edit_leaves_the_rest_of_the_preview_whole(served: tuple[Content, str, Path]):
    """Only what changed is written again: the navigation and the other pages stay as they were, and
    the search knows all pages."""
    content, url, _ = served
    page, other = f"{url}treat/cool-compress/", f"{url}causes/milia/"
    milia = written(get(other))
    links = navigation(get(page))
    content.add(PAGE, "## New\n\nA sentence from the test. [^open]")
    wait_for(lambda: "A sentence from the test." in get(page))
    assert "script-src 'self' 'unsafe-inline'" in get(page)  # the preview alone reloads itself
    assert all(
        words in get(f"{url}search/index.js")
        for words in ("A sentence from the test.", "Tiny white pearls")
    )
    assert written(get(other)) == milia
    assert navigation(get(page)) == links and len(links) > 18

    content.edit("overrides/main.html", r"Urgent signs", "Signs from the test")
    wait_for(lambda: "Signs from the test" in get(page) and "Signs from the test" in get(other))
    assert "A sentence from the test." in get(page)


@pytest.mark.sweep
def test_an_editor_s_own_files_are_not_shown_and_stop_nothing(project: Content):
    (project.root / "docs" / "causes" / "milia.md~").write_text("a copy")
    for name in ("docs/causes/.#milia.md", "overrides/.#site.css"):
        (project.root / name).symlink_to("someone@host.1:1")
    with mkdocs_serve(project.root, project.root / "serve.log") as url:
        project.edit(PAGE, r"^title: .*$", "title: A cloth beside a lock")
        wait_for(lambda: "A cloth beside a lock" in get(f"{url}treat/cool-compress/"))
        assert "a copy" not in get(f"{url}causes/milia.md~")


def written(html: str) -> str:
    """A served page without the line that the server adds for live reload."""
    return html.partition("livereload(")[0]


def navigation(html: str) -> list[str]:
    """The words of every link of a page's navigation."""
    found = BeautifulSoup(html, "html.parser").select("nav a")
    return [
        " ".join(link.get_text(" ").split()) for link in found if link.get("href", "#")[0] != "#"
    ]
