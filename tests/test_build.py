"""The command line: what it teaches, how it refuses broken content, and that the last good output
outlives every failure."""

import errno
import gzip
import inspect
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import brotli
import pytest
from bs4 import BeautifulSoup, Tag

import build
from builders.site import COMPRESSED
from conftest import Content, released, run_build
from helpers import (
    ENVIRONMENT,
    ROOT,
    address,
    full_disk,
    is_external,
    page_files,
    read_site,
    snapshot,
    words,
)
from knowledge.checks import stable_ids
from knowledge.model import Knowledge

HOME, IDENTIFY, MILIA, RASH, CLOTH, ACID, STEROID, CARD = (
    f"docs/{name}.md"
    for name in (
        "index",
        "identify/index",
        "causes/milia",
        "causes/rash",
        "treat/cloth",
        "treat/acid-wash",
        "treat/steroid",
        "about/scorecard",
    )
)
"""Pages of the small project."""


def add_page(content: Content, path: str, title: str) -> None:
    """A copy of a page with a title of its own."""
    text = (content.root / IDENTIFY).read_text(encoding="utf-8")
    (content.root / path).write_text(
        re.sub(r"^title: .*$", f"title: {title}", text, count=1, flags=re.M), encoding="utf-8"
    )


def name_twice(content: Content) -> None:
    add_page(content, "docs/about/cloth.md", "Another one")
    content.edit("mkdocs.yml", r"^( *)- about/scorecard\.md$", r"\g<0>\n\1- about/cloth.md")
    ids = content.root / stable_ids.FILE
    ids.write_text(stable_ids.add_line(ids.read_text("utf-8"), "pages about/cloth"), "utf-8")


# name: (how the content is broken, the one line that says so)
BROKEN = {
    "broken YAML": (
        lambda content: content.edit(HOME, r"^title: .*$", "title: Days: each one"),
        rf"{HOME}:2: YAML: expected valid YAML; got .*; do .*quotes.*",
    ),
    "unknown field": (
        lambda content: content.edit(CARD, r"^summary: ", "colour: brown\nsummary: "),
        rf'{CARD}:3: colour: expected a known field; got "colour"; do use one of: .*',
    ),
    "unknown id": (
        lambda content: content.edit(ACID, r"^watch_for: \[", "watch_for: [eye-pains, "),
        (
            rf"{ACID}:\d+: watch_for: expected an id of a red flag; got"
            r' "eye-pains"; do write eye-.*'
        ),
    ),
    "missing source": (
        lambda content: content.add(RASH, "## More\n\nA lump can grow. [^NOBODY2020]"),
        (
            rf"{RASH}:\d+: citation: expected a source id of .*, or open; got"
            r' "NOBODY2020"; do .*'
        ),
    ),
    "no source": (
        lambda content: content.add(MILIA, "## More\n\nA pearl can last a long time."),
        (
            rf"{MILIA}:\d+: text: expected a citation such as .*; got .*; do cite the"
            r" source .*"
        ),
    ),
    "page in no section": (
        lambda content: add_page(content, "docs/stray.md", "Stray"),
        (
            r"docs/stray\.md:1: page: expected a page in one of the folders identify, .*; got"
            r' "docs/stray.md"; do move it to .*'
        ),
    ),
    "two pages of one name": (
        name_twice,
        (
            rf"{CLOTH}:\d+: page: expected a file name that cloth does not have"
            r' \(docs/.*\); got "cloth" for cloth; .*'
        ),
    ),
    "empty file": (
        lambda content: (content.root / IDENTIFY).write_text(""),
        (
            rf"{IDENTIFY}:1: page: expected a page; got an empty file; do write the page or"
            r" delete the file"
        ),
    ),
    "file that is not UTF-8": (
        lambda content: (content.root / STEROID).write_bytes(b"---\ntitle: Cr\xe8me\n---\n"),
        rf"{STEROID}:2: file: expected UTF-8 text; got byte 0xe8; do save the file again as UTF-8",
    ),
    "link to a missing heading": (
        lambda content: content.add(ACID, "## More\n\n[Read](cloth.md#nowhere) [^open]"),
        (
            rf"{ACID}:\d+: link: expected a heading of treat/cloth\.md; got"
            r' "#nowhere"; do .*'
        ),
    ),
}

UNREADABLE = {
    "broken YAML",
    "unknown field",
    "page in no section",
    "empty file",
    "file that is not UTF-8",
}


def break_it(content: Content) -> None:
    """One mistake, for what happens to the output."""
    content.edit(CLOTH, r"^title: .*$", "title: Cloth: each day")


def run(command: str, content: Content, *more: str, **options) -> subprocess.CompletedProcess:
    """Run a command of build.py that writes; with `options` of subprocess.run, in a Python of its
    own."""
    if not options:
        return run_build(command, *more, root=content.root)
    program = [sys.executable, str(ROOT / "scripts" / "build.py")]
    arguments = [*program, command, *more, "--root", str(content.root)]
    return subprocess.run(arguments, capture_output=True, text=True, **options)


def run_mkdocs(*arguments: str, root: Path) -> subprocess.CompletedProcess:
    """Run MkDocs itself."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
    )


@pytest.fixture
def good(small_site: Content) -> Content:
    """A small project whose last build went well."""
    return with_output(small_site)


@pytest.fixture
def whole(project: Content) -> Content:
    """The same of the real content."""
    return with_output(project)


def with_output(project: Content) -> Content:
    """Stand-ins for the output of a build, to be found untouched."""
    for path in (
        "site/index.html",
        "site/treat/aloe/index.html",
        "build/docs/index.md",
        "build/mkdocs.yml",
    ):
        (project.root / path).parent.mkdir(parents=True, exist_ok=True)
        (project.root / path).write_text(f"the last good {path}")
    return project


def output(content: Content) -> dict[str, bytes]:
    """Every file that builds have written, but what is only kept for the next one."""
    return {
        f"{name}/{path}": data
        for name in ("site", "build")
        for path, data in snapshot(content.root / name).items()
        if not path.startswith("kept/")
    }


def test_help_teaches():
    done = run_build("--help")
    assert done.returncode == 0
    for part in (
        *build.COMMANDS,
        "exit codes: 0 done; 1 the content has mistakes",
        "2 wrong usage",
        "examples:",
    ):
        assert part in done.stdout
    for name, (_, purpose) in build.COMMANDS.items():
        assert " ".join(purpose.split()) in " ".join(run_build(name, "--help").stdout.split())


@pytest.mark.parametrize("name", build.COMMANDS)
def test_a_command_takes_the_options_that_it_declares(name: str):
    commands = build.parser([name])._subparsers._group_actions[0].choices
    options = {action.dest for action in commands[name]._actions} - {"help", "root"}
    function = build.load(name)
    inspect.signature(function).bind(ROOT, **dict.fromkeys(options))


LATIN = "latin-1"
"""A log that has the letters of Western Europe alone."""


def run_here(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> subprocess.CompletedProcess:
    """Run a command in this process, with a log that has few letters."""
    out, err = (io.TextIOWrapper(io.BytesIO(), LATIN, write_through=True) for _ in range(2))
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        try:
            code = build.main(arguments)
        except SystemExit as ended:
            code = ended.code or 0
    said = (stream.buffer.getvalue().decode(LATIN) for stream in (out, err))
    return subprocess.CompletedProcess(arguments, code, *said)


@pytest.fixture
def with_strange_letters(small_site: Content) -> Content:
    """A project with a mistake whose letters no such log has."""
    small_site.edit("docs/_data/groups.yml", r"- \{id: (?=[a-z])", "- {id: éŁ-")
    return small_site


def assert_come_through(done: subprocess.CompletedProcess) -> None:
    """The mistake is said once, with a question mark for the letter that cannot be shown."""
    assert done.returncode == 1 and "Traceback" not in done.stderr
    mistake = (
        r"^docs/_data/groups\.yml:\d+: id: expected an id in small letters, digits and hyphens; got"
        r' "é\?-'
    )
    assert len(re.findall(mistake, done.stdout, re.M)) == 1


@pytest.mark.parametrize(
    "command", ["check", "site", "stage", "status", "release", "handouts", "all"]
)
def test_a_problem_comes_through_where_its_letters_cannot_be_shown(
    command: str, with_strange_letters: Content, monkeypatch: pytest.MonkeyPatch
):
    more = ("--all",) * (command == "handouts")
    root = ("--root", str(with_strange_letters.root))
    assert_come_through(run_here(monkeypatch, command, *more, *root))


def test_a_python_of_its_own_says_it_too(with_strange_letters: Content):
    environment = {**os.environ, "PYTHONIOENCODING": LATIN}
    assert_come_through(run("check", with_strange_letters, env=environment, encoding=LATIN))


def test_words_for_the_person_come_through_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    done = run_here(monkeypatch, "check", "docs/éŁ.md", "--root", str(tmp_path))
    assert (done.returncode, done.stderr) == (
        2,
        (
            f"check: docs/é?.md: expected a file or folder in {tmp_path}; got none; "
            "do write its path from there\n"
        ),
    )
    assert run_here(monkeypatch, "--help").returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["biuld"],
        [],
        ["site", "--fast"],
        ["check", "docs/treat/alo.md", "--root", str(ROOT / "tests/data/every_mistake")],
    ],
)
def test_wrong_usage_exits_2(arguments: list[str]):
    done = run_build(*arguments)
    assert done.returncode == 2 and done.stderr.strip() and "Traceback" not in done.stderr


def test_check_of_good_content():
    done = run_build("check", root=released())
    assert (done.returncode, done.stdout) == (0, "")
    assert re.fullmatch(
        r"check: \d+ pages, .*, \d+ sources: no problems \(\d+\.\d s\)\n", done.stderr
    )


@pytest.mark.parametrize("name", BROKEN)
def test_check_says_each_mistake_in_one_line(
    name: str, small_site: Content, capsys: pytest.CaptureFixture
):
    spoil, line = BROKEN[name]
    spoil(small_site)
    assert build.main(["check", "--root", str(small_site.root)]) == 1
    assert re.fullmatch(f"{line}\n", capsys.readouterr().out)


def test_check_says_all_mistakes_of_a_step_in_one_run(small_site: Content):
    """What can be read is held against its rules once all can be: else all that names a page would
    complain of one that is broken."""
    readable = BROKEN.keys() - UNREADABLE
    for names in (readable, UNREADABLE):
        for name in names:
            BROKEN[name][0](small_site)
        done = run_build("check", root=small_site.root)
        lines = done.stdout.splitlines()
        assert (done.returncode, len(lines)) == (1, len(names)), done.stdout
        assert [
            name
            for name in names
            if not any(re.fullmatch(BROKEN[name][1], found) for found in lines)
        ] == []
        assert done.stderr == f"check: {len(names)} problems; nothing was built\n"
    only = run_build("check", HOME, root=small_site.root)
    assert (only.returncode, only.stdout.splitlines()) == (
        1,
        [line for line in lines if line.startswith(HOME)],
    )


@pytest.mark.parametrize(
    # all begins with the site
    "command",
    ["site", "stage", pytest.param("all", marks=pytest.mark.sweep)],
)
def test_broken_content_leaves_the_last_good_output(command: str, good: Content):
    before = output(good)
    break_it(good)
    done = run(command, good)
    assert done.returncode == 1 and done.stdout.startswith(f"{CLOTH}:2: YAML: ")
    assert output(good) == before


def test_a_failure_of_mkdocs_leaves_the_last_good_site(good: Content):
    before = output(good)
    good.edit("mkdocs.yml", r"^  name: material$", "  name: no-such-theme")
    done = run("site", good)
    assert (
        done.returncode == 1
        and "no-such-theme" in done.stderr
        and "The last good site/ is untouched." in done.stderr
    )
    assert output(good) == before


@pytest.mark.parametrize("code", ["{% if %}", "{{ nothing.more }}"])
def test_a_broken_template_is_one_line_and_leaves_the_last_good_site(code: str, good: Content):
    before, template = output(good), "overrides/pages/cause.md.jinja"
    lines = len((good.root / template).read_text(encoding="utf-8").splitlines())
    good.add(template, code)
    run_build("accept", template, "--as", "editor", "--by", "A Tester", root=good.root)
    done = run("site", good)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    last = done.stderr.splitlines()[-1]
    found = re.match(rf"{re.escape(template)}:(\d+): template: expected .+; got .+; do ", last)
    assert found and int(found[1]) > lines, done.stderr
    assert output(good) == before


@pytest.mark.parametrize("command", ["site", "stage"])
def test_a_write_that_fails_is_one_line_and_leaves_the_last_good_output(
    command: str, good: Content, capsys: pytest.CaptureFixture
):
    """As on a full disk: no file may grow beyond 5,000 bytes, not one of MkDocs either."""
    before = output(good)
    with full_disk(5000):
        code = build.main([command, "--root", str(good.root)])
    said = capsys.readouterr().err
    *progress, line = said.splitlines()
    assert code == 1 and "Traceback" not in said and len(progress) <= 2
    assert re.fullmatch(
        r"\w+: .*expected to write here; got .*; do free disk space or mend the permissions\. The"
        r" last .*",
        line,
    )
    assert output(good) == before


@pytest.mark.parametrize("call", [pytest.param(1, marks=pytest.mark.sweep), 2])
def test_a_disk_that_fills_while_the_new_output_moves_in(
    call: int, good: Content, monkeypatch, capsys
):
    before, real, calls = output(good), Path.rename, []

    def rename(path: Path, target: Path) -> Path:
        calls.append(path)
        if len(calls) == call:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    assert build.main(["stage", "--root", str(good.root)]) == 1
    assert capsys.readouterr().err.count("No space left on device; do free disk space") == 1
    assert output(good) == before


def test_a_file_in_the_place_of_the_build_folder(small_site: Content):
    (small_site.root / "build").write_text("not a folder")
    done = run("site", small_site)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(
        f"site: {small_site.root}/build: expected to write here; got "
    )
    assert (small_site.root / "build").read_text() == "not a folder" and not (
        small_site.root / "site"
    ).exists()


def test_all_builds_a_site_and_plain_markdown_that_mkdocs_alone_makes_the_same_pages_of(
    published: Path, knowledge: Knowledge, tmp_path: Path
):
    """At an old address ours leads on by itself, and theirs has a page with a link."""
    shutil.copyfile(published / "build" / "mkdocs.yml", tmp_path / "mkdocs.yml")
    shutil.copytree(published / "build" / "docs", tmp_path / "docs")
    plain = tmp_path / "plain"
    done = run_mkdocs("build", "--strict", "--site-dir", str(plain), root=tmp_path)
    assert done.returncode == 0, done.stderr
    ours, theirs = articles(published / "site"), articles(plain)
    old = {address(path) for path in knowledge.moved}
    assert set(ours) - {"search/", "downloads/"} | old == set(theirs) and len(ours) > 80
    assert [
        place
        for place in theirs.keys() - old
        if place != "404.html" and said(ours[place]) != said(theirs[place])
    ] == []


def articles(site: Path) -> dict[str, Tag]:
    """What each page of a built site says by its address. The shell, most of a file of MkDocs
    alone, is left unread."""
    found = {}
    for file in page_files(site):
        html = file.read_text(encoding="utf-8")
        article = html[html.index("<article") : html.rindex("</article>")]
        page = file.relative_to(site).as_posix().removesuffix("index.html")
        found[page] = BeautifulSoup(article, "html.parser").article
    return found


def said(article: Tag) -> str:
    """The words of a page without what the shell adds: the list of headings, names of tables, links
    back from notes, what a script works with."""
    for added in article.select("nav, caption, form, label, noscript, template, .footnote-backref"):
        added.decompose()
    return words(article)


def test_plain_mkdocs_refuses_broken_content_and_keeps_the_last_good_site(good: Content):
    before = output(good)
    break_it(good)
    done = run_mkdocs("build", root=good.root)
    assert done.returncode != 0 and f"{CLOTH}:2: YAML: " in done.stderr
    assert output(good) == before


@pytest.mark.sweep
def test_a_release_has_each_text_file_compressed_as_well_and_the_same_each_time(whole: Content):
    done = run("site", whole, "--release")
    assert done.returncode == 0, done.stderr
    site = whole.root / "site"
    texts = [file for file in site.rglob("*") if file.suffix in COMPRESSED]
    assert {".html", ".js", ".svg", ".json", ".xml", ".txt"} == {file.suffix for file in texts}
    for file in texts:
        assert (
            gzip.decompress(file.with_name(f"{file.name}.gz").read_bytes()) == file.read_bytes()
        ), file
        assert (
            brotli.decompress(file.with_name(f"{file.name}.br").read_bytes()) == file.read_bytes()
        ), file
    page = site / "index.html.gz"
    assert page.stat().st_size < 14_000
    # no time of making, so that the same content gives the same bytes
    assert page.read_bytes()[4:8] == bytes(4)
    assert not list(site.rglob("*.png.*"))


@pytest.mark.sweep
def test_an_offline_folder_needs_no_server(whole: Content):
    before = output(whole)
    done = run("site", whole, "--offline")
    assert done.returncode == 0, done.stderr
    folder = whole.root / "build" / "offline"
    assert {
        path: data for path, data in output(whole).items() if not path.startswith("build/offline/")
    } == before
    assert (folder / "search.html").is_file()
    assert [
        name
        for name in ("sitemap.xml", "sitemap.xml.gz", "robots.txt", "llms.txt", "assets/share.png")
        if (folder / name).exists()
    ] == []
    for page in read_site(folder).values():
        # it has no address to name
        assert not page.soup.select(
            "[type='application/ld+json'], meta[property], link[rel=canonical]"
        ), page.address
        for tag in (
            page.soup.select("[href], [src], [action]") if page.file.name != "404.html" else ()
        ):
            name = next(name for name in ("href", "src", "action") if tag.get(name))
            if not is_external(tag[name]):
                target = (
                    (page.file.parent / tag[name].partition("#")[0])
                    if not tag[name].startswith("#")
                    else page.file
                )
                assert target.is_file(), f"{page.address}: {tag[name]}"
