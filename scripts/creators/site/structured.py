"""What a page says of itself to machines: schema.org data (JSON-LD), made from the same records as
the page.

It is short, as it stands inside every page: what the page is, where it belongs and, for a page of
medical facts, what it is about and what it rests on. It claims no review that there is not, and no
code but those of docs/_data/codes.yml.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from creators.data.exports import LICENSE
from creators.data.infobutton import SYSTEMS
from creators.site.page import CreatedPage
from creators.site.reviews import ReviewState
from knowledge.model import SECTIONS, Cause, Knowledge

MEDICAL = {*SECTIONS} - {"about"}
"""The sections that are for patients; what stands outside them, but for home, is about this site or
a tool of it."""


@dataclass(frozen=True)
class Site:
    """What all pages are part of. `url` ends in a slash."""

    name: str
    summary: str
    url: str
    language: str


def create_structured(
    knowledge: Knowledge, site: Site, created: CreatedPage, trail: Sequence[tuple[str, str]]
) -> str:
    """The JSON-LD of a page. `trail` is (name, address) of each page on the way to it, from home to
    itself."""
    path = created.path
    page = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage" if is_medical(path) else "WebPage",
        "name": created.title,
        "description": created.summary,
        "url": trail[-1][1],
        "inLanguage": site.language,
        "license": LICENSE,
        "isPartOf": {"@type": "WebSite", "name": site.name, "url": site.url},
    }
    if len(trail) > 1:
        page["breadcrumb"] = {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": place, "name": name, "item": url}
                for place, (name, url) in enumerate(trail, 1)
            ],
        }
    if is_medical(path):
        page |= _medical(knowledge, created)
    if created.review.state == "current":
        page |= _reviewed(created.review)
    # nothing in it can end its <script>
    return json.dumps(page, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def is_medical(path: str) -> bool:
    """Whether the page at `path` states medical facts to patients: home does, and the five sections
    do."""
    return path == "index.md" or path.partition("/")[0] in MEDICAL


def _medical(knowledge: Knowledge, created: CreatedPage) -> dict:
    page = knowledge.pages().get(created.path)
    cited = [knowledge.sources[name] for name in created.cited]
    return {
        "audience": {"@type": "Patient"},
        **({"about": _condition(knowledge, page)} if isinstance(page, Cause) else {}),
        **({"citation": [source.link or source.title for source in cited]} if cited else {}),
    }


def _condition(knowledge: Knowledge, cause: Cause) -> dict:
    codes = [
        {"@type": "MedicalCode", "codeValue": code.code, "codingSystem": SYSTEMS[code.system].name}
        for code in knowledge.codes.values()
        if code.page == cause.path
    ]
    return {
        "@type": "MedicalCondition",
        "name": cause.title,
        "alternateName": cause.medical_name,
        **({"code": codes} if codes else {}),
    }


def _reviewed(review: ReviewState) -> dict:
    return {
        "lastReviewed": str(review.day),
        "reviewedBy": [{"@type": "Person", "name": name} for name in review.reviewers],
    }
