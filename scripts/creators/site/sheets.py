"""The sheet as pages of the site: in English, and in each language that is published."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from creators.handout.create import OWN_DIGITS, create_imprint, create_sheet
from creators.handout.sheet import sheet_folder
from creators.handout.web_page import Public, Twin, create_handout_page
from knowledge.model import Knowledge
from knowledge.records.languages import ENGLISH, Language
from knowledge.translate import translate
from knowledge.translation.state import published, states

INDEX = "index.html"


def published_languages(knowledge: Knowledge) -> tuple[Language, ...]:
    """Return the languages other than English that readers get, in the order of their list."""
    return tuple(knowledge.languages[name] for name in published(knowledge))


def create_twins(knowledge: Knowledge, address: str, has_folders: bool = True) -> tuple[Twin, ...]:
    """Return every page of the sheet on the site at `address`, English first. A site that is opened
    from a folder names files (`has_folders` is false)."""
    english, file = knowledge.languages[ENGLISH], "" if has_folders else INDEX
    return tuple(
        Twin(one.tag, one.dir, one.name, f"{sheet_folder(one.id)}/{file}", address)
        for one in (english, *published_languages(knowledge))
    )


def sheet_codes(knowledge: Knowledge) -> tuple[str, ...]:
    """Return the end of the code that today's sheet in each language has: "es-1f0c2a"; where the
    language is withheld, "fr-"."""
    return tuple(
        f"{name}-{'' if state.withheld else _digits(translate(knowledge, name, state.edition))}"
        for name, state in states(knowledge).items()
    )


def _digits(knowledge: Knowledge) -> str:
    return create_sheet(knowledge).content_hash[:OWN_DIGITS]


def create_sheet_pages(
    knowledge: Knowledge,
    folder: Path,
    script: str,
    twins: tuple[Twin, ...],
    version: str,
    date: str,
) -> dict[str, str]:
    """Return each page of the sheet, by its path. `folder` is overrides/, `script` the text of
    its scripts; `version` and `date` as in creators.handout.sheet.Imprint."""
    editions = {name: state.edition for name, state in published(knowledge).items()}
    return {
        f"{sheet_folder(name)}/{INDEX}": _page(
            translate(knowledge, name, editions.get(name, "")),
            twins,
            (folder, script, version, date),
        )
        for name in (ENGLISH, *editions)
    }


def _page(knowledge: Knowledge, twins: tuple[Twin, ...], place: tuple) -> str:
    folder, script, version, date = place
    sheet, address = create_sheet(knowledge), twins[0].site
    own = f"{address}{sheet_folder(knowledge.language)}/"
    english, *others = twins
    if knowledge.language != ENGLISH:  # its own words say that the other page is in English
        words = sheet.phrases.texts["in-english"]
        others = [replace(english, tag=sheet.language.tag, dir=sheet.language.dir, name=words)]
    imprint = create_imprint(sheet, None, version, date, address)
    public = Public(own, twins if len(twins) > 1 else (), tuple(others))
    return create_handout_page(folder, sheet, imprint, script=script, public=public)
