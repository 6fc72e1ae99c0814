"""`mkdocs serve` as a writer uses it: an edit shows at once wherever it belongs, a mistake keeps the last good page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import Content
from helpers import get, mkdocs_serve, wait_for

PAGE, FLAGS = "docs/treat/cool-compress.md", "docs/_data/red_flags.yml"


@pytest.fixture
def served(project: Content) -> Iterator[tuple[Content, str, Path]]:
    """A copy of the project, the address at which it is served, and the server's output."""
    log = project.root / "serve.log"
    with mkdocs_serve(project.root, log) as url:
        yield project, url, log


def test_edits_show_at_once_and_a_mistake_keeps_the_last_good_page(served: tuple[Content, str, Path]):
    content, url, log = served
    page, index, flags = f"{url}treat/cool-compress/", f"{url}treat/remedies-index/", f"{url}when-to-worry/red-flags/"

    content.edit(PAGE, r"^title: .*$", "title: A cloth from the test")
    wait_for(lambda: "A cloth from the test" in get(page))
    assert "A cloth from the test" in get(index)

    content.edit(FLAGS, r"short: \"[^\"]*\"", 'short: "A short sign from the test"')
    content.edit(FLAGS, r"why: \"[^\"]*\"", 'why: "A reason from the test."')
    wait_for(lambda: "A reason from the test." in get(flags))
    assert "A short sign from the test" in get(url)

    content.edit(PAGE, r"^title: .*$", "title: Broken: by the test")
    wait_for(lambda: f"{PAGE}:2: YAML: expected valid YAML" in log.read_text())
    assert "A cloth from the test" in get(page) and "A cloth from the test" in get(index)

    content.edit(PAGE, r"^title: .*$", "title: A mended cloth")
    wait_for(lambda: "A mended cloth" in get(page))
    assert "A mended cloth" in get(index)
