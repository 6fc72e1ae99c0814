"""A built site of a few pages, with each kind of element that a book knows: small enough to spoil
and to set in a moment."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from builders.output import write_whole
from builders.pdf import make_books
from builders.typst import SETTING_OF
from builders.workshop import Workshop
from creators.book.article import parse_article
from creators.book.book import Book, create_book, is_for_patients
from creators.book.typst_source import create_source
from creators.shell.download_list import Edition
from helpers import ROOT
from knowledge.reading.config import parse_config

NAVIGATION = """\
site_name: Small
site_url: https://bumps.example/
extra: {version: "0.1.0"}
nav:
  - Home: index.md
  - Identify:
      - identify/index.md
  - Causes:
      - causes/milia.md
      - Germs:
          - causes/rash.md
  - Treat:
      - treat/cloth.md
      - All remedies: treat/remedies-index.md
  - Prevent:
      - prevent/week.md
  - When to worry:
      - when-to-worry/index.md
  - About:
      - about/index.md
      - about/glossary.md
      - about/sources.md
      - about/sources-clinics.md
"""
SIGNED = (
    '<p class="review-status"><strong>Nobody has reviewed it.</strong> <a'
    ' href="../../about/">Why</a></p>'
)
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 75 30"><rect width="75" height="30"'
    ' fill="#c96"/></svg>'
)

PAGES = {
    "": (
        """<div class="four">
<div class="lead"><h1 id="bumps">Bumps</h1><p class="answer">They are expected.</p></div>
<div class="flags flags--emergency_now">
<h2 class="flags-title" id="emergency-now">Get help now if</h2>
<ul><li>Eye pain</li></ul><p class="action"><strong>Call now.</strong></p></div>
<div class="flags flags--same_day"><h2 class="flags-title" id="same-day">Today if</h2>
<ul><li>Pus</li></ul></div>
<div class="flags flags--within_48h"><h2 class="flags-title" id="within-48h">Soon if</h2>
<ul><li>Late bumps</li></ul></div>
<div class="flags flags--routine"><h2 class="flags-title" id="routine">At home if</h2>
<ul><li>White dots</li></ul></div>
<p>From the top. <a class="open-mark" href="#open-mark">◇</a></p>
</div>
<h2 id="begin">Begin here</h2>
<p>Look at <a href="causes/milia/#how">the dots</a> first.<sup id="fnref:GOOD">\
<a class="footnote-ref" href="#fn:GOOD">1</a></sup></p>
<details id="sources"><summary>Sources</summary>
<p><a id="open-mark"></a>The mark ◇ means: no study.</p>
<div class="footnote"><hr><ol><li id="fn:GOOD"><p>A review.</p></li></ol></div></details>"""
    ),
    "identify": (
        """<h1>What you see</h1>
<table class="cards-3"><caption class="vh">Bumps</caption>
<thead><tr><th>Bumps</th><th>Looks</th><th>How soon</th></tr></thead>
<tbody><tr><th scope="row"><a href="../causes/milia/">Dots</a></th>
<td>White</td><td><strong>No hurry</strong></td></tr>
<tr><th scope="row">Spots</th><td>Red</td><td>Today</td></tr></tbody></table>
<figure class="chart" id="ladder">
<p><img alt="Dots on skin" height="30" src="../assets/bumps/dots.svg" width="75"></p>
<figcaption><strong>Dots.</strong></figcaption></figure>
<dl><dt>a</dt><dd>first</dd><dt>b</dt><dd><p>second</p></dd></dl>"""
    ),
    "causes/milia": """<h1 id="white-dots">White dots (milia)</h1>
<p class="level level--routine"><strong>No hurry.</strong></p>
<h2 id="what-to-do">What to do now</h2>
<ul><li>Wait. <a class="open-mark" href="#open-mark">◇</a></li></ul>
<div class="side"><h2 id="get-help">Get help if</h2><p class="level level--same_day">Today if</p>
<ul><li>Pus</li></ul><p><a href="../../when-to-worry/">Every sign</a></p></div>
<h2 id="how">How to tell</h2>
<p>A dot (<abbr title="a hard dot">milia</abbr>) stays.<sup id="fnref:CASES">\
<a class="footnote-ref" href="#fn:CASES">1</a></sup>
Read <a href="https://example.org/skin?a=1#b">of skin</a> and <a href="../rash/">of rashes</a>.
Use a <a href="../../treat/cloth/">cool cloth</a>.</p>
<div class="words"><p><strong>Words on this page</strong></p>
<ul><li>milia: a hard dot</li></ul></div>
<details id="sources"><summary>Sources</summary>
<p><a id="open-mark"></a>The mark ◇ means: no study.</p>
<div class="footnote"><hr><ol><li id="fn:CASES"><p>Three cases.</p></li></ol></div></details>
"""
    + SIGNED,
    "causes/rash": (
        """<h1>Rash with pus</h1>
<p>A sore spot.<sup id="fnref:GOOD"><a class="footnote-ref" href="#fn:GOOD">1</a></sup></p>
<h2>Why</h2><ol><li>Germs<ul><li>old ones</li></ul></li><li>Sweat</li></ol>
<div class="footnote"><hr><ol><li id="fn:GOOD"><p>A review.</p></li></ol></div>
"""
        + SIGNED
    ),
    "treat/cloth": (
        f"<h1>Cool cloth</h1><p>A cool cloth<br>helps with <code>heat</code>.</p>{SIGNED}"
    ),
    "treat/remedies-index": (
        '<h1>All remedies</h1><ul><li id="cloth"><a href="../cloth/">Cool cloth</a></li></ul>'
    ),
    "prevent/week": f"<h1>The first week</h1><p>No swimming.</p>{SIGNED}",
    "when-to-worry": (
        """<h1>When to worry</h1><h2>The four cards</h2>
<div class="flags flags--same_day"><p class="flags-title">Today if</p><ul><li>Pus</li></ul></div>"""
    ),
    "about": f"<h1>About</h1><p>Who wrote it.</p>{SIGNED}",
    "about/glossary": '<h1>Words</h1><dl><dt id="milia">milia</dt><dd>a hard dot</dd></dl>',
    "about/sources": (
        """<h1>All sources</h1><p>By grade.</p><h2>What we read</h2><h3>Reviews</h3>
<ul><li><a id="good"></a><a href="https://doi.org/10.1000/abc">A review</a>. Lee A.</li>
<li><a id="unused"></a>Another review.</li></ul>
<h3>Cases</h3><ul><li><a id="cases"></a>Three cases.</li></ul>"""
    ),
    "about/sources-clinics": (
        '<h1>Clinic sources</h1><h2>Sheets</h2><h3>Clinics</h3><ul><li><a id="clinic"></a>Our'
        " aftercare.</li></ul>"
    ),
}
EDITION = Edition(
    summary="What the bumps are.",
    version="1.0",
    date="2026-11-22",
    address="https://example.org/kb/",
)


def page(article: str) -> str:
    """A built page with this article, each block on a line of its own as in Markdown's, and around
    it what no book may show."""
    article = re.sub(r"</(?:h\d|p|[ou]l|li|div|d[dt]|tr|t[hd])>|<br>", r"\g<0>\n", article)
    return (
        '<!doctype html><html lang="en"><body><header>Shell</header>'
        f"<main><article>{article}</article></main></body></html>"
    )


def address(key: str) -> str:
    """Where a page stands in the site."""
    return f"{key}/" if key else ""


def small_book(
    scope: str = "", pages: Mapping[str, str] = PAGES, subtitle: str = "", causes: str = ""
) -> Book:
    """The book of all pages, or of the section or page `scope`; `causes` are more lines of that
    section in the navigation."""
    articles = {key: (address(key), parse_article(page(text))) for key, text in pages.items()}
    places = parse_config(NAVIGATION.replace("  - Treat:\n", f"{causes}  - Treat:\n"))[0].places
    inside = re.compile(f"{scope}(/|$)").match if scope else is_for_patients
    wanted = lambda key: bool(inside(key))
    return create_book("small", subtitle, places, wanted, articles, EDITION)


def write_pictures(folder: Path) -> None:
    """The site's drawings: one that a page shows, and the one on the cover."""
    (folder / "assets" / "bumps").mkdir(parents=True, exist_ok=True)
    for name in ("dots", "normal-day-1"):
        (folder / "assets" / "bumps" / f"{name}.svg").write_text(PICTURE, encoding="utf-8")


def make_pdf(folder: Path, book: Book, edition: str = "a4") -> Path:
    """The booklet of `book`, made in `folder`."""
    folder.mkdir(exist_ok=True)
    for style in ("book.typ", "kit.typ"):
        shutil.copy(ROOT / "overrides" / "paper" / style, folder)
    write_pictures(folder)
    made = make_small(folder, create_source(book), edition)
    write_whole(folder / "small.pdf", made[edition])
    return folder / "small.pdf"


def make_small(folder: Path, source: str, *editions: str) -> dict[str, bytes]:
    """Editions of one setting, made of `source` by what is in `folder`."""
    setting, shop = SETTING_OF[editions[0]], Workshop(ROOT, folder)
    return make_books("small", setting, EDITION.date, source, shop, editions)


def write_site(folder: Path, pages: Mapping[str, str] = PAGES) -> Path:
    """The built site with these pages, as MkDocs leaves it."""
    for key, article in pages.items():
        (folder / key).mkdir(parents=True, exist_ok=True)
        (folder / key / "index.html").write_text(page(article), encoding="utf-8")
    write_pictures(folder)
    (folder / "data").mkdir(exist_ok=True)
    return folder
