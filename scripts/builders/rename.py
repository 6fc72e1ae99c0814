"""Gives a page another address: moves it, lets the old address lead on, and mends all that names
it."""

import argparse
import re
from functools import partial
from pathlib import Path, PurePosixPath

from builders.draft import Draft
from builders.review import keep_acceptances
from knowledge.checks.references import references
from knowledge.checks.stable_ids import FILE as IDS
from knowledge.checks.stable_ids import FOLDERS, RETIRED
from knowledge.model import Page
from knowledge.problems import did_you_mean, quote
from knowledge.prose.blocks import MACRO
from knowledge.prose.macros import MACROS, Macro
from knowledge.reading.loader import CLINICS, seen_files
from knowledge.reading.translation_files import FOLDER as TRANSLATIONS

KINDS = {"treat": "remedies", "causes": "causes"}
"""Folders of docs/ whose pages other records name by their id, and what they then name."""
_ADDRESS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?")


def rename_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("old", metavar="OLD", help="its address, as in treat/aloe")
    command.add_argument("new", metavar="NEW", help="the new one, in the same folder")
    command.epilog = "example:\n  build.py rename treat/aloe treat/aloe-vera"


def rename(root: Path, old: str, new: str) -> None:
    """Give a page another name in its folder. Its file may have been moved already."""
    draft = Draft(root, "rename")
    old, new = (address.removeprefix("docs/").removesuffix(".md") for address in (old, new))
    page = _page(draft, old, new)
    for path in _texts(root):
        text = draft.read(path)
        if (mended := _mend(text, path, old, new)) != text:
            draft.files[path] = mended
    _mend_ids(draft, old, new)
    _mend_row(draft, old, new, is_back=new in page.moved_from)
    addresses = [one for one in dict.fromkeys((*page.moved_from, old)) if one != new]
    text = _with_moved_from(draft.read(page.origin.path), addresses)
    draft.files |= {page.origin.path: None, f"docs/{new}.md": text}
    for line in draft.read(IDS).splitlines():
        kind, _, name = line.partition(" ")
        if kind in FOLDERS and f"{FOLDERS[kind]}{name}" == old:
            draft.list_id(f"{kind} {new.removeprefix(FOLDERS[kind])}")
    draft.write(
        "look at the words of each link to it, and at what tests name: git diff; git grep " + old
    )
    keep_acceptances(root, old, new)


def _page(draft: Draft, old: str, new: str) -> Page:
    """The page that is renamed, or a refusal."""
    pages = draft.knowledge.pages()
    if not _ADDRESS.fullmatch(new) or PurePosixPath(old).parent != PurePosixPath(new).parent:
        draft.refuse("a new address in the same folder, in small letters", quote(new))
    if new == old or {f"{old}.md", f"{new}.md"} <= {*pages}:
        draft.refuse("a new address", f"{quote(new)}, which is there", "take another name")
    found = pages.get(f"{old}.md") or pages.get(f"{new}.md")
    if not found or found.id == "index":
        known = [path.removesuffix(".md") for path in pages]
        draft.refuse("the address of a page", quote(old), did_you_mean(old, known))
    return found


def _texts(root: Path) -> list[str]:
    """Every file that may name a page by its address, a text of it by its key, or a remedy in a
    clinic's rules. A program names a page where it is more than one of many."""
    files = [*seen_files(root / "docs"), *seen_files(root / "overrides")]
    files += [*seen_files(root / "scripts"), *(root / "tests" / "data").glob("*.yml")]
    files.append(root / "mkdocs.yml")
    kinds = {".md", ".yml", ".jinja", ".html", ".py"}
    found = [file for file in files if file.suffix in kinds]
    found += [*seen_files(root / TRANSLATIONS), *(root / CLINICS).glob("*.yml")]
    return [file.relative_to(root).as_posix() for file in found]


def _mend(text: str, path: str, old: str, new: str) -> str:
    """`text` with the new address in place of the old one: whole, in a link from the same folder,
    in the key of a text to translate, in a clinic's rules, and as what a macro names. In a program
    only texts that begin with it."""
    if path.endswith(".py"):
        return re.sub(rf'(?<="){re.escape(old)}(?![\w-])', new, text)
    text = re.sub(rf"(?<![\w-])(?<!\w/){re.escape(old)}(?![\w-])", new, text)
    folder, _, name = old.rpartition("/")
    fresh = new.rpartition("/")[2]
    if path.startswith(f"docs/{folder}/"):
        text = re.sub(rf"(?<=\]\(){re.escape(name)}(?=\.md)", fresh, text)
    kind = KINDS.get(folder)
    text = re.sub(rf"(?<![\w/-]){kind}/{re.escape(name)}/(?=\w)", f"{kind}/{fresh}/", text)
    if kind == "remedies" and path.startswith(f"{CLINICS}/"):
        text = re.sub(rf"\bremedy: {re.escape(name)}(?![\w-])", f"remedy: {fresh}", text)

    def mended(found: re.Match) -> str:
        names_it = kind in MACROS.get(found[1], Macro()).kinds and found[2].split() == [name]
        return found[0].replace(f" {name}", f" {fresh}") if names_it else found[0]

    return MACRO.sub(mended, text)


def _mend_ids(draft: Draft, old: str, new: str) -> None:
    """Put the new id into every field that names the page's record."""
    folder, _, name = old.rpartition("/")
    kinds = {KINDS.get(folder), f"shown_{KINDS.get(folder)}"}
    # where a remedy and a substance have one id, a rule is the remedy's: see named_start
    kinds |= {"rows", "ruled"} if KINDS.get(folder) == "remedies" else set()
    for record, keys, kind, value in references(draft.knowledge):
        if kind in kinds and value == name:
            mended = partial(re.sub, rf"(?<![\w/-]){name}(?![\w-])", new.rpartition("/")[2])
            draft.edit_line(record.origin.path, record.origin.line(*keys), mended)


def _mend_row(draft: Draft, old: str, new: str, is_back: bool) -> None:
    """The row of the A to Z that is about a remedy takes its new id, and the old one retires. The
    new one may be its own of old (`is_back`)."""
    (folder, _, name), fresh = old.rpartition("/"), new.rpartition("/")[2]
    row = draft.knowledge.a_to_z.get(name)
    if not row or KINDS.get(folder) != "remedies":
        return
    mended = partial(re.sub, f"id: {name}", f"id: {fresh}", count=1)
    draft.edit_line(row.origin.path, row.origin.line("id"), mended)
    ids = draft.read(IDS)
    ids = ids.replace(f"a-to-z {fresh}{RETIRED}\n", "") if is_back else ids
    draft.files[IDS] = re.sub(rf"^a-to-z {name}$", rf"\g<0>{RETIRED}", ids, flags=re.M)
    draft.list_id(f"a-to-z {fresh}")


def _with_moved_from(text: str, addresses: list[str]) -> str:
    """The page with these old addresses."""
    line = f"moved_from: [{', '.join(addresses)}]\n"
    listed = re.compile(r"^moved_from:.*\n(?: *- .*\n)*", re.M)
    if listed.search(text):
        return listed.sub(line, text, count=1)
    return re.sub(r"^title:.*\n", rf"\g<0>{line}", text, count=1, flags=re.M)
