"""Builds everything that is published, for the address in SITE_URL, then looks at the result as a
stranger would: `make publish-check`."""

import hashlib
import html
import json
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit

import pikepdf

from builders import report
from builders.manifest import load_manifest
from builders.output import WrongUsage
from builders.site import build_all
from builders.site_links import Site
from builders.web_files import BUILD_INFO
from creators.data.exports import page_url
from creators.handout.sheet import sheet_folder
from creators.handout.versions import current_version, printed_version
from creators.shell.download_list import FOLDER, MANIFEST
from creators.site.search_words import FLAGS
from creators.site.sheets import sheet_codes
from knowledge.model import Knowledge
from knowledge.problems import AddressError, plural
from knowledge.reading.config import Config, checked, read_config
from knowledge.reading.loader import load_knowledge
from knowledge.records.languages import ENGLISH

LARGEST, WHOLE = 10_000_000, 500_000_000
"""Bytes that one file may have (a reader on a phone has to get it), and all together (GitHub Pages
takes twice that)."""
RESERVED = re.compile(r"(^|\.)(example|invalid|test|localhost)$")
"""Host names reserved for examples (RFC 2606)."""


class Wanted(NamedTuple):
    """What the site is held against: its address, that of the example, the knowledge, the site's
    version and the changelog."""

    url: str
    example: str
    knowledge: Knowledge
    version: str
    changelog: str


class Built:
    """A built site: its files, and the text of its pages, by their paths in it."""

    def __init__(self, root: Path) -> None:
        found = (file for file in sorted(root.rglob("*")) if file.is_file())
        self.root = root
        self.files = {file.relative_to(root).as_posix(): file for file in found}
        self.pages = {name: self.read(name) for name in self.files if name.endswith(".html")}

    def read(self, name: str) -> str:
        """Return the text of a file; "" where it is not there."""
        return self.files[name].read_text(encoding="utf-8") if name in self.files else ""


def address_problem(url: str, example: str) -> str:
    """Why a site cannot be published at `url`; "" where it can."""
    try:
        parts = urlsplit(checked(url, "SITE_URL"))
    except AddressError as error:
        return f"publish-check: {error}"
    host = parts.hostname or ""
    real = (
        re.fullmatch(r"([a-z0-9-]+\.)+[a-z]{2,}", host)
        and not RESERVED.search(host)
        and host != example
    )
    if parts.scheme != "https" or not real:
        return (
            "publish-check: SITE_URL: expected the https address that readers will use; got"
            f' "{url}"; do set it, as in: SITE_URL=https://your-clinic.org/bumps/ make'
            " publish-check"
        )
    return ""


def link_faults(site: Built, wanted: Wanted) -> Iterator[str]:
    """Every address on every page, in every figure and style leads to a file and a place that are
    there; nothing loads from elsewhere."""
    yield from Site(site.root, wanted.url).problems()


def example_faults(site: Built, wanted: Wanted) -> Iterator[str]:
    """No file names the host of the example: neither text nor links of PDFs nor what is inside of
    the EPUB."""
    for name, file in site.files.items():
        if any(wanted.example.encode() in part for part in _contents(file)):
            yield f"{name}: names {wanted.example}: it was built for another address"


def policy_faults(site: Built, wanted: Wanted) -> Iterator[str]:
    """Each page forbids everything from other hosts."""
    for name, text in site.pages.items():
        found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        policy = found[1] if found else ""
        lets_in = re.search(r"https?:|\*|script-src[^;]*'unsafe", policy)
        if lets_in or "default-src 'none'" not in policy:
            yield f"{name}: its policy would let something in from another host"


def size_faults(site: Built, wanted: Wanted) -> Iterator[str]:
    """No file is too large for a phone, and the whole is not too large for a host."""
    sizes = {name: file.stat().st_size for name, file in site.files.items()}
    for name, size in sizes.items():
        if size > LARGEST:
            yield f"{name}: has {size} bytes, more than {LARGEST}"
        if not size:
            yield f"{name}: is empty"
    if sum(sizes.values()) > WHOLE:
        yield f"the site: has {sum(sizes.values())} bytes, more than {WHOLE}"


def red_flag_faults(site: Built, wanted: Wanted) -> Iterator[str]:
    """The page of red flags has every red flag, and so has the sheet in each language; every other
    page leads to it. (All other files are read back in tests/test_parity.py.)"""
    sheets, address = _sheets(site, wanted), page_url(FLAGS)
    for name in (f"{address}index.html", *sheets):
        mark = "data-sign" if name in sheets else "id"
        for flag in wanted.knowledge.red_flags:
            if f'{mark}="{flag}"' not in site.pages.get(name, ""):
                yield f"{name}: the red flag {flag} is not there"
    leads = re.compile(rf'href="[^"]*{address}|href="(\./|\.\./{PurePosixPath(address).name}/)"')
    for name in sorted(site.pages.keys() - sheets.keys()):
        if not leads.search(site.pages[name]):
            yield f"{name}: does not lead to the red flags"


def version_faults(site: Built, wanted: Wanted) -> Iterator[str]:
    """Every page is of one build and of the version in mkdocs.yml, the page behind the QR codes
    knows the newest sheet."""
    info = site.read(BUILD_INFO)
    version = json.loads(info)["version"] if info else "none"
    if not version.startswith(f"{wanted.version}-"):
        yield f"{BUILD_INFO}: expected version {wanted.version}; got {version}"
    sheets = _sheets(site, wanted)
    for name, code in sheets.items():
        if f"v={code}" not in site.pages[name]:
            yield f"{name}: expected the sheet of version {code}; got another"
    for name in sorted(site.pages.keys() - sheets.keys()):
        if version not in site.pages[name]:
            yield f"{name}: expected version {version} of {BUILD_INFO}; got another"
    newest, page = current_version(wanted.knowledge), "h/index.html"
    if newest and f'id="v{newest.id}"' not in site.pages.get(page, ""):
        yield f"{page}: does not know version {newest.id} of the sheet"
    latest = re.search(r"^## ([\w.]+)", wanted.changelog, re.M)
    got = latest[1] if latest else "nothing"
    if got not in ("Unreleased", wanted.version):
        yield f"CHANGELOG.md: expected Unreleased or {wanted.version} on top; got {got}"


def download_faults(site: Built, wanted: Wanted) -> Iterator[str]:
    """Every file to download is there, as its checksum says, and so is each handout."""
    items = load_manifest(site.root)
    if not {"handout", "booklet", ""} <= {item.scope for item in items}:
        yield (
            f"{MANIFEST}: expected the handout, the booklet and the book of everything; do build"
            " them with make site"
        )
    for item in items:
        name = f"{FOLDER}/{item.file}"
        file = site.files.get(name)
        if not file or hashlib.sha256(file.read_bytes()).hexdigest() != item.sha256:
            yield f"{name}: is not the file that {MANIFEST} lists"


CHECKS = {
    "links and fragments": link_faults,
    "example address": example_faults,
    "other hosts": policy_faults,
    "sizes": size_faults,
    "red flags": red_flag_faults,
    "versions": version_faults,
    "files to download": download_faults,
}


def check_site(root: Path, wanted: Wanted) -> list[str]:
    """Run every check on the site in `root`, say what it looked at, and give all faults."""
    site, all_faults = Built(root), []
    print(f"publish-check: {len(site.pages)} pages, {len(site.files)} files, for {wanted.url}")
    for name, check in CHECKS.items():
        faults = list(check(site, wanted))
        count = plural(len(faults), "fault") if faults else "no faults"
        print(f"publish-check: {name}: {count}", *faults, sep="\n  ")
        all_faults += faults
    return all_faults


def read_wanted(root: Path, url: str) -> Wanted:
    """What the site in `root` is held against."""
    config = read_config(root)
    changelog = root / "CHANGELOG.md"
    return Wanted(
        url,
        example_host(config),
        load_knowledge(root)[0],
        config.version,
        changelog.read_text(encoding="utf-8") if changelog.is_file() else "",
    )


def _sheets(site: Built, wanted: Wanted) -> dict[str, str]:
    """The pages of the sheet, in English and each language that is published, with the code that
    each has to carry."""
    newest = printed_version(wanted.knowledge)[0]
    found = {ENGLISH: newest}
    for code in sheet_codes(wanted.knowledge):
        language, _, digits = code.partition("-")
        if digits:
            found[language] = f"{newest}-{code}"
    pages = {f"{sheet_folder(language)}/index.html": code for language, code in found.items()}
    return {page: code for page, code in pages.items() if page in site.pages}


def example_host(config: Config) -> str:
    """The host that mkdocs.yml names for want of a real one."""
    return urlsplit(config.address).hostname or ""


def _contents(file: Path) -> Iterator[bytes]:
    """What a file says: of a book each file inside, of a PDF where its links lead."""
    if file.suffix in (".epub", ".docx"):
        with zipfile.ZipFile(file) as book:
            yield from (book.read(name) for name in book.namelist())
    elif file.suffix == ".pdf":
        with pikepdf.open(file) as document:
            for page in document.pages:
                yield from (
                    bytes(note.A.URI)
                    for note in page.get("/Annots", ())
                    if "/URI" in note.get("/A", {})
                )
    else:
        yield html.unescape(file.read_text(encoding="utf-8", errors="replace")).encode()


def publish_check(root: Path) -> None:
    """Build, check, print; exit with 1 where the site has a fault. Raises WrongUsage where SITE_URL
    is no address to publish at."""
    url = os.environ.get("SITE_URL", "").strip()
    if problem := address_problem(url, example_host(read_config(root))):
        raise WrongUsage(problem)
    os.environ["SITE_URL"] = url = checked(url, "SITE_URL")
    report.check(root, released=True)
    build_all(root)
    faults = check_site(root / "site", read_wanted(root, url))
    if faults:
        print(f"publish-check: {len(faults)} faults; do not publish it")
        raise SystemExit(1)
    print("publish-check: no faults; site/ may be published")
