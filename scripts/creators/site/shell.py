"""Everything that MkDocs' templates show beyond what MkDocs gives them, as one record."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from creators.data.infobutton import create_feeds
from creators.handout.create import create_imprint, create_sheet
from creators.handout.dates import create_dates
from creators.handout.form import create_make_pages
from creators.handout.versions import printed_version
from creators.handout.web_page import Twin
from creators.shell.download_list import Download, Edition
from creators.shell.inside import Inside, create_script, create_style, narrow_rules
from creators.site.files import create_site, load_templates
from creators.site.offers import Offer, create_offers
from creators.site.page import CreatedSite
from creators.site.remedies_index import choice_counts
from creators.site.sheets import create_twins, sheet_codes
from creators.site.structured import Site
from knowledge.digest import digest
from knowledge.model import BumpType, Knowledge

VERSION_DIGITS = 7
"""Hex digits of the whole content's hash in the version that every page shows."""
ICON_SAFE = "'=:/,;()"
"""What may stand as it is in the page's icon, which is part of the page: one request less before it
can be painted."""
PREVIEW_CSP = "; script-src 'self' 'unsafe-inline'"
"""What `mkdocs serve` needs for its own live reload; never in a built site."""
SHARE = "assets/share.png"
"""The picture of a shared link."""
SHARE_BUMP = "pearls"
"""The bump type whose drawing stands on it: the calmest one."""


@dataclass(frozen=True)
class ShellFiles:
    """What a person wrote for every page: the style, the rules of single classes by their class,
    and the icon as SVG."""

    style: str
    parts: Mapping[str, str]
    icon: str
    listen: str = ""
    """The script that reads a page aloud."""


@dataclass(frozen=True)
class Target:
    """What the site is built for: its version, whether its pages are folders of a web server or
    files (`has_folders`), and whether a writer looks at it (`is_preview`)."""

    version: str
    has_folders: bool
    is_preview: bool


@dataclass(frozen=True)
class Shell:
    """What stands around the text. `own` is the source of our own files in the Content Security
    Policy, `preview_csp` what a preview adds to that; `version` names the content, by its hash."""

    icon: str
    style: Inside
    parts: Mapping[str, str]
    own: str
    preview_csp: str
    content_hash: str
    version: str


@dataclass(frozen=True)
class SiteBuild:
    """One build, in templates `config.extra.build`. `share_bump` is what is drawn on the picture of
    a shared link, `date` that of the content (ISO 8601), `feeds` are files by their path;
    `dates` is what the template of the page with a reader's own dates shows, `make` the same for
    each page that makes a handout, by its path."""

    knowledge: Knowledge
    site: Site
    created: CreatedSite
    shell: Shell
    share_bump: BumpType
    date: str
    feeds: Mapping[str, str]
    dates: Mapping[str, object]
    make: Mapping[str, Mapping[str, object]]
    listen: Inside = Inside("", "")
    """The script of a page that can be heard."""
    sheets: tuple[Twin, ...] = ()
    """The pages of the sheet, English first."""
    offers: tuple[Offer, ...] = ()
    """What leads to those that are not in English."""
    sheet_codes: tuple[str, ...] = ()
    """What creators.site.sheets.sheet_codes returns."""
    downloads: tuple[Download, ...] = ()
    """The files of the last whole build, which a preview lists."""

    @property
    def edition(self) -> Edition:
        """What the site says of itself, and what is made of it."""
        return Edition(self.site.summary, self.shell.version, self.date, self.site.url)


def create_site_build(
    root: Path,
    knowledge: Knowledge,
    site: Site,
    files: ShellFiles,
    target: Target,
    downloads: tuple[Download, ...] = (),
) -> SiteBuild:
    """All of one build, of a knowledge that has passed the checks, by the templates of `root`."""
    templates, sheet = load_templates(root), create_sheet(knowledge)
    created, (version, date) = create_site(knowledge, templates), printed_version(knowledge)
    dates = create_dates(sheet, create_imprint(sheet, None, version, date, site.url))
    return SiteBuild(
        knowledge,
        site,
        created,
        create_shell(files, target, created, choice_counts(knowledge), site.url),
        knowledge.bump_types[SHARE_BUMP],
        date,
        create_feeds(knowledge, templates, site.name, site.url, date),
        {"labels": sheet.labels, "dates": dates},
        create_make_pages(knowledge, root / "overrides", version, date, site.url),
        create_script(files.listen),
        create_twins(knowledge, site.url, target.has_folders),
        create_offers(knowledge) if target.has_folders else (),
        sheet_codes(knowledge),
        downloads,
    )


def create_shell(
    files: ShellFiles,
    target: Target,
    created: CreatedSite,
    choices: Mapping[str, int],
    address: str | None,
) -> Shell:
    """The shell of all pages. `choices` as in creators.shell.inside.narrow_rules; `address` is the
    site's, which each printed sheet names. A page that is opened from a folder has no origin to be
    'self'."""
    content_hash = digest("".join(created.texts.values()))
    version = f"{target.version}-{content_hash[:VERSION_DIGITS]}"
    from_ = " · ".join(filter(None, [(address or "").partition("://")[2].rstrip("/"), version]))
    return Shell(
        icon=f"data:image/svg+xml,{quote(files.icon, safe=ICON_SAFE)}",
        style=create_style(files.style, f':root {{ --from: "{from_}"; }}'),
        parts={**files.parts, "narrow": narrow_rules(dict(choices))},
        own="'self'" if target.has_folders else "'self' file:",
        preview_csp=PREVIEW_CSP if target.is_preview else "",
        content_hash=content_hash,
        version=version,
    )
