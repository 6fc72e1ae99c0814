"""The configurations of deploy/: all four set the same headers, and each server that is here
answers with them.

Debian's nginx is fetched where there is none. Caddy and Apache are tested where they are installed.
"""

import gzip
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from typing import NamedTuple

import pytest

import web_servers
from builders.site import compress
from helpers import ROOT
from web_servers import SERVERS, NoServer, adapted, find_nginx, is_here

WANTED = json.loads((ROOT / "deploy" / "s3-headers.json").read_text(encoding="utf-8"))
"""What each server has to send: object stores have no configuration but this."""
HTTPS_ALONE = "Strict-Transport-Security"


class Settings(NamedTuple):
    """What one configuration says: headers of every answer, by whether a browser may keep a file,
    and of data/."""

    headers: dict[str, str]
    cache: dict[str, str]
    data: dict[str, str]


def split(found: dict[str, str], cache: dict[str, str], data: dict[str, str]) -> Settings:
    """Each kind of file by its sorted endings, as each server writes them in its own way."""
    kinds = {
        " ".join(sorted(re.findall(r"\w+", kinds))) or "*": value for kinds, value in cache.items()
    }
    return Settings(
        {name: value for name, value in found.items() if name != "Cache-Control"}, kinds, data
    )


def read_nginx(text: str) -> Settings:
    """The headers with what its maps put into them; a header that is commented out until there is
    https counts."""
    bodies = re.findall(r"map \$uri \$(\w+) \{(.*?)\n\}", text, re.S)
    maps = {name: dict(re.findall(r'^\s+(\S+)\s+"(.*)";$', body, re.M)) for name, body in bodies}
    found = dict(re.findall(r"^\s+(?:# )?add_header (\S+) (.*) always;$", text, re.M))
    data = {
        name: maps[value[1:]].pop("~/(data|connect)/")
        for name, value in found.items()
        if value[0] == "$" and value != "$keep"
    }
    cache = {
        "" if kind == "default" else kind.partition(".")[2].replace("(?:", ""): value
        for kind, value in maps["keep"].items()
    }
    values = {
        name: maps[value[1:]]["default"] if value[0] == "$" else value.strip('"')
        for name, value in found.items()
    }
    return split({name: value for name, value in values.items() if value}, cache, data)


def read_caddy(text: str) -> Settings:
    """The block of headers, and those with a matcher, which is a list of endings or the folder of
    data."""
    matchers = dict(re.findall(r"^\t@(\w+) (.*)$", text, re.M))
    found = dict(re.findall(r'^\t\t([A-Z][\w-]+) "(.*)"$', text, re.M))
    lines = re.findall(r'^\theader @(\w+) (\S+) "(.*)"$', text, re.M)
    cache = {
        "" if matchers[name].startswith("not ") else matchers[name].removeprefix("path "): value
        for name, field, value in lines
        if field == "Cache-Control"
    }
    data = {
        field: value
        for name, field, value in lines
        if matchers[name] == "path */data/* */connect/*"
    }
    found |= {
        field: value
        for name, field, value in lines
        if matchers[name] == "not path */data/* */connect/*"
    }
    return split(found, cache, data)


def read_apache(text: str) -> Settings:
    """The headers above the first section, in the section of kept files, and in that of data."""
    field = r'^\s*Header always set (\S+) "(.*?)"(?: "expr=.*")?$'
    kept = re.search(r'<FilesMatch "\\\.\(\?:(.*)\)\$">\n(.*?)</FilesMatch>', text, re.S)
    data = re.search(r'<If "%\{REQUEST_URI\} =~ m#/\(data\|connect\)/#">(.*?)</If>', text, re.S)
    found = dict(re.findall(field, text.partition("<FilesMatch")[0], re.M))
    cache = {
        "": found["Cache-Control"],
        kept[1]: dict(re.findall(field, kept[2], re.M))["Cache-Control"],
    }
    return split(found, cache, dict(re.findall(field, data[1], re.M)))


READERS = {"nginx.conf": read_nginx, "Caddyfile": read_caddy, "apache.conf": read_apache}


@pytest.mark.parametrize("name", READERS)
def test_each_configuration_sets_the_same_headers(name: str):
    assert READERS[name](adapted(name)) == split(
        WANTED["headers"], WANTED["cache"], WANTED["data/ connect/"]
    )
    assert (
        len(WANTED["headers"]) == 8 and len(WANTED["cache"]) == len(WANTED["data/ connect/"]) == 2
    )


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("no-referrer", "origin"),
        ("X-Frame-Options", "X-Frame"),
        ("cross-origin", "same-site"),
        ("86400", "864000"),
        ("docx", "doc"),
        ("63072000", "1"),
    ],
)
def test_a_difference_is_seen(name: str, old: str, new: str):
    text = adapted(name)
    assert old in text
    assert READERS[name](text.replace(old, new)) != READERS[name](text)


def test_a_location_of_nginx_has_no_header_of_its_own():
    """One would lose all others."""
    blocks = re.findall(r"^    location [^{]*\{(.*?)\}", adapted("nginx.conf"), re.S | re.M)
    assert len(blocks) == 5 and not any("add_header" in block for block in blocks)


@pytest.fixture(scope="module")
def open_folder() -> Iterator[Path]:
    """A folder that every user may read: servers give up the rights of root."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(scope="module")
def released(site: Path, open_folder: Path) -> Path:
    """The site of `build.py site --release`, with hidden files that a careless copy may bring
    along."""
    target = open_folder / "www"
    shutil.copytree(site, target)
    compress(target)
    for name in (".env", ".git/config"):
        (target / name).parent.mkdir(exist_ok=True)
        (target / name).write_text("a secret")
    (target / "a.epub").write_text("a book")
    (target / "a.ics").write_text("a calendar")
    (target / "a.docx").write_text("a sheet")
    return target


@pytest.fixture(scope="module", params=SERVERS)
def port(request: pytest.FixtureRequest, released: Path, open_folder: Path) -> Iterator[int]:
    """Each server that is here, and nginx in any case; one that is not shows as skipped."""
    if request.param != "nginx" and not is_here(request.param):
        pytest.skip(f"{request.param} is not installed")
    work = open_folder / request.param
    work.mkdir()
    try:
        with SERVERS[request.param](released, work) as number:
            yield number
    except NoServer as reason:
        pytest.skip(str(reason))


def ask(
    port: int, path: str, method: str = "GET", **headers: str
) -> tuple[int, HTTPMessage, bytes]:
    """One request with its path as it is, which a client library would tidy up."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(
        method, path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers, body


def header_faults(headers: HTTPMessage, kind: str = "*", data: bool = False) -> list[str]:
    """The headers that are not sent once and as they should be. Without https nothing may promise
    it."""
    wanted = {
        **WANTED["headers"],
        "Cache-Control": WANTED["cache"][kind],
        **(WANTED["data/ connect/"] if data else {}),
    }
    del wanted[HTTPS_ALONE]
    return [
        f"{name}: {headers.get_all(name)}"
        for name, value in wanted.items()
        if headers.get_all(name) != [value]
    ]


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("path", "kind", "data", "type_"),
    [
        ("/", "*", False, "text/html; charset=utf-8"),
        ("/treat/aloe/", "*", False, "text/html; charset=utf-8"),
        ("/search/?q=itch", "*", False, "text/html; charset=utf-8"),
        ("/assets/favicon.svg", "kept", False, "image/svg+xml"),
        ("/a.epub", "kept", False, "application/epub+zip"),
        ("/a.ics", "kept", False, "text/calendar"),
        ("/a.docx", "kept", False, WORD),
        ("/data/v1/claims.json", "*", True, "application/json"),
        ("/connect/icd10cm/L70.0.json", "*", True, "application/json"),
        ("/connect/icd10cm/L70.0.xml", "*", True, "text/xml"),
    ],
)
def test_a_file_has_its_type_and_all_headers(
    port: int, released: Path, path: str, kind: str, data: bool, type_: str
):
    status, headers, body = ask(port, path)
    file = released / path.partition("?")[0].strip("/") / ("index.html" if "." not in path else "")
    assert (status, body) == (200, file.read_bytes())
    kinds = {"*": "*", "kept": next(kinds for kinds in WANTED["cache"] if kinds != "*")}
    assert (
        headers["Content-Type"].startswith(type_)
        and header_faults(headers, kinds[kind], data) == []
    )
    assert data or "Access-Control-Allow-Origin" not in headers


@pytest.mark.sweep
@pytest.mark.parametrize(
    "path",
    [
        "/not/there/",
        "/not-there.png",
        "/data/not-there.json",
        "/assets/",
        "/assets/bumps/",
        "/.env",
        "/.git/config",
        "/.git/",
        "/treat/../.env",
        "/treat/aloe.md",
        "/mkdocs.yml",
    ],
)
def test_what_is_not_there_or_hidden_is_our_page_for_it(port: int, released: Path, path: str):
    """With its headers too, and never a list of a folder."""
    status, headers, body = ask(port, path)
    assert (status, body) == (404, (released / "404.html").read_bytes())
    assert header_faults(headers)[:1] in ([], ["Cross-Origin-Resource-Policy: ['cross-origin']"])


@pytest.mark.sweep
@pytest.mark.parametrize(
    "path",
    [
        "/../web_servers.py",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2f..%2fetc/passwd",
        "/assets/../../../etc/passwd",
        "//etc/passwd",
        "/assets/..%5c..%5cetc/passwd",
        "/etc/passwd%00.html",
    ],
)
def test_no_path_leads_out_of_the_site(port: int, path: str):
    status, _, body = ask(port, path)
    assert status >= 400 and b"root:" not in body


@pytest.mark.sweep
def test_a_folder_without_its_slash_leads_to_the_one_with_it(port: int):
    status, headers, _ = ask(port, "/treat")
    assert status in (301, 308) and headers["Location"].endswith("/treat/")


@pytest.mark.sweep
@pytest.mark.parametrize(
    "path", ["/", "/data/v1/claims.json", "/search/index.js", "/assets/charts/restart-calendar.svg"]
)
def test_a_browser_that_takes_gzip_gets_it(port: int, released: Path, path: str):
    status, headers, body = ask(port, path, Accept_Encoding="gzip")
    file = released / (path.strip("/") or "index.html")
    assert (
        status == 200
        and headers["Content-Encoding"] == "gzip"
        and "Accept-Encoding" in headers["Vary"]
    )
    assert gzip.decompress(body) == file.read_bytes()
    plain = ask(port, path)
    assert plain[2] == file.read_bytes() and "Content-Encoding" not in plain[1]


@pytest.mark.sweep
def test_a_page_that_has_not_changed_is_not_sent_again(port: int):
    tag = ask(port, "/treat/aloe/")[1]["ETag"]
    status, _, body = ask(port, "/treat/aloe/", If_None_Match=tag)
    assert (status, body) == (304, b"")


@pytest.mark.sweep
def test_a_reader_can_only_read(port: int, released: Path):
    """Caddy answers other methods with the page itself."""
    before = (released / "treat" / "aloe" / "index.html").read_bytes()
    assert ask(port, "/", "HEAD")[0] == 200 and ask(port, "/", "HEAD")[2] == b""
    for method in ("DELETE", "PUT", "POST"):
        status, _, body = ask(port, "/treat/aloe/", method)
        assert status == 405 or body == before
    assert (released / "treat" / "aloe" / "index.html").read_bytes() == before


def test_a_line_that_is_not_there_cannot_be_adapted():
    with pytest.raises(AssertionError, match="stands 0 times in deploy/nginx.conf"):
        adapted("nginx.conf", ("listen 8080;", ""))


def test_where_nginx_cannot_be_had_the_reason_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(web_servers, "TOOLS", tmp_path / "nginx")
    monkeypatch.setattr(web_servers, "is_here", lambda name: None)
    monkeypatch.setattr(web_servers, "may_install", lambda: False)
    monkeypatch.setattr(
        web_servers,
        "call",
        lambda *command, **_: subprocess.CompletedProcess(command, 100, "", "E: No such package\n"),
    )
    with pytest.raises(
        NoServer,
        match=(
            r"^nginx is not here, and apt-get download failed \(E: No such package\); do install"
            r" nginx$"
        ),
    ):
        find_nginx()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(
        NoServer, match="^nginx is not here, and there is no apt-get; do install nginx$"
    ):
        find_nginx()
