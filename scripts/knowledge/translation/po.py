"""A translation as a PO file, which translators' programs read and write, and back."""

import datetime
import io
from collections.abc import Iterator, Mapping

from knowledge.digest import digest
from knowledge.model import Knowledge
from knowledge.problems import Problem, did_you_mean, one_line, quote
from knowledge.records.translations import DIGITS, Translated
from knowledge.translation.strings import String, sheet_strings


class PoMistake(Exception):
    """What is wrong with a PO file: one Problem or more."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(str(problems[0]))
        self.problems = problems


def create_po(knowledge: Knowledge, name: str) -> bytes:
    """Return a language's PO file. A text that was made from other English is left empty, with its
    old words as a comment: nobody has looked at it since."""
    from babel.messages.catalog import Catalog  # takes a tenth of a second
    from babel.messages.pofile import write_po

    language, found = knowledge.languages[name], knowledge.translations.get(name)
    day = datetime.datetime.combine(knowledge.today, datetime.time(), datetime.UTC)
    catalog = Catalog(
        locale=language.tag.replace("-", "_"),
        domain=name,
        header_comment=f"# The handout in {language.english}. Keep what stands in braces.",
        project="Bumps After Microneedling",
        version=name,
        creation_date=day,
        revision_date=day,
        fuzzy=False,
    )
    for string in sheet_strings(knowledge).values():
        one = found.strings.get(string.key) if found else None
        fits = one and one.en == string.hash
        catalog.add(
            string.english,
            one.text if one and fits else "",
            context=string.key,
            auto_comments=[f"made from other English: {one.text}"] if one and not fits else [],
        )
    file = io.BytesIO()
    write_po(file, catalog, width=0)
    return file.getvalue()


def parse_po(path: str, data: bytes, strings: Mapping[str, String]) -> list[Translated]:
    """Return the translated texts of a PO file; each belongs to the English that the file has.
    Raises PoMistake with every problem."""
    problems: list[Problem] = []
    found: dict[str, Translated] = {}
    for message in _messages(path, data):
        line = message.lineno or 1
        wrong = list(_problems(path, line, message, strings, found))
        problems += wrong
        if not wrong and message.string:
            key, english = message.context, " ".join(message.id.split())
            found[key] = Translated(key, digest(english)[:DIGITS], message.string, {}, line)
    if problems:
        raise PoMistake(problems)
    return [found[key] for key in strings if key in found]


def _messages(path: str, data: bytes) -> Iterator:
    """Yield the messages of a PO file, without its header and those that are obsolete."""
    from babel.messages.pofile import PoFileError, read_po  # takes a tenth of a second

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        do = "save the file again as UTF-8"
        got = f"byte {data[error.start]:#04x}"
        raise PoMistake([Problem(path, line, "file", "UTF-8 text", got, do)]) from None
    try:
        catalog = read_po(io.StringIO(text), abort_invalid=True)
    except (PoFileError, ValueError, LookupError, TypeError) as error:
        line = getattr(error, "lineno", 0) or 1
        do = "export it again from the translator's program"
        problem = Problem(path, line, "file", "a PO file", one_line(error) or "something else", do)
        raise PoMistake([problem]) from None
    yield from (message for message in catalog if message.id)


def _problems(
    path: str, line: int, message, strings: Mapping[str, String], found: Mapping[str, Translated]
) -> Iterator[Problem]:
    """Yield what keeps a message from being taken."""
    key = message.context
    if key not in strings:
        near = did_you_mean(key or "", strings)
        do = near if key and near.startswith("write") else "take it out"
        expected = "the key of a string of handouts"
        yield Problem(path, line, "msgctxt", expected, quote(key) if key else "none", do)
    elif message.fuzzy:
        do = "have somebody look at it, and take the mark out"
        yield Problem(path, line, key, "a text that somebody has decided on", "fuzzy", do)
    elif not isinstance(message.id, str):
        do = "take msgid_plural out: a day is a label, and not a count"
        yield Problem(path, line, key, "one msgid", "a plural", do)
    elif key in found:
        do = f"keep one of them; the other is on line {found[key].line}"
        yield Problem(path, line, key, "a key that stands once", quote(key), do)
