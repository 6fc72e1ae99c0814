"""The command for a translation: how far it is, sealing what somebody has checked, and PO files to
and from translators."""

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from builders.output import (
    BuildFailed,
    WrongUsage,
    check_known,
    say,
    stop_at,
    write_whole,
)
from creators.data.languages import described
from knowledge.checks import translation_heads, translation_strings
from knowledge.checks.named import checks_of
from knowledge.model import Knowledge
from knowledge.problems import Problem, plural, quote
from knowledge.reading.loader import load_knowledge
from knowledge.reading.translation_files import (
    FOLDER,
    READINGS,
    edit_strings,
    parse_translation,
)
from knowledge.records.languages import ENGLISH
from knowledge.records.translations import Translated, Translation, seal, words_hash
from knowledge.translation.po import PoMistake, create_po, parse_po
from knowledge.translation.state import FIT, standings, states
from knowledge.translation.strings import CLINIC, sheet_strings

EPILOG = """\
examples:
  build.py translation es                    how far is it, and what is to be translated again?
  build.py translation es --po               build/translations/es.po, for a translator's program
  build.py translation es --read es.po       take the texts of such a file back
  build.py translation es --accept t1        t1 has read every string beside its English
  build.py translation es --accept t1 phrases/day/phrase      t1 has read this string

guide/languages.md says when a string is stale, who may seal it, and what readers get.
"""


def translation_arguments(command: argparse.ArgumentParser) -> None:
    command.epilog = EPILOG
    command.add_argument(
        "language", metavar="ID", help="the language's id in languages.yml, as in es"
    )
    what = command.add_mutually_exclusive_group()
    what.add_argument(
        "--accept",
        nargs="+",
        metavar=("SIGNER", "KEY"),
        help="seal every current string, or those named, for this signer of the file",
    )
    what.add_argument("--po", action="store_true", help="write build/translations/ID.po")
    what.add_argument("--read", metavar="FILE", type=Path, help="take the texts of a PO file back")


def translation(
    root: Path, language: str, accept: list[str] | None, po: bool, read: Path | None
) -> None:
    """Write or read a PO file of a `language`, seal its strings, or else print its status."""
    knowledge, problems = load_knowledge(root)
    stop_at(problems, "translation")
    known = [name for name in knowledge.languages if name != ENGLISH]
    expected = "translation: expected the id of a language of handouts"
    check_known(language, known, expected, "docs/_data/languages.yml")
    if po:
        _write_po(root, knowledge, language)
    elif read:
        _read_po(root, knowledge, language, read)
    elif accept:
        who, *keys = accept
        _accept(root, knowledge, language, who, keys)
    else:
        for line in status_lines(knowledge, language):
            print(line)


def status_lines(knowledge: Knowledge, name: str) -> Iterator[str]:
    """Yield how far a translation is: its state, who has signed it, and each string that is not as
    it should be, beside today's English."""
    state, found = states(knowledge)[name], knowledge.translations.get(name)
    yield f"{knowledge.languages[name].english} ({name}): {described(state)}"
    yield (
        f"  strings of every handout: {state.total}, {state.current} current,"
        f" {len(state.keys('stale'))} stale, {len(state.keys('missing'))} missing,"
        f" {len(state.keys('lapsed'))} lapsed, {len(state.keys('unread'))} not read back,"
        f" {len(state.keys('orphan'))} orphans"
    )
    if not found:
        yield f"  no file {FOLDER}/{name}.yml: guide/languages.md says how to begin"
        return
    for who, signer in found.head.signers.items():
        count = sum(signer in found.signed_by(key) for key in found.strings)
        facts = f"{signer.name}, {signer.role}, {signer.qualification}, {signer.date}"
        yield f"  {who}: {facts}: {plural(count, 'string')}"
    if not found.head.signers:
        yield "  translator, reviser, clinician: nobody yet"
    strings = sheet_strings(knowledge)
    for key, standing in standings(knowledge, found).items():
        if standing != "current":
            string, english = found.strings.get(key), strings.get(key)
            own = " (only on the sheets of clinics that choose it)" * bool(
                english and english.part == CLINIC
            )
            place = f" ({found.origin.path}:{string.line})" if string else ""
            yield f"  {standing}: {key}{own}{place}"
            if standing in ("stale", "missing"):
                yield f"    English now: {english.english}"
            if standing == "stale":
                yield f"    made from other English: {string.text}"
                yield f'    when the text fits again, write en: "{english.hash}"'
            if standing == "unread":
                line = f"{key}<tab>{words_hash(string)}<tab>…"
                yield f"    its line in {READINGS}/{found.id}.tsv: {line}"


def _accept(root: Path, knowledge: Knowledge, name: str, who: str, keys: list[str]) -> None:
    """Seal strings for a signer: all or none of them."""
    found = _file(knowledge, name)
    path, standing = found.origin.path, standings(knowledge, found)
    place = f"{path}:{found.head.origin.line('signers')}: signers"
    check_known(who, found.head.signers, f"{place}: expected a signer of this file", place)
    sealable = [key for key, how in standing.items() if how in FIT]
    for key in keys:
        how = standing.get(key, "unknown")
        check_known(key, sealable, f"translation: {key}, which is {how}: expected a current string")
    stop_at(_problems(knowledge, found), "translation")
    signer = found.head.signers[who]
    chosen = keys or sealable
    sealed = {
        key: replace(string, seals={**string.seals, who: seal(string, signer)})
        for key, string in found.strings.items()
        if key in chosen
    }
    changed = {key: string for key, string in sealed.items() if string != found.strings[key]}
    write_whole(root / path, _edited(root, knowledge, found, changed).encode())
    say(
        f"translation: {signer.name} ({signer.role}) stands for {plural(len(chosen), 'string')} of"
        f" {path}, {len(changed)} of them newly; {len(standing) - len(chosen)} left"
    )


def _write_po(root: Path, knowledge: Knowledge, name: str) -> None:
    target = root / "build" / "translations" / f"{name}.po"
    write_whole(target, create_po(knowledge, name))
    say(
        f"translation: wrote {target.relative_to(root)}; a text that is stale is empty there, with"
        f" its old words as a comment. Then: build.py translation {name} --read FILE.po"
    )


def _read_po(root: Path, knowledge: Knowledge, name: str, file: Path) -> None:
    """Take the texts of a PO file into the translation: all or none of them."""
    found = _file(knowledge, name)
    if not file.is_file():
        raise WrongUsage(
            f"translation: --read: expected a PO file; got {quote(file)}, which is none; do make"
            f" one with build.py translation {name} --po"
        )
    try:
        texts = parse_po(file.as_posix(), file.read_bytes(), sheet_strings(knowledge))
    except PoMistake as mistake:
        stop_at(mistake.problems, "translation")
    known = {key: (string.en, string.text) for key, string in found.strings.items()}
    changed = {text.key: text for text in texts if known.get(text.key) != (text.en, text.text)}
    after = _edited(root, knowledge, found, changed)
    new, problems = parse_translation(found.origin.path, after)
    if new:
        read = replace(knowledge, translations={**knowledge.translations, name: new})
        problems = _problems(read, new)
    stop_at(problems, "translation")
    write_whole(root / found.origin.path, after.encode())
    lapsed = sum(bool(found.strings[key].seals) for key in changed if key in found.strings)
    say(
        f"translation: {plural(len(changed), 'string')} of {len(texts)} in {file} changed in"
        f" {found.origin.path}; {lapsed} of them had seals, which are gone"
    )


def _edited(
    root: Path, knowledge: Knowledge, found: Translation, changed: Mapping[str, Translated]
) -> str:
    """Return the file with `changed` strings in place of its own."""
    text = (root / found.origin.path).read_text(encoding="utf-8")
    return edit_strings(text, found.strings, changed, sheet_strings(knowledge))


def _file(knowledge: Knowledge, name: str) -> Translation:
    if name not in knowledge.translations:
        raise BuildFailed(
            f"{FOLDER}/{name}.yml:1: translation: expected a file that begins with its head; got"
            " none; do begin it as guide/languages.md says"
        )
    return knowledge.translations[name]


def _problems(knowledge: Knowledge, found: Translation) -> list[Problem]:
    checks = checks_of(translation_heads, translation_strings)
    every = {problem for check in checks for problem in check(knowledge)}
    return sorted(problem for problem in every if problem.path == found.origin.path)
