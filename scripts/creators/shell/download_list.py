"""Fills the lists of files to keep into the built pages: a page with all, and a line on each
section's first page."""

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment

from creators.shell.templates import template_environment

NAME = "bumps-after-microneedling"
"""How the names of all files begin."""
FOLDER = "downloads"
MANIFEST = "data/downloads.json"
DOWNLOADS = "downloads.md"
"""The page that lists every file."""
DOWNLOADS_PAGE = (
    "downloads",
    "To print and to keep",
    "A sheet for the first days, a booklet of 24 pages, or all pages for patients as a PDF.",
    {},
)
"""Its template, title, summary and facts."""
_PLACE = re.compile(r"<!-- downloads ([\w/-]+) -->.*?<!-- /downloads -->", re.S)
"""A place on a built page for a list: of "all" files, or of a section's. What a list says of a file
(bytes, pages, checksum) is known only when the pages are built, as the files are made from them."""


@dataclass(frozen=True)
class Edition:
    """What the built site says of itself, and with it whatever is made of the site: a summary, the
    version, its day (ISO 8601), and the address, with a slash at its end."""

    summary: str
    version: str
    date: str
    address: str


@dataclass(frozen=True)
class Download:
    """A file. `scope` is the section or page that it holds ("" for all) and `title` its title,
    `edition` its paper or format, `date` a day (ISO 8601), `key` the hash of all that it is made
    from. `pages` is 0 for a format without pages, `bytes` its size. `alt` are the words of a
    picture, all of them."""

    file: str
    scope: str
    title: str
    edition: str
    version: str
    date: str
    language: str = "en"
    pages: int = 0
    bytes: int = 0
    sha256: str = ""
    key: str = ""
    alt: str = ""

    @property
    def is_page(self) -> bool:
        """Whether it holds a single page of the site."""
        return "/" in self.scope


@lru_cache(maxsize=4)
def _templates(folder: Path) -> Environment:
    env = template_environment(folder, autoescape=True)
    env.filters["size"] = lambda size: (
        f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{size / 1e3:.0f} kB"
    )
    return env


def fill(folder: Path, path: str, page: str, made: list[Download]) -> str:
    """The built page at `path` of the site with the lists of `made` in its places, by the templates
    of `folder`; the same page where it has no place."""
    to = posixpath.relpath(FOLDER, posixpath.dirname(path) or ".") + "/"

    def listed(match: re.Match[str]) -> str:
        scope = match[1]
        items = made if scope == "all" else [item for item in made if item.scope == scope]
        template = _templates(folder).get_template(
            "paper/downloads.html.jinja" if scope == "all" else "paper/section.html.jinja"
        )
        return (
            f"<!-- downloads {scope} -->{template.render(downloads=items, to=to)}<!--"
            " /downloads -->"
        )

    return _PLACE.sub(listed, page)
