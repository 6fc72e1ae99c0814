"""What a command that begins a record is about to write: everything is checked and made first, then
all of it is written together. What people wrote beside it keeps its comments and its form."""

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import NoReturn

from builders.output import WrongUsage, say, stop_at, write_all_or_none
from creators.site.files import load_templates
from knowledge.checks.stable_ids import FILE as IDS
from knowledge.checks.stable_ids import RETIRED, add_line
from knowledge.name_words import plain
from knowledge.problems import Problem, did_you_mean, quote
from knowledge.reading.config import FILE as CONFIG
from knowledge.reading.config import Place, load_config
from knowledge.reading.loader import ELSEWHERE, load_knowledge, read_text, seen_files
from knowledge.records.generated import GENERATED_PAGES

NAME = re.compile(r"[^\W_][\w ’'.,&()/+%-]{1,59}")
"""The title of a page: what people call a remedy or a cause, without signs that mark something."""
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

    def page_name(self, name: str) -> tuple[str, str]:
        """Return the title of a page and its id, of which no page has either."""
        title = " ".join(name.split())
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
        for kind in ("remedies", "causes"):
            self.check_unused(kind, slug)
        return title, slug

    def check_unused(self, kind: str, name: str) -> None:
        """Refuse an id that a published record of this kind has, or ever had."""
        lines = self.read(IDS).splitlines()
        if {f"{kind} {name}", f"{kind} {name}{RETIRED}"} & {*lines}:
            got = f"{quote(name)}, which stands in {IDS}"
            self.refuse("an id that was never used", got, "take another one, or edit its record")

    def read(self, path: str) -> str:
        """Return a file as it is, or as this draft changes it."""
        problems: list[Problem] = []
        text = self.files.get(path) or read_text(self.root, path, problems)
        stop_at(problems, self.command)
        return text or ""

    def edit_line(self, path: str, number: int, edit: Callable[[str], str]) -> None:
        """Edit the line `number` of a file."""
        lines = self.read(path).splitlines(keepends=True)
        lines[number - 1] = edit(lines[number - 1])
        self.files[path] = "".join(lines)

    def render(self, template: str, title: str, **values: object) -> str:
        """Return a template of overrides/new/ with its values."""
        if not " ".join(title.split()).isprintable():  # as from a terminal that is not in UTF-8
            self.refuse("words whose letters can all be seen", quote(title))
        found = load_templates(self.root).get_template(f"new/{template}.jinja")
        lower = title if title[1:2].isupper() else title[:1].lower() + title[1:]
        return found.render(title=in_quotes(title), name=in_quotes(lower), **values) + "\n"

    def list_page(self, page: str, near: set[str], title: str | None = None) -> str:
        """Put a page into the navigation: at the end of the group called `title`, else of the group
        that has most of the pages `near` it, else of the last one. Return the group's title."""
        config, problems = load_config(self.root)
        stop_at(problems, self.command)
        folder = page.partition("/")[0]
        groups: dict[str, list[Place]] = {}
        for place in config.places:
            if place.path.startswith(f"{folder}/") and place.path != f"{folder}/index.md":
                groups.setdefault(place.group, []).append(place)
        if not groups:
            self.refuse(f"pages of {page} in nav: of {CONFIG}", "none", "add its section")
        if title is not None and title not in groups:
            self.refuse("--group with a title of nav:", quote(title), did_you_mean(title, groups))
        counts = Counter({name: sum(p.path in near for p in groups[name]) for name in groups})
        best = counts.most_common(1)[0]
        group = title or (best[0] if best[1] else [*groups][-1])
        self._add_to_nav(page, groups[group][-1])
        return group

    def _add_to_nav(self, page: str, after: Place) -> None:
        """Put a page on a line of its own below that of `after`."""

        def with_page(line: str) -> str:
            item = re.fullmatch(rf"( *- )([^#]*: )?{re.escape(after.path)} *(#.*)?\n?", line)
            if not item:
                got = f"more on {CONFIG}:{after.line}"
                self.refuse("each page of nav: on a line of its own", got, "give each its line")
            return f"{line.rstrip()}\n{item[1]}{page}\n"

        self.edit_line(CONFIG, after.line, with_page)

    def substance(self, slug: str, title: str, supply: str | None) -> list[str]:
        """Return the substance of a remedy: one that has this name, else a new one; none for
        self-care."""
        if not supply:
            return []
        for one in self.knowledge.substances.values():
            if title.lower() in {one.id, one.name.lower(), *map(str.lower, one.names)}:
                return [one.id]
        if slug not in self.knowledge.substances:
            self.add_record("substances", "substance.yml", title, id=slug, supply=supply)
        return [slug]

    def add_record(self, key: str, template: str, title: str, **values: object) -> None:
        """Add a record at the end of the file of its kind."""
        path = ELSEWHERE.get(key, f"docs/_data/{key}.yml")
        record = self.render(template, title, **values)
        # a list that is empty begins on the lines below its key
        text = re.sub(rf"^{key}: *\[\] *$", f"{key}:", self.read(path), flags=re.M)
        first = re.search(r"^( *)- ", text, re.M)
        indent = first[1] if first else "  "
        self.files[path] = text + "".join(f"{indent}{line}\n" for line in record.splitlines())

    def list_id(self, line: str) -> None:
        """Add a line to the list of ids, where it is not there."""
        if line not in (listed := self.read(IDS)).splitlines():
            self.files[IDS] = add_line(listed, line)

    def write(self, *steps: str, group: str = "") -> None:
        """Write everything, and say what and what comes next."""
        data = {path: text and text.encode() for path, text in self.files.items()}
        write_all_or_none({self.root / path: new for path, new in data.items()})
        written = sorted(path for path, text in self.files.items() if text is not None)
        under = f' (under "{group}")' if group else ""
        say(f"{self.command}: wrote {', '.join(written)}{under}. What comes next:")
        for number, step in enumerate((*steps, LAST_STEP), 1):
            say(f"  {number}. {step}")


def slug_of(text: str, longest: int = 60) -> str:
    """Return an id of the words of `text`, cut between two of them."""
    slug = re.sub("[^a-z0-9]+", "-", plain(text)).strip("-")
    return slug if len(slug) <= longest else slug[: longest + 1].rpartition("-")[0]


def in_quotes(text: str) -> str:
    """Return `text` on one line, as YAML."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
