"""Records on the languages of handouts, and on the phrases around the words of the records."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from knowledge.records.fields import Entry, Words, YesNo, matching, one_of, some

ENGLISH = "en"
"""The language that all others are translated from."""
LETTERS = {
    "Atkinson Hyperlegible": ("fontpkg-atkinson-hyperlegible", 4),
    "Amiri": ("fontpkg-amiri", 4),
    "Noto Sans": ("fontpkg-noto-sans", 2),
    "Noto Sans Devanagari": ("fontpkg-noto-sans-devanagari", 1),
    "Noto Sans CJK SC": ("manimgx-fonts-cjk", 1),
    "Noto Sans CJK KR": ("manimgx-fonts-cjk", 1),
}
"""The letters that a language can have on paper, by their names, each with its wheel and the number
of its files."""
_Mark = Annotated[str, Field(min_length=1, max_length=3, description="a mark with its space")]


@dataclass(frozen=True)
class Notice:
    """Who stands for the words of a sheet that is not in English: sentences in its language, the
    first also `in_english` where nobody has checked it (`is_draft`)."""

    words: str = ""
    in_english: str = ""

    @property
    def is_draft(self) -> bool:
        """Whether nobody has checked the words."""
        return bool(self.in_english)


class Phrase(Entry):
    """Words of a handout around those of the records; what stands in braces is filled in.
    One that is not `on_sheets` stands on English pages alone, and needs no translation."""

    phrase: Words
    on_sheets: YesNo = True


class Language(Entry):
    """A language of handouts. `tag` is its BCP 47 tag, `name` its own name; `fonts` are the names
    of its letters on paper, set `size` times as large as those of English, with
    `leading` more between their lines (in em). `date` has {weekday},
    {day} and {month}. `drafts`: whether the web page may show what nobody has checked."""

    id: matching("^[a-z]{2}$", "two small letters, as ISO 639-1 has them", "es")
    tag: matching("^[a-z]{2}(-[A-Za-z]{2,4})?$", "a BCP 47 tag", "es-US")
    name: Words
    english: Words
    dir: one_of("ltr", "rtl")
    fonts: some(one_of(*LETTERS), "a list of fonts by their names")
    size: Annotated[float, Field(ge=0.8, le=1.3, description="a number from 0.8 to 1.3")] = 1.0
    leading: Annotated[float, Field(ge=0, le=0.5, description="a number from 0 to 0.5")] = 0.0
    date: Words
    comma: _Mark = ", "
    semicolon: _Mark = "; "
    colon: _Mark = ": "
    stop: _Mark = "."
    drafts: one_of("published", "withheld")
