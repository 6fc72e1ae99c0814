"""The site with two made-up languages published: each page knows its twins, everything leads to
them, and a language that is withheld leaves nothing behind."""

import gzip
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from conftest import run_build
from creators.site.offers import create_sheet_rows, language_codes
from helpers import page_files
from knowledge.model import Knowledge
from knowledge.reading.loader import load_knowledge
from made_up_languages import MADE_UP, with_made_up, write_made_up
from small_site import TRANSLATABLE, write_site_project

PAGES = {"sheet": ("en", "en-US", None), "xa": ("de", "de", None), "xr": ("fa", "fa", "rtl")}
"""Of each page of the sheet: its lang, its hreflang and its dir."""
LIMIT = 14_000
STATES = "languages.json"
"""The file that says of each language how far it is, withheld ones too."""
TOOL = "about/for-clinics/make-a-handout"
TITLE = re.compile(r'(guides/index/title: \{en: )"[0-9a-f]+"')


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with both languages, and its site."""
    root = write_site_project(tmp_path_factory.mktemp("small"), *TRANSLATABLE)
    write_made_up(root)
    build(root)
    return root


@pytest.fixture(scope="module")
def withheld(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of it, built again after the English of a title has changed, which one language has
    not followed yet."""
    root = shutil.copytree(small, tmp_path_factory.mktemp("withheld") / "project")
    file = root / "translations" / "xr.yml"
    text, count = TITLE.subn(r'\1"00000000"', file.read_text(encoding="utf-8"))
    assert count == 1
    file.write_text(text, encoding="utf-8")
    build(root)
    return root


def build(root: Path) -> None:
    done = run_build("site", root=root)
    assert done.returncode == 0, done.stdout + done.stderr


def read(site: Path, name: str) -> BeautifulSoup:
    """A page of the site."""
    return BeautifulSoup((site / name / "index.html").read_bytes(), "html.parser")


def twins(page: BeautifulSoup) -> dict[str, str]:
    """What a page says of its twins: the path of each by its hreflang."""
    links = page.select("link[rel=alternate][hreflang]")
    return {link["hreflang"]: urlsplit(link["href"]).path.strip("/") for link in links}


def test_each_page_knows_all_others_and_itself(small: Path):
    expected = {tag: name for name, (_, tag, _) in PAGES.items()} | {"x-default": "sheet"}
    for name in PAGES:
        page = read(small / "site", name)
        assert twins(page) == expected, name
        assert urlsplit(page.select_one("link[rel=canonical]")["href"]).path == f"/{name}/"


def test_each_page_says_its_language_and_direction(small: Path):
    for name, (lang, _, direction) in PAGES.items():
        html = read(small / "site", name).html
        assert (html["lang"], html.get("dir")) == (lang, direction)


def test_the_sitemap_and_the_foot_of_every_page_lead_to_each(small: Path):
    site = small / "site"
    listed = re.findall(r"<loc>https?://[^/]+/(.*?)</loc>", (site / "sitemap.xml").read_text())
    assert {f"{name}/" for name in PAGES} <= set(listed)
    assert len(listed) == len(set(listed))
    pages = [file for file in page_files(site) if file.parent.name not in PAGES]
    assert len(pages) > 15
    for file in pages:
        foot = BeautifulSoup(file.read_bytes(), "html.parser").select_one(".foot")
        found = {link.get("lang"): link.get_text() for link in foot.select("a[lang]")}
        assert found == {one.language.tag: one.language.name for one in MADE_UP.values()}, file
        for link in foot.select("a[lang]"):
            if file.name != "404.html":
                assert (file.parent / link["href"] / "index.html").is_file()


def test_a_language_that_is_withheld_leaves_nothing_behind(withheld: Path):
    site, gone = withheld / "site", MADE_UP["xr"].language
    assert not (site / "xr").exists() and not (site / TOOL / "xr").exists()
    assert "/xr/" not in (site / "sitemap.xml").read_text()
    words = (gone.name, 'hreflang="fa"', "/xr/", "handout-words-xr", "xr.html")
    left = [
        f"{file.relative_to(site)}: {word}"
        for file in sorted(site.rglob("*"))
        if file.suffix in (".html", ".js", ".xml", ".json", ".txt") and file.name != STATES
        for word in words
        if word in file.read_text(encoding="utf-8")
    ]
    assert left == []
    assert twins(read(site, "xa")) == {"en-US": "sheet", "de": "xa", "x-default": "sheet"}
    sheets = read(site, "h").select_one("#answer")["data-sheets"].split()
    assert "xr-" in sheets and any(re.fullmatch("xa-[0-9a-f]{6}", code) for code in sheets)


def test_an_opened_folder_has_the_sheets_as_files(small: Path):
    done = run_build("site", "--offline", root=small)
    assert done.returncode == 0, done.stderr
    folder = small / "build" / "offline"
    home = BeautifulSoup((folder / "index.html").read_bytes(), "html.parser")
    links = [link["href"] for link in home.select(".foot a[lang]")]
    check = BeautifulSoup((folder / "h.html").read_bytes(), "html.parser")
    in_english = check.find("a", string="read it in English")
    links += [in_english["href"], *(link["href"] for link in check.select("a[lang]"))]
    assert len(links) > 4 and all((folder / link).is_file() for link in links)
    assert (folder / "sheet" / "index.html").is_file()
    assert "data-codes" not in (folder / "connect.html").read_text(encoding="utf-8")
    assert (folder / TOOL / "xa.html").is_file()


@pytest.mark.parametrize("name", [*PAGES, "connect", "h"])
def test_a_page_is_sent_at_once(name: str, in_languages: Path):
    html = (in_languages / "site" / name / "index.html").read_bytes()
    assert len(gzip.compress(html, compresslevel=9, mtime=0)) <= LIMIT


def test_the_words_of_a_language_are_its_own(knowledge: Knowledge):
    both = with_made_up(replace(knowledge, translations={}))
    rows = create_sheet_rows(both, {"feeveer", "tthaatt"})
    assert [(path, lang, direction) for path, _, _, lang, direction, *_ in rows] == [
        ("xa/", "de", "ltr"),
        ("xr/", "fa", "rtl"),
    ]
    long = rows[0][-1].split()
    assert {"loong", "buumps", "paaiin"} <= set(long)
    assert not {"feeveer", "tthaatt"} & set(long) and min(map(len, long)) > 3
    assert len(json.dumps(rows, ensure_ascii=False).encode()) < 3_000
    assert create_sheet_rows(replace(knowledge, translations={}), set()) == []


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("es", {"es", "spa", "spanish", "español"}),
        ("zh", {"zh", "zho", "chi", "cmn", "chinese", "simplifiedchinese", "简体中文"}),
        ("ar", {"ar", "ara", "arabic"}),
        ("vi", {"vi", "vie", "vietnamese", "tiếngviệt"}),
    ],
)
def test_a_portal_may_call_a_language_by_any_code_and_name(
    name: str, codes: set[str], knowledge: Knowledge
):
    assert codes <= set(language_codes(knowledge.languages[name]))


def test_no_two_languages_have_one_code(knowledge: Knowledge):
    found = [code for one in knowledge.languages.values() for code in language_codes(one)]
    assert len(found) == len(set(found))


def test_the_site_itself_names_what_is_published_alone(small: Path):
    found = load_knowledge(small)[0]
    site = small / "site"
    folders = {path.name for path in site.iterdir() if re.fullmatch("[a-z]{2}", path.name)}
    assert folders == {"xa", "xr"} and {*found.translations} == folders
