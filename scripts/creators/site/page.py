"""What is created for the site: each page as what it says, and only in the end as text."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from creators.site.reviews import NONE, ReviewState

HERE = "<!-- here -->"
"""Stands in a page's Markdown where the template of its HTML puts what Markdown cannot say: the
list of its headings, a form. A comment comes through any renderer, and shows nothing in others."""


@dataclass(frozen=True)
class CreatedPage:
    """A page. `path` is its file under docs/, `body` its Markdown down to its sources, `sources`
    that of the section that names them, and `cited` their ids in its order. `layout` is the
    template of its HTML, where that is not everyone's. `review` says who has reviewed it."""

    path: str
    title: str
    summary: str
    body: str = ""
    sources: str = ""
    cited: tuple[str, ...] = ()
    layout: str = ""
    review: ReviewState = NONE

    @property
    def text(self) -> str:
        """Its Markdown, as MkDocs or another generator reads it."""
        head = [
            f"title: {json.dumps(self.title, ensure_ascii=False)}",
            f"description: {json.dumps(self.summary, ensure_ascii=False)}",
            *([f"template: {self.layout}"] if self.layout else []),
        ]
        parts = [part for part in (self.body, self.sources) if part]
        return "\n".join(["---", *head, "---", "", "\n\n".join(parts), ""])


@dataclass(frozen=True)
class CreatedSite:
    """The site: its `pages`, and the other `files` that are made of the knowledge (data, figures,
    what scripts read), each by its path under docs/."""

    pages: Mapping[str, CreatedPage]
    files: Mapping[str, str]

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """Everything as text, in the order of the paths."""
        pages = {path: page.text for path, page in self.pages.items()}
        return dict(sorted({**pages, **self.files}.items()))
