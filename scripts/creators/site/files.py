"""Knowledge to every file of the site that is made from it: its pages, written or generated, and
data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment

from creators.data.exports import create_exports, json_text
from creators.data.infobutton import CONNECT, create_connect_page
from creators.easy.guide import create_easy
from creators.easy.page import EASY_PAGE, PICTURES, create_easy_page, create_pictures
from creators.figures.pictures import (
    bump_alt,
    bump_figure,
    create_figures,
    easy_path,
    normal_figures,
)
from creators.handout.create import create_sheet
from creators.handout.form import LAYOUT, MAKE, make_page, make_path
from creators.handout.form_rules import RULES, WORDS, create_rules, create_words
from creators.handout.versions import CHECK_PAGE, create_check_page
from creators.shell.download_list import DOWNLOADS, DOWNLOADS_PAGE
from creators.shell.inside import data_script
from creators.shell.templates import markdown_environment
from creators.site.blocks import create_block, signs
from creators.site.page import HERE, CreatedPage, CreatedSite
from creators.site.page_facts import page_facts
from creators.site.prose import PageWriter
from creators.site.remedies_index import create_indexes
from creators.site.reviews import NONE, review_states
from creators.site.scorecard import create_scorecard
from creators.site.search import (
    SEARCH,
    SEARCH_INDEX,
    create_search_index,
    create_search_page,
)
from creators.site.search_words import SEARCH_SIGNS, create_sign_data
from creators.wording import words as wording
from creators.wording.phrases import phrases_of
from knowledge.model import Cause, Guide, Knowledge, Page, Remedy, Rule, Timed
from knowledge.prose.blocks import CITATION, plain
from knowledge.records.languages import ENGLISH
from knowledge.starts import remedy_start
from knowledge.translate import translate
from knowledge.translation.state import checked_languages

SCORECARD = "about/scorecard.md"
"""The page that measures all others, and so is made last; it does not measure itself."""

MOVED = "moved.html"
"""The template of the page at an address that another page has moved from."""

ALOUD = "aloud.html"
"""The template of pages to read that can also be heard."""
HEARD = ("when-to-worry/red-flags.md", EASY_PAGE)
"""These pages."""

HOME = "index.md"
"""The start page, whose first screen is the urgency cards."""

_TEMPLATES = {Cause: "cause", Remedy: "remedy", Rule: "rule", Guide: "guide"}


# `mkdocs serve` asks for them at every edit; Jinja reloads a template whose file has changed
@lru_cache(maxsize=4)
def load_templates(root: Path) -> Environment:
    """The Markdown templates of `root`/overrides; a name that a template misspells raises."""
    env = markdown_environment(root / "overrides")
    env.globals.update(
        here=HERE,
        wording=wording,
        cites=cites,
        timed=timed,
        bump_figure=bump_figure,
        bump_alt=bump_alt,
        normal_figures=normal_figures,
    )
    env.filters["lower_first"] = wording.lower_first
    env.filters["dialed"] = wording.dialed
    env.filters["plain"] = plain
    return env


def create_site(knowledge: Knowledge, templates: Environment) -> CreatedSite:
    """Every page and file of the site that is made from the knowledge, which must have passed the
    checks."""
    maker = _Maker(knowledge, templates)
    pages = {
        path: maker.written(page) for path, page in knowledge.pages().items() if path != SCORECARD
    }
    for path, index in create_indexes(knowledge).items():
        pages[path] = maker.generated(path, *index)
    card = create_scorecard(knowledge, pages)
    pages[SCORECARD] = maker.written(knowledge.guides[SCORECARD], card=card)
    pages[DOWNLOADS] = maker.generated(DOWNLOADS, *DOWNLOADS_PAGE)
    pages[MAKE] = maker.generated(MAKE, *make_page(knowledge, ENGLISH), layout=LAYOUT)
    easy = create_easy(knowledge, create_sheet(knowledge)) if knowledge.easy else None
    if easy:
        pages[EASY_PAGE] = maker.generated(EASY_PAGE, *create_easy_page(easy))
    pages[CHECK_PAGE] = maker.generated(CHECK_PAGE, *create_check_page(knowledge), layout="h.html")
    index = create_search_index(knowledge, pages)
    pages[SEARCH] = maker.generated(SEARCH, *create_search_page(pages), layout="search.html")
    pages |= _not_searched(knowledge, maker, pages)
    files = create_figures(knowledge, templates)
    if easy:
        files[PICTURES] = create_pictures({name: files[easy_path(name)] for name in easy.pictures})
    files |= {
        SEARCH_INDEX: index,
        SEARCH_SIGNS: data_script("searchSigns", create_sign_data(knowledge)),
        RULES: create_rules(knowledge),
        "data/scorecard.json": json_text(card),
    }
    for name in checked_languages(knowledge):
        files[WORDS.format(name)] = create_words(translate(knowledge, name))
    files |= {path: json_text(file) for path, file in create_exports(knowledge).items()}
    return CreatedSite(pages, files)


def _not_searched(
    knowledge: Knowledge, maker: _Maker, pages: dict[str, CreatedPage]
) -> dict[str, CreatedPage]:
    """Pages that no search leads to: to the form in another language the English one does, to the
    page for portals a portal."""
    found = {
        path: maker.generated(path, *make_page(knowledge, name), layout=LAYOUT)
        for name in checked_languages(knowledge)
        for path in [make_path(name)]
    }
    found[CONNECT] = maker.generated(
        CONNECT, *create_connect_page(knowledge), layout="connect.html"
    )
    # nothing else knows an old address: neither navigation nor search nor sitemap
    all_pages = pages | found
    return found | {old: maker.moved(old, all_pages[path]) for old, path in knowledge.moved.items()}


@dataclass(frozen=True)
class _Maker:
    """Makes pages."""

    knowledge: Knowledge
    templates: Environment

    def written(self, page: Page, **facts) -> CreatedPage:
        """A written page: its template around its body, and its sources. `facts` are for blocks and
        templates."""
        name = "home" if page.path == HOME else _TEMPLATES[type(page)]
        shown = {"page": page, **page_facts(self.knowledge, page)}
        made_of = self._context(page.path, facts)
        return self._page(made_of, f"pages/{name}", page.title, page.summary, shown)

    def generated(
        self, path: str, template: str, title: str, summary: str, facts: dict, layout: str = ""
    ) -> CreatedPage:
        """A page that is made from records alone. `layout` is the template of its HTML, where that
        is not everyone's."""
        shown = {"title": title, "summary": summary, **facts}
        return self._page(
            self._context(path, {}), f"pages/{template}", title, summary, shown, layout
        )

    def moved(self, path: str, page: CreatedPage) -> CreatedPage:
        """The page at a path that `page` has moved from, or whose page it has taken in. It states
        nothing, so it has no sources."""
        title = f"Moved: {page.title}"
        text = self._render("pages/moved", self._context(path, {}), title=title, page=page)
        return CreatedPage(path, title, "This page has a new address.", text, layout=MOVED)

    def _render(self, template: str, context: dict, **facts) -> str:
        return self.templates.get_template(f"{template}.md.jinja").render(context, **facts)

    def _context(self, path: str, facts: dict) -> dict:
        """What every template of the page at `path` is given."""
        knowledge, phrases = self.knowledge, phrases_of(self.knowledge)

        def block(name: str, arguments: list[str], _: PageWriter) -> str:
            return create_block(self.templates, context, name, arguments)

        writer = PageWriter(knowledge, path, block)
        context = {
            **facts,
            "rule_of": lambda remedy: phrases.rule(remedy_start(knowledge, remedy)).cell,
            "findings": lambda record: [knowledge.findings[name].words for name in record.findings],
            "knowledge": knowledge,
            "phrases": phrases,
            "writer": writer,
            "line": writer.line,
            "bare": writer.bare,
            "link": writer.link,
            "block": lambda name, *arguments: block(name, [*arguments], writer),
            "signs": lambda heading, names, said=None: signs(
                self.templates, context, heading, names, said
            ),
        }
        return context

    def _page(
        self, context: dict, template: str, title: str, summary: str, facts: dict, layout: str = ""
    ) -> CreatedPage:
        """The whole page, with who has reviewed it as it is."""
        writer, text = context["writer"], self._render(template, context, **facts)
        parts = [text.strip(), self._render("blocks/terms", context).strip()]
        body = "\n\n".join(part for part in parts if part)
        review = review_states(self.knowledge).get(writer.path, NONE)
        sources = self._render("blocks/sources", context, review=review.words).strip()
        cited = tuple(writer.cited)
        layout = ALOUD if writer.path in HEARD else layout
        return CreatedPage(writer.path, title, summary, body, sources, cited, layout, review)


def cites(sources: Iterable[str], text: str = "") -> str:
    """Citations of `sources`, those left out that `text` already makes; the open mark where nothing
    is cited at all."""
    marks = "".join(f" [^{name}]" for name in sources if f"[^{name}]" not in text)
    return marks or ("" if CITATION.search(text) else " [^open]")


def timed(record: Timed) -> str:
    """A span of time with its sources."""
    return f"{wording.capital(str(record.when))}{cites(record.sources)}"
