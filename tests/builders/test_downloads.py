"""The files to download, and the pages that list them: whole, true, and kept only while they say
what the site says."""

import hashlib
import json
import re
from pathlib import Path

import pikepdf
import pytest
from bs4 import BeautifulSoup

from accepting import accept_all
from builders.downloads import make_downloads
from builders.manifest import load_manifest, write_manifest
from conftest import Content, run_build
from creators.shell.download_list import MANIFEST, Download, Edition, fill
from helpers import ROOT
from knowledge.model import SECTIONS

NAME = "bumps-after-microneedling"
EDITIONS = ("a4", "letter", "large-print")
BOOKLET = ("a5", *EDITIONS, "print-shop")
EXPECTED = {
    *(f"{NAME}-{edition}.pdf" for edition in ("a4", "letter")),
    *(f"{NAME}-booklet-{edition}.pdf" for edition in BOOKLET),
    f"{NAME}-booklet.epub",
    *(f"{NAME}-{section}-{edition}.pdf" for section in SECTIONS[:5] for edition in EDITIONS),
    *(f"{NAME}-handout-{edition}.pdf" for edition in (*EDITIONS, "wallet-card")),
    f"{NAME}-handout.docx",
    f"{NAME}-handout-read-aloud.txt",
    *(f"{NAME}-card-{number}.png" for number in (1, 2, 3, 4)),
    f"{NAME}-cards.txt",
    f"{NAME}-easy.pdf",
}


def listed(site: Path) -> list[dict]:
    """The list of files as data."""
    return json.loads((site / "data" / "downloads.json").read_text(encoding="utf-8"))


def soup(file: Path) -> BeautifulSoup:
    """A built page."""
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


def made(**facts) -> Download:
    """A file of the list."""
    return Download(
        **{
            "file": "a.pdf",
            "scope": "treat",
            "title": "Treat",
            "edition": "a4",
            "version": "1-abc",
            "date": "2026-01-02",
            "pages": 7,
            "bytes": 123456,
            "sha256": "f" * 64,
            **facts,
        }
    )


def test_every_file_is_there_and_is_what_the_list_says(published: Path):
    files = {item["file"]: item for item in listed(published / "site")}
    folder = published / "site" / "downloads"
    assert set(files) == EXPECTED == {file.name for file in folder.iterdir()} - {"index.html"}
    for name, item in files.items():
        data = (folder / name).read_bytes()
        assert (item["bytes"], item["sha256"]) == (
            len(data),
            hashlib.sha256(data).hexdigest(),
        ), name
        if name.endswith(".pdf"):
            with pikepdf.open(folder / name) as pdf:
                assert item["pages"] == len(pdf.pages), name
    print(
        f"\ndownloads: {len(files)} files,"
        f" {sum(item['bytes'] for item in files.values()) / 1e6:.1f} MB,"
        f" {sum(item['pages'] for item in files.values())} pages"
    )


def test_the_page_lists_every_file_with_all_that_tells_it_apart(published: Path):
    site = published / "site"
    article = soup(site / "downloads" / "index.html").article
    words = " ".join(article.get_text(" ").split())
    links = {link["href"].removeprefix("./"): link for link in article.find_all("a", href=True)}
    for item in listed(site):
        entry = " ".join(links[item["file"]].parent.get_text(" ").split())
        assert re.search(
            r"\("
            + (f"{item['pages']} (pages|sides), " if item["pages"] else "")
            + r"[\d.]+ [Mk]B\)",
            entry,
        ), entry
        assert f"{item['file']}: {item['sha256']}" in words
        assert item["language"] == "en" and item["version"] in words and item["date"] in words
    assert "in English" in words and "Signs that worry you come first" in words
    # what tells a copy apart is folded: 35 checksums would stand before everything else
    [folded] = [one for one in article.find_all("details") if "whole?" in one.get_text()]
    assert len(folded.find_all("code")) == len(listed(site))
    assert words.index("To print a single page") < words.index("Is my copy whole?")


def test_each_section_links_its_own_pdfs_and_no_other_page_does(published: Path):
    site = published / "site"
    for section in SECTIONS[:5]:
        links = [
            link["href"] for link in soup(site / section / "index.html").select("main p.paper a")
        ]
        assert links[:3] == [f"../downloads/{NAME}-{section}-{edition}.pdf" for edition in EDITIONS]
        for link in links[:3]:
            assert (site / section / link).resolve().exists()
    assert f"{NAME}-" not in (site / "causes" / "milia" / "index.html").read_text(encoding="utf-8")


def test_the_version_is_the_pages_own(published: Path):
    site = published / "site"
    footer = soup(site / "index.html").footer.get_text(" ")
    assert {item["version"] for item in listed(site)} == {
        re.search(r"Version (\S+?)\.?\s", footer)[1]
    }


def test_a_site_without_files_says_so(in_languages: Path):
    site = in_languages / "site"
    assert "was built without files" in soup(site / "downloads" / "index.html").article.get_text()
    assert listed(site) == [] and not soup(site / "treat" / "index.html").select(
        "p.paper a[href$='.pdf']"
    )


@pytest.mark.sweep
def test_a_further_build_keeps_what_is_still_true(project: Content):
    first = run_build("book", "--page", "causes/milia", "--edition", "a4", root=project.root)
    file = project.root / "site" / "downloads" / f"{NAME}-causes-milia-a4.pdf"
    assert first.returncode == 0 and f"downloads: {file.name} (" in first.stderr
    before = file.stat().st_mtime_ns
    again = run_build("site", root=project.root)
    assert (
        again.returncode == 0
        and "downloads:" not in again.stderr
        and file.stat().st_mtime_ns == before
    )
    project.edit("docs/causes/milia.md", '^looks: "', 'looks: "For the most part: ')
    accept_all(project.root)
    changed = run_build("site", root=project.root)
    assert changed.returncode == 0 and not file.exists() and listed(project.root / "site") == []


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ["--page", "causes/millia"],
            'expected a page of the site; got "causes/millia"; do write causes/milia',
        ),
        (["--page", "nothing-like-it"], 'got "nothing-like-it"; do'),
        (["--section", "treats"], "invalid choice: 'treats'"),
        (["--edition", "a5"], "invalid choice: 'a5'"),
    ],
)
def test_a_wrong_name_is_told_at_once(arguments: list[str], line: str):
    done = run_build("book", *arguments)
    assert done.returncode == 2 and line in done.stderr and "Traceback" not in done.stderr


def test_a_place_is_filled_with_what_belongs_there_and_can_be_filled_again():
    page = "a<!-- downloads treat --><!-- /downloads -->b"
    items = [made(), made(file="b.pdf", scope="causes", title="Causes")]
    filled = fill(ROOT / "overrides", "treat/index.html", page, items)
    assert '<a href="../downloads/a.pdf">A4</a> (PDF, 7 pages)' in filled and "b.pdf" not in filled
    assert fill(ROOT / "overrides", "treat/index.html", filled, items) == filled
    assert fill(ROOT / "overrides", "treat/index.html", filled, []) == page
    assert fill(ROOT / "overrides", "treat/index.html", "no place", items) == "no place"


@pytest.mark.parametrize(
    ("path", "link"), [("downloads/index.html", "./a.pdf"), ("downloads.html", "downloads/a.pdf")]
)
def test_the_list_links_from_where_its_page_is(path: str, link: str):
    filled = fill(ROOT / "overrides", path, "<!-- downloads all --><!-- /downloads -->", [made()])
    assert f'href="{link}"' in filled and "123 kB" not in filled and "0.1 MB" in filled


def test_words_of_a_page_are_no_markup():
    filled = fill(
        ROOT / "overrides",
        "x.html",
        "<!-- downloads all --><!-- /downloads -->",
        [made(title="<b>&")],
    )
    assert "&lt;b&gt;&amp;" in filled


@pytest.mark.parametrize("text", ["", "{", "[1]", '[{"file": "a"}]', '[{"nothing": 1}]'])
def test_a_list_of_another_time_counts_as_none(text: str, tmp_path: Path):
    (tmp_path / MANIFEST).parent.mkdir()
    (tmp_path / MANIFEST).write_text(text, encoding="utf-8")
    assert load_manifest(tmp_path) == []


def test_a_list_that_a_build_wrote_is_read_again(tmp_path: Path):
    assert load_manifest(tmp_path) == []
    (tmp_path / MANIFEST).parent.mkdir()
    write_manifest(tmp_path, [made(title="ß")])
    assert load_manifest(tmp_path) == [made(title="ß")]


@pytest.mark.parametrize(("key", "kept"), [("a hash", ["a.pdf"]), ("another", [])])
def test_only_what_was_made_from_the_same_is_kept(key: str, kept: list[str], tmp_path: Path):
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old / "data", old / "downloads", new / "data"):
        folder.mkdir(parents=True)
    (old / "downloads" / "a.pdf").write_bytes(b"%PDF")
    write_manifest(old, [made(key="a hash"), made(file="gone.pdf", key="a hash")])
    make_downloads(ROOT, new, old, Edition("", "", "", ""), (), key=key)
    assert [item.file for item in load_manifest(new)] == kept
    assert [file.name for file in (new / "downloads").iterdir()] == kept
