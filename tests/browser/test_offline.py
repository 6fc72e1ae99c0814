"""The site opened from a folder or a USB stick: every page, picture and link works, and nothing is
fetched."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page

from browser.views import DESKTOP, lines, report, watch
from helpers import is_external, page_files

# What a page leads to and whether its pictures are there, after all of them have been asked for.
LOADED = """async () => {
    for (const picture of document.images) picture.loading = "eager";
    await Promise.all([...document.images].map(picture => picture.decode().catch(() => null)));
    return {links: [...document.querySelectorAll("a[href]")]
                .map(link => link.getAttribute("href") + " " + link.href),
            missing: [...document.images].filter(picture => !picture.naturalWidth)
                .map(picture => picture.src)};
}"""


def folder_faults(page: Page) -> list[str]:
    """Pictures of `page` that do not show, and links inside the site that lead to no file."""
    found, faults = page.evaluate(LOADED), []
    for link in found["links"]:
        href, full = link.rsplit(" ", 1)
        if not is_external(href) and not Path(unquote(urlsplit(full).path)).is_file():
            faults.append(f"{href} leads to no file")
    return faults + [f"{picture} does not show" for picture in found["missing"]]


@pytest.mark.sweep
def test_every_page_shows_its_pictures_leads_on_and_fetches_nothing(
    page: Page, folder: Path, capsys: pytest.CaptureFixture
):
    log, wrong = watch(page), []
    # 404.html only a web server sends
    files = [file for file in page_files(folder) if file.name != "404.html"]
    for file in files:
        page.goto(file.as_uri())
        wrong += [f"{file.relative_to(folder)}: {fault}" for fault in folder_faults(page)]
    wrong += log.errors + [url for url in log.requests if not url.startswith(folder.as_uri())]
    assert not wrong, lines(wrong)
    assert len(files) > 90
    report(
        capsys,
        f"offline: {len(files)} pages from a folder, {len(log.requests)} files read, nothing"
        " fetched",
    )


def test_one_gets_from_home_to_each_section_and_back(page: Page, folder: Path):
    page.set_viewport_size(DESKTOP)
    page.goto((folder / "index.html").as_uri())
    for number in range(5):
        page.get_by_role("navigation", name="Sections").get_by_role("link").nth(number).click()
        assert page.url.startswith(folder.as_uri()) and page.locator("h1").is_visible()
        page.locator("article a[href^='#']").first.click()
        assert "#" in page.url
        page.get_by_role("link", name="Bumps After Microneedling").click()
        assert page.url == (folder / "index.html").as_uri()


def test_it_finds_what_is_not_in_the_folder(page: Page, tmp_path: Path):
    file = tmp_path / "index.html"
    file.write_text(
        '<a href="gone.html">a</a><a href="./">b</a><a href="index.html#c">c</a><img src="no.svg">',
        encoding="utf-8",
    )
    page.goto(file.as_uri())
    assert folder_faults(page) == [
        "gone.html leads to no file",
        "./ leads to no file",
        f"{tmp_path.as_uri()}/no.svg does not show",
    ]
