"""`make publish-check`: which address it takes, that each fault of a built site is found, and that
the real site has none."""

import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from contextlib import nullcontext
from pathlib import Path

import pikepdf
import pytest

import build
from accepting import accept_all
from browser.views import lines
from builders import publish_check, report
from builders.output import BuildFailed
from builders.publish_check import (
    CHECKS,
    Built,
    Wanted,
    address_problem,
    check_site,
    example_host,
    read_wanted,
)
from conftest import Content, copy_project
from creators.shell.download_list import Download
from helpers import ROOT
from knowledge.model import Knowledge
from knowledge.reading.config import read_config

URL, EXAMPLE = "https://needling.org/guide/", "needling.example"
POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
PAGE = """{policy}<link rel="canonical" href="{url}"><main>
<a href="{red}when-to-worry/red-flags/">Signs</a> <a href="{red}h/">h</a>
<a href="{red}./">home</a>{more}</main><footer>Version 0.2.0-abcdef1. Text</footer>"""


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose site was built for a real address, without files to download, which take
    minutes."""
    root = tmp_path_factory.mktemp("real")
    copy_project(root, "docs", "overrides", "scripts")
    (root / "CHANGELOG.md").write_bytes((ROOT / "CHANGELOG.md").read_bytes())
    command = [sys.executable, str(ROOT / "scripts" / "build.py"), "site", "--root", str(root)]
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "SITE_URL": URL}
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return root


def test_the_real_site_has_no_fault_but_that_its_address_is_an_example(
    site: Path, capsys: pytest.CaptureFixture
):
    wanted = read_wanted(site.parent, "https://bumps-after-microneedling.example/")
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    check_site(site, wanted._replace(example="nobody.example", changelog=changelog))
    clean = capsys.readouterr().out
    assert [name for name in CHECKS if f"publish-check: {name}: no faults" not in clean] == [], (
        clean
    )
    assert [*CHECKS["example address"](Built(site), wanted)]


@pytest.mark.sweep
def test_the_real_site_lacks_only_the_files_that_were_not_built(
    real: Path, capsys: pytest.CaptureFixture
):
    faults = check_site(real / "site", read_wanted(real, URL))
    assert all("data/downloads.json" in fault for fault in faults) and len(faults) == 1, lines(
        faults
    )
    said = capsys.readouterr().out.splitlines()
    assert re.fullmatch(rf"publish-check: \d+ pages, \d+ files, for {URL}", said[0])
    assert [name for name in CHECKS if f"publish-check: {name}: no faults" not in said] == [
        "files to download"
    ]


@pytest.mark.sweep
def test_the_real_site_built_for_another_address_is_refused(real: Path):
    wanted = read_wanted(real, "https://other.org/")
    assert wanted.example == "bumps-after-microneedling.example"
    assert check_site(real / "site", wanted)
    assert [
        *CHECKS["example address"](Built(real / "site"), wanted._replace(example="needling.org"))
    ]


@pytest.mark.parametrize(
    "url",
    [
        "https://needling.org/",
        "https://needling.org/guide",
        "https://clinic.github.io/bumps/",
        "https://a.co.uk/",
    ],
)
def test_a_real_address_is_taken(url: str):
    assert address_problem(url, EXAMPLE) == ""


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/",
        "needling.org",
        "http://needling.org/",
        f"https://{EXAMPLE}/",
        "https://any.example/",
        "https://localhost/",
        "https://a.test/",
        "https://127.0.0.1/",
        "https://me:word@needling.org/",
        "https://needling.org/?a=b",
        "https://needling.org/#a",
        "https://",
        "https://näh.org/",
    ],
)
def test_any_other_address_is_refused_before_anything_is_built(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
):
    monkeypatch.setenv("SITE_URL", url)
    monkeypatch.setattr(publish_check, "build_all", lambda root: pytest.fail("it was built"))
    assert address_problem(url, EXAMPLE)
    if url != f"https://{EXAMPLE}/":
        assert build.main(["publish-check"]) == 2
        out, error = capsys.readouterr()
        assert (
            out == ""
            and error.startswith("publish-check: SITE_URL: expected ")
            and f'got "{url}"; do ' in error
        )
        assert (
            "; do write https://" in error
            or "as in https://" in error
            or "SITE_URL=https://" in error
        )


def test_the_example_is_what_mkdocs_names_for_want_of_another():
    assert example_host(read_config(ROOT)) == "bumps-after-microneedling.example"


def test_a_build_that_fails_is_not_looked_at(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SITE_URL", URL)
    monkeypatch.setattr(publish_check, "check_site", lambda *_: pytest.fail("it was looked at"))
    monkeypatch.setattr(report, "check", lambda root, released: None)

    def fail(root: Path) -> None:
        raise BuildFailed("no room")

    monkeypatch.setattr(publish_check, "build_all", fail)
    assert build.main(["publish-check"]) == 1


@pytest.fixture
def wanted(knowledge: Knowledge) -> Wanted:
    return Wanted(URL, EXAMPLE, knowledge, "0.2.0", "# Changelog\n\n## Unreleased\n")


@pytest.fixture
def small(tmp_path: Path, knowledge: Knowledge) -> Path:
    """A small site that may be published."""
    flags = "".join(f'<p id="{name}">' for name in knowledge.red_flags)
    versions = "".join(f'<p id="v{name}">' for name in knowledge.versions)
    for place, more in (("", ""), ("when-to-worry/red-flags/", flags), ("h/", versions)):
        write(
            tmp_path / place / "index.html",
            PAGE.format(policy=POLICY, url=URL + place, red="../" * place.count("/"), more=more),
        )
    entries = "".join(
        f"<url><loc>{URL}{place}</loc></url>" for place in ("", "when-to-worry/red-flags/", "h/")
    )
    write(
        tmp_path / "sitemap.xml",
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>',
    )
    items = []
    for name, scope in (("a.pdf", ""), ("b.pdf", "handout"), ("c.pdf", "booklet")):
        file = tmp_path / "downloads" / name
        write_pdf(file, "https://needling.org/guide/")
        items.append(
            vars(
                Download(
                    name,
                    scope,
                    "A",
                    "a4",
                    "0.2.0",
                    "2026-11-27",
                    sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
                )
            )
        )
    write(tmp_path / "data" / "downloads.json", json.dumps(items))
    write(tmp_path / "build-info.json", '{"version": "0.2.0-abcdef1"}')
    return tmp_path


def write(file: Path, text: str) -> None:
    """A file, with its folders."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def write_pdf(file: Path, url: str) -> None:
    """A PDF of one page with a link."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with pikepdf.new() as document:
        page = document.add_blank_page()
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(url))
        page.Annots = [
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 1, 1], A=action
            )
        ]
        document.save(file)


def spoil(file: Path, old: str, new: str) -> None:
    """Exchange a text that is there."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def add_book(site: Path, name: str = "a.epub") -> None:
    with zipfile.ZipFile(site / name, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("page.xhtml", f"https://{EXAMPLE}/")


HOME, FLAGS = "index.html", "when-to-worry/red-flags/index.html"
FAULTS = {
    "a broken link": (lambda site: spoil(site / HOME, "h/", "gone/"), ": gone/ leads to no file"),
    "a broken fragment": (
        lambda site: spoil(site / HOME, "red-flags/", "red-flags/#gone"),
        "leads to no such place",
    ),
    "a script of another host": (
        lambda site: spoil(
            site / HOME, "<footer>", '<script src="https://a.org/a.js"></script><footer>'
        ),
        "https://a.org/a.js asks another host",
    ),
    "the example's address in a page": (
        lambda site: spoil(site / HOME, "Text", f"https://{EXAMPLE}/"),
        f"{HOME}: names {EXAMPLE}",
    ),
    "its escaped address": (
        lambda site: spoil(
            site / HOME, "Text", EXAMPLE.replace(".", "&#46;").replace("-", "&#x2d;")
        ),
        f"{HOME}: names {EXAMPLE}",
    ),
    "in data": (
        lambda site: write(site / "data" / "a.json", f'"https://{EXAMPLE}/"'),
        f"data/a.json: names {EXAMPLE}",
    ),
    "in a PDF": (
        lambda site: write_pdf(site / "c.pdf", f"https://{EXAMPLE}/h/"),
        f"c.pdf: names {EXAMPLE}",
    ),
    "in a book": (add_book, f"a.epub: names {EXAMPLE}"),
    "in a sheet": (lambda site: add_book(site, "a.docx"), f"a.docx: names {EXAMPLE}"),
    "no policy": (lambda site: spoil(site / HOME, POLICY, ""), f"{HOME}: its policy would let"),
    "a policy that begins with nothing forbidden": (
        lambda site: spoil(site / HOME, "default-src 'none'", "img-src 'self'"),
        f"{HOME}: its policy would let",
    ),
    "a policy for another host": (
        lambda site: spoil(site / HOME, "'none'", "'none'; img-src https://a.org"),
        "its policy would let",
    ),
    "a large file": (
        lambda site: (site / "a.bin").write_bytes(bytes(10_000_001)),
        "a.bin: has 10000001 bytes",
    ),
    "an empty file": (lambda site: (site / "a.txt").touch(), "a.txt: is empty"),
    "no red flags": (
        lambda site: (site / FLAGS).unlink(),
        "the red flag eye-pain-or-sight is not there",
    ),
    "a red flag is missing": (
        lambda site: spoil(site / FLAGS, 'id="eye-pain-or-sight"', ""),
        "flag eye-pain-or-sight is not there",
    ),
    "a sheet without its signs": (
        lambda site: write(site / "sheet" / HOME, POLICY),
        "sheet/index.html: the red flag eye-pain-or-sight is not there",
    ),
    "a sheet of another version": (
        lambda site: write(site / "sheet" / HOME, POLICY),
        "sheet/index.html: expected the sheet of version",
    ),
    "a page that leads to none": (
        lambda site: spoil(site / "h" / HOME, "when-to-worry/red-flags/", ""),
        "does not lead to the red flags",
    ),
    "a page of another build": (
        lambda site: spoil(site / HOME, "abcdef1", "abcdef2"),
        f"{HOME}: expected version 0.2.0-abcdef1 of build-info.json; got another",
    ),
    "another version": (
        lambda site: spoil(site / HOME, "0.2.0", "0.1.0"),
        f"{HOME}: expected version 0.2.0-abcdef1 of build-info.json; got another",
    ),
    "a build of another version": (
        lambda site: spoil(site / "build-info.json", "0.2.0", "0.2.00"),
        "build-info.json: expected version 0.2.0; got 0.2.00-abcdef1",
    ),
    "a build that says nothing of itself": (
        lambda site: (site / "build-info.json").unlink(),
        "build-info.json: expected version 0.2.0; got none",
    ),
    "an unknown sheet": (
        lambda site: spoil(site / "h" / HOME, 'id="v', 'id="w'),
        "does not know version",
    ),
    "no files to download": (
        lambda site: (site / "data" / "downloads.json").unlink(),
        "expected the handout, the booklet and the book",
    ),
    "another file": (
        lambda site: write_pdf(site / "downloads" / "a.pdf", URL + "h/"),
        "downloads/a.pdf: is not the file",
    ),
}


def test_a_site_with_no_fault(small: Path, wanted: Wanted):
    assert check_site(small, wanted) == []


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_found_and_said(
    name: str, small: Path, wanted: Wanted, capsys: pytest.CaptureFixture
):
    do, words = FAULTS[name]
    do(small)
    faults = check_site(small, wanted)
    assert any(words in fault for fault in faults), lines(faults)
    said = capsys.readouterr().out
    assert all(fault in said for fault in faults)


def test_a_site_that_is_too_large_as_a_whole(
    small: Path, wanted: Wanted, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(publish_check, "WHOLE", 100)
    assert any(fault.startswith("the site: has ") for fault in check_site(small, wanted))


@pytest.mark.parametrize(
    ("changelog", "fault"),
    [
        ("## 0.2.0, 2026-12-01\n\n## 0.1.0", ""),
        ("## Unreleased\n\n## 0.1.0", ""),
        ("## 0.1.0", "got 0.1.0"),
        ("", "got nothing"),
    ],
)
def test_the_changelog_knows_the_version(changelog: str, fault: str, small: Path, wanted: Wanted):
    faults = check_site(small, wanted._replace(changelog=changelog))
    assert [
        line for line in faults if line.startswith("CHANGELOG.md: ") and line.endswith(fault)
    ] == faults and bool(faults) == bool(fault)


def test_words_without_a_version_are_not_published(
    content: Content, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
):
    monkeypatch.setenv("SITE_URL", URL)
    monkeypatch.setattr(publish_check, "build_all", lambda root: pytest.fail("it was built"))
    content.edit(
        "docs/_data/red_flags.yml",
        'short: "Trouble breathing, ',
        'short: "Trouble breathing, a word, ',
    )
    accept_all(content.root)
    assert build.main(["new-change", "Say a word.", "--root", str(content.root)]) == 0
    accept_all(content.root)
    assert build.main(["check", "--root", str(content.root)]) == 0
    for command in (["publish-check"], ["handouts"], ["handouts", "--all"]):
        assert build.main([*command, "--root", str(content.root)]) == 1
        said = capsys.readouterr().out
        assert said.startswith("docs/_data/versions.yml:1: versions: expected a handout with a")
        assert "do run build.py release" in said and said.count("\n") == 1


@pytest.mark.parametrize("fault", [False, True])
def test_the_exit_code(
    fault: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
):
    copy_project(tmp_path, "docs", "overrides", "scripts/creators/wording")
    monkeypatch.setenv("SITE_URL", URL.removesuffix("/"))
    built = []
    monkeypatch.setattr(
        publish_check, "build_all", lambda root: built.append((root, os.environ["SITE_URL"]))
    )
    monkeypatch.setattr(publish_check, "check_site", lambda site, wanted: ["a fault"] * fault)
    with pytest.raises(SystemExit, match="1") if fault else nullcontext():
        assert build.main(["publish-check", "--root", str(tmp_path)]) == 0
    assert built == [(tmp_path, URL)]
    assert ("do not publish it" in capsys.readouterr().out) == fault
