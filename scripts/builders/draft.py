"""What a command that begins a record is about to write: everything is checked and made first, then
all of it is written together."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath
from typing import NoReturn

import yaml

from builders.output import WrongUsage, say, write_all_or_none
from builders.text_edits import NoPlace, add_record, add_to_nav, nav_groups
from creators.site.files import load_templates
from knowledge.checks.stable_ids import FILE as IDS
from knowledge.checks.stable_ids import RETIRED, add_line
from knowledge.problems import Problem, did_you_mean, one_line, quote
from knowledge.reading.loader import load_knowledge, read_text, seen_files
from knowledge.records.generated import GENERATED_PAGES

NAME = re.compile(r"[^\W_][\w ’'.,&()/+%-]{1,59}")
"""The title of a page: what people call a remedy or a cause, without signs that mark something."""
PLAIN = re.compile(
    r"(?!(?:true|false|null)$)[A-Za-z][a-z]{3,}(?:[ -][A-Za-z0-9][A-Za-z0-9-]*)*", re.I
)
"""Words that YAML takes for words without quotes around them."""
LAST_DAY = 365
LAST_STEP = "run build.py check until it finds no problem; it says so where the handout has changed"


class Draft:
    """What a command is about to write: nothing is on disk before `write`."""

    def __init__(self, root: Path, command: str) -> None:
        self.root, self.command = root, command
        self.knowledge, _ = load_knowledge(root)
        self.files: dict[str, str | None] = {}
        """The text of each file that is written; None for one that goes."""

    def refuse(self, expected: str, got: str, do: str = "write it again") -> NoReturn:
        """Stop with one line; nothing was written."""
        raise WrongUsage(f"{self.command}: expected {expected}; got {got}; do {do}")

    def words(self, what: str, text: str, longest: int) -> str:
        """`text` on one line, or a refusal."""
        text = " ".join(text.split())
        if not text or not text.isprintable() or len(text) > longest or "TODO" in text:
            self.refuse(f"{what} with 1 to {longest} characters on one line", quote(text))
        return text

    def one_of(self, what: str, value: str | None, known: list[str]) -> str:
        """`value` where it is one of the `known` ones, or a refusal."""
        if value not in known:
            advice = f"use one of: {', '.join(known)}"
            self.refuse(f"{what} with a known value", quote(value) if value else "none", advice)
        return value

    def day(self, text: str | None) -> int | None:
        """A day of the recovery, None where none was given, or a refusal."""
        if text is None:
            return None
        if not re.fullmatch("[0-9]{1,3}", text) or int(text) > LAST_DAY:
            self.refuse(f"--first-day with a whole number from 0 to {LAST_DAY}", quote(text))
        return int(text)

    def page_name(self, name: str) -> tuple[str, str]:
        """The title of a page and its id, of which no page has either."""
        title = self.words("a name", name, 60)
        slug = slug_of(title)
        if not NAME.fullmatch(title) or not re.search("[a-z]", slug):
            self.refuse("a name of 2 to 60 letters, digits and spaces", quote(title))
        paths = [file.relative_to(self.root).as_posix() for file in seen_files(self.root / "docs")]
        paths += [f"docs/{path}" for path in GENERATED_PAGES]
        pages = self.knowledge.pages()
        titles = {page.title.lower(): f"docs/{path}" for path, page in pages.items()}
        same = {PurePosixPath(path).stem: path for path in paths if path.endswith(".md")}
        if other := same.get(slug) or titles.get(title.lower()):
            self.refuse("a new name", f"{quote(title)}, which {other} has", "edit that page")
        self._not_listed(slug, "remedies", "causes")
        return title, slug

    def free(self, name: str, kind: str, known: Iterable[str]) -> str:
        """`name` where no record of that kind has or ever had it, or a refusal."""
        if name in known:
            self.refuse("a new id", f"{quote(name)}, which is there", "edit it, or take another id")
        self._not_listed(name, kind)
        return name

    def free_id(self, name: str, kind: str, known: Iterable[str]) -> str:
        """The same for an id in small letters."""
        if not re.fullmatch(r"(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*", name):
            self.refuse("an id in small letters, digits and hyphens", quote(name), "give --id")
        return self.free(name, kind, known)

    def _not_listed(self, name: str, *kinds: str) -> None:
        lines = self.read(IDS).splitlines()
        for kind in kinds:
            for state in (RETIRED, ""):
                if f"{kind} {name}{state}" in lines:
                    got = f"{quote(name)}, which stands in {IDS}"
                    self.refuse("an id that was never used", got, "take another name")

    def read(self, path: str) -> str:
        """A file as it is, or as this draft changes it."""
        problems: list[Problem] = []
        text = self.files.get(path) or read_text(self.root, path, problems)
        if problems:
            self.refuse(f"{problems[0].expected} at {path}", problems[0].got, problems[0].do)
        return text or ""

    def edit_line(self, path: str, number: int, edit: Callable[[str], str]) -> None:
        """Edit the line `number` of a file."""
        lines = self.read(path).splitlines(keepends=True)
        lines[number - 1] = edit(lines[number - 1])
        self.files[path] = "".join(lines)

    def render(self, template: str, title: str, **values: object) -> str:
        """A template of overrides/new/ with its values."""
        found = load_templates(self.root).get_template(f"new/{template}.jinja")
        lower = title if title[1:2].isupper() else title[:1].lower() + title[1:]
        return found.render(title=in_yaml(title), name=in_yaml(lower), **values) + "\n"

    def list_page(self, page: str, near: set[str], title: str | None = None) -> str:
        """Put a page into the navigation: at the end of the group called `title`, else of the group
        that has most of the pages `near` it, else of the last one. Returns the group's title."""
        text = self.read("mkdocs.yml")
        try:
            groups = nav_groups(text, page.partition("/")[0])
        except yaml.YAMLError as error:
            self.refuse("a mkdocs.yml that can be read", quote(error), "run build.py check")
        if not groups:
            self.refuse(f"pages of {page} in nav: of mkdocs.yml", "none", "add its section")
        if title is not None and title not in groups:
            self.refuse("--group with a title of nav:", quote(title), did_you_mean(title, groups))
        counts = Counter({name: sum(p.path in near for p in groups[name]) for name in groups})
        best = counts.most_common(1)[0]
        group = title or (best[0] if best[1] else [*groups][-1])
        try:
            self.files["mkdocs.yml"] = add_to_nav(text, page, groups[group][-1])
        except NoPlace as error:
            raise WrongUsage(f"{self.command}: {error}") from None
        return group

    def substance(self, slug: str, title: str, supply: str | None) -> list[str]:
        """The substance of a remedy: one that has this name, else a new one; none for self-care."""
        if not supply:
            return []
        for one in self.knowledge.substances.values():
            if title.lower() in {one.id, one.name.lower(), *map(str.lower, one.names)}:
                return [one.id]
        if slug not in self.knowledge.substances:
            self.add_record("substances", "substance.yml", title, id=slug, supply=supply)
        return [slug]

    def add_record(
        self, key: str, template: str, title: str, before: int | None = None, **values: object
    ) -> None:
        """Add a record to docs/_data/<key>.yml."""
        path = f"docs/_data/{key}.yml"
        record = self.render(template, title, **values)
        self.files[path] = add_record(self.read(path), key, record, before)

    def list_id(self, line: str) -> None:
        """Add a line to the list of ids, where it is not there."""
        if line not in (listed := self.read(IDS)).splitlines():
            self.files[IDS] = add_line(listed, line)

    def write(self, *steps: str, group: str = "") -> None:
        """Write everything, and say what and what comes next."""
        data = {path: text and text.encode() for path, text in self.files.items()}
        write_all_or_none({self.root / path: new for path, new in data.items()})
        written = [path for path, text in self.files.items() if text is not None]
        written.sort(key=lambda path: (path == "mkdocs.yml", "_data" in path, path))
        under = f' (under "{group}")' if group else ""
        say(f"{self.command}: wrote {', '.join(written)}{under}. What comes next:")
        for number, step in enumerate((*steps, LAST_STEP), 1):
            say(f"  {number}. {step}")


def slug_of(text: str, longest: int = 60) -> str:
    """An id of the words of `text`, cut between two of them."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return slug if len(slug) <= longest else slug[: longest + 1].rpartition("-")[0]


def in_yaml(text: str) -> str:
    """`text` as YAML: as it is where that is safe, else in quotes."""
    return text if PLAIN.fullmatch(text) else in_quotes(text)


def in_quotes(text: str) -> str:
    return json.dumps(one_line(text, len(text)), ensure_ascii=False)
