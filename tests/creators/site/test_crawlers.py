"""robots.txt and llms.txt from the navigation and the created pages."""

from pathlib import Path

from creators.site.crawlers import create_llms, create_robots
from creators.site.files import create_site, load_templates
from creators.site.structured import Site
from knowledge.reading.config import Place
from small_project import with_scorecard

TEMPLATES = load_templates(Path(__file__).resolve().parents[3])
SITE = Site("A site", "What it is for.", "https://site.example/guide/", "en")
PLACES = [
    Place("index.md", 1, ""),
    Place("identify/index.md", 2, "Identify"),
    Place("causes/milia.md", 3, "Causes"),
    Place("when-to-worry/index.md", 4, "When to worry"),
    Place("about/scorecard.md", 5, "About"),
]


def test_robots_may_read_all_and_are_told_of_the_sitemap():
    assert create_robots(TEMPLATES, SITE).splitlines() == [
        "User-agent: *",
        "Allow: /",
        "",
        "Sitemap: https://site.example/guide/sitemap.xml",
    ]


def test_llms_txt_has_help_first_and_what_is_about_the_site_last(tmp_path: Path):
    small = with_scorecard(tmp_path)
    created = create_site(small, TEMPLATES)
    places = [place for place in PLACES if place.path in created.pages]
    assert len(places) > 3
    text = create_llms(TEMPLATES, small, SITE, created, places)
    assert text.startswith("# A site\n\n> What it is for.\n\nEmergencies come first.")
    assert small.urgencies["emergency_now"].action in text and "Nothing here is a diagnosis" in text
    order = [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]
    wanted = ["Start here", "When to worry", "Identify", "Causes", "Optional"]
    assert order == [name for name in wanted if name in order] and order[-1] == "Optional"
    assert (
        "- [White dots (milia)](https://site.example/guide/causes/milia/): Hard white dots that do"
        " no harm and need no care." in text
    )
    assert "\n\n\n" not in text and text.endswith("\n")
