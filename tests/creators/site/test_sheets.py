"""The sheet as pages of the site: one for each language that is published, each leading to the
others."""

from creators.handout.sheet import sheet_folder
from creators.site.sheets import create_sheet_pages, create_twins, sheet_codes
from helpers import ROOT
from knowledge.translation.state import published
from made_up_languages import with_made_up
from sheets import SCRIPT, SITE, real_knowledge

IN_LANGUAGES = with_made_up(real_knowledge())


def test_each_published_language_has_its_page_that_leads_to_the_others():
    twins = create_twins(IN_LANGUAGES, SITE)
    names = ["en", *published(IN_LANGUAGES)]
    assert {"xa", "xr"} <= set(names)
    pages = create_sheet_pages(IN_LANGUAGES, ROOT / "overrides", SCRIPT, twins, "3", "2026-11-22")
    assert [*pages] == [f"{sheet_folder(name)}/index.html" for name in names]
    for name, page in zip(names, pages.values()):
        assert f'lang="{IN_LANGUAGES.languages[name].tag}"' in page
        assert all(f'hreflang="{twin.tag}" href="{SITE}{twin.path}"' in page for twin in twins)


def test_a_site_opened_from_a_folder_names_files():
    paths = [twin.path for twin in create_twins(IN_LANGUAGES, SITE, has_folders=False)]
    assert all(path.endswith("/index.html") for path in paths) and len(paths) > 2


def test_a_code_ends_with_the_hash_of_a_sheet_that_is_not_withheld():
    codes = dict(code.split("-") for code in sheet_codes(IN_LANGUAGES))
    assert len(codes["xa"]) == len(codes["xr"]) > 0 and codes["xa"] != codes["xr"]
