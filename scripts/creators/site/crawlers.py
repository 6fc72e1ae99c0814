"""What programs that read the whole site get: where its pages are, what each is about, and what
comes before all of them."""

from collections.abc import Sequence

from jinja2 import Environment

from creators.data.exports import page_url
from creators.site.page import CreatedPage, CreatedSite
from creators.site.search import URGENT_FIRST
from creators.site.structured import Site
from creators.wording.phrases import phrases_of
from knowledge.model import Knowledge
from knowledge.reading.config import Place


def create_robots(templates: Environment, site: Site) -> str:
    """robots.txt (RFC 9309): every page may be read, and the sitemap lists them."""
    return templates.get_template("shell/robots.txt.jinja").render(site=site) + "\n"


def create_llms(
    templates: Environment,
    knowledge: Knowledge,
    site: Site,
    created: CreatedSite,
    places: Sequence[Place],
) -> str:
    """llms.txt (llmstxt.org): every page of the navigation with its summary, the signs that need
    help before all others. `places` are those of the navigation. What is about this site may be
    left out: it stands in "Optional"."""
    lists: dict[str, list[tuple[CreatedPage, str]]] = {}
    # a stable sort: inside a section the navigation's order
    for place in sorted(places, key=lambda place: _rank(place.path)):
        entry = created.pages[place.path], site.url + page_url(place.path)
        lists.setdefault(place.section, []).append(entry)
    facts = {"knowledge": knowledge, "phrases": phrases_of(knowledge)}
    template = templates.get_template("shell/llms.txt.jinja")
    return template.render(site=site, lists=lists, **facts) + "\n"


def _rank(path: str) -> int:
    folder = path.partition("/")[0]
    return URGENT_FIRST.index(folder) if folder in URGENT_FIRST else -1
