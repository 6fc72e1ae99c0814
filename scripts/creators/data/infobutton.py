"""Codes of health records to pages: what a patient portal asks for by HL7's Infobutton standard, as
far as files can answer it.

A portal's program reads a code's feed (Atom or JSON) in connect/<system>/; its patient follows a
link with the standard's parameters to the page connect/, which finds the codes in its own list and
opens the most urgent topic. Nothing that a portal sends is more than the choice of a page.
"""

from dataclasses import dataclass

from jinja2 import Environment

from creators.data.exports import json_text, page_url
from creators.wording.words import IN_PORTALS
from knowledge.model import Cause, Code, Knowledge, Urgency

CONNECT = "connect.md"
"""The page that portals link to."""
FOLDER = "connect"


@dataclass(frozen=True)
class System:
    """A list of codes: its name, its OID, and the other names that portals give it, in small
    letters and digits alone."""

    name: str
    oid: str
    names: tuple[str, ...]


PAGE_OF_OURS = {"rel": "alternate", "type": "text/html", "hreflang": "en"}
"""What a link of a feed says of the page that it leads to."""
SYSTEMS = {
    "icd10cm": System(
        "ICD-10-CM", "2.16.840.1.113883.6.90", ("icd10cm", "i10c", "httphl7.orgfhirsidicd10cm")
    ),
    "icd10": System(
        "ICD-10 (WHO)",
        "2.16.840.1.113883.6.3",
        ("icd10", "icd10who", "i10", "httphl7.orgfhirsidicd10"),
    ),
    "snomed": System(
        "SNOMED CT",
        "2.16.840.1.113883.6.96",
        ("snomed", "snomedct", "snomedctus", "sct", "httpsnomed.infosct"),
    ),
}
"""The lists that docs/_data/codes.yml has codes of. In ICD-9-CM a code may mean something else."""


def feed_path(code: Code, ending: str) -> str:
    """Returns the path of a code's feed in the site; `ending` is "xml" or "json"."""
    return f"{FOLDER}/{code.system}/{code.code}.{ending}"


def create_connect_page(knowledge: Knowledge) -> tuple[str, str, str, dict]:
    """The template, title, summary and facts of the page that portals link to."""
    systems = [(key, system, _rows(knowledge, key)) for key, system in SYSTEMS.items()]
    return (
        "connect",
        "From your patient portal",
        "Find the page for a code in your health record, or look through the list of all codes.",
        {"systems": [(key, system, rows) for key, system, rows in systems if rows]},
    )


def _rows(knowledge: Knowledge, system: str) -> list[tuple[Code, str, Urgency]]:
    """The codes of a list, each with the title of what it leads to and how urgent that is."""
    codes = sorted(knowledge.codes.values(), key=lambda code: code.code)
    found = [(code, topic(knowledge, code)) for code in codes if code.system == system]
    return [(code, title, soon) for code, (title, _, soon) in found]


def topic(knowledge: Knowledge, code: Code) -> tuple[str, str, Urgency]:
    """The title of what a code leads to, what it says in short, and how soon it needs help: of a
    red flag its own action and level; of a page its summary, and its level where it is a cause.
    Other pages have no level, so they count as routine."""
    path, _, anchor = code.page.partition("#")
    if flag := knowledge.red_flags.get(anchor):
        return flag.short, f"{flag.sign}. {flag.action}", flag.urgency
    page = knowledge.pages()[path]
    soon = knowledge.urgency_of(page) if isinstance(page, Cause) else Urgency.ROUTINE
    return page.title, page.summary, soon


def create_feeds(
    knowledge: Knowledge, templates: Environment, name: str, address: str, date: str
) -> dict[str, str]:
    """The knowledge response for each code as Atom and as JSON, by its path in the site. `name` and
    `address` are the site's, `date` is that of its newest version. Links are whole addresses, as
    programs read them from elsewhere."""
    files = {}
    for code in knowledge.codes.values():
        feed = create_feed(knowledge, code, name, address, date)
        atom = templates.get_template("connect/feed.xml.jinja").render(feed["feed"])
        files |= {feed_path(code, "json"): json_text(feed), feed_path(code, "xml"): atom}
    return files


def create_feed(knowledge: Knowledge, code: Code, name: str, address: str, date: str) -> dict:
    """The response for one code, in the form that MedlinePlus Connect gives the standard's Atom
    feed in JSON."""
    system, updated = SYSTEMS[code.system], {"_value": f"{date}T00:00:00Z"}
    sent = {
        "mainSearchCriteria.v.c": code.code,
        "mainSearchCriteria.v.cs": system.oid,
        "mainSearchCriteria.v.dn": code.display,
        "informationRecipient": "PAT",
        "informationRecipient.languageCode.c": "en",
    }
    return {
        "feed": {
            "base": address,
            "lang": "en",
            "title": _text(name),
            "subtitle": _text(f"Results for {system.name} {code.code}: {code.display}"),
            "author": {"name": {"_value": name}, "uri": {"_value": address}},
            "id": {"_value": address + feed_path(code, "xml")},
            "updated": updated,
            "category": [{"scheme": scheme, "term": term} for scheme, term in sent.items()],
            "entry": [_entry(knowledge, code, address + page_url(code.page), updated)],
        }
    }


def _entry(knowledge: Knowledge, code: Code, link: str, updated: dict[str, str]) -> dict:
    """The one page that answers a code. Its summary says first what to do in an emergency."""
    title, summary, _ = topic(knowledge, code)
    urgent = knowledge.urgencies["emergency_now"].action
    return {
        "lang": "en",
        "title": _text(title),
        "link": [{"href": link, **PAGE_OF_OURS, "title": title}],
        "id": {"_value": link},
        "updated": updated,
        "summary": _text(IN_PORTALS.format(action=urgent, summary=summary)),
    }


def _text(words: str) -> dict[str, str]:
    return {"type": "text", "_value": words}
