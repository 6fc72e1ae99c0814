"""Names, marks and sources as readers see them. Days and rules in words are made in phrases.py."""

from knowledge.model import Remedy, Source

STRENGTHS = {
    "good": "Good evidence",
    "small_studies": "Small studies",
    "clinics_do_this": "Clinics do this; no study tested it",
    "not_tested": "Nobody has tested this",
}
GRADES = {
    "A": "review or regulator",
    "B": "trial, cohort or official patient page",
    "C": "case report or expert page",
    "D": "clinic or trade page: shows what clinics do",
}
ON_SKIN = "drawn on light, medium brown and dark brown skin"
"""What every close-up is, from left to right (overrides/figures/_tones.svg.jinja)."""
ON_PAIR = "drawn on light and dark brown skin"
"""What a close-up is of which there is room for two skin tones."""
NORMAL_FACES = {
    1: "A face on day 1, warm and a little puffy all over",
    4: "A face on day 4, dry, with fine flakes",
}
"""What the faces show that are expected, by their days."""
IN_PORTALS = (
    "If this is an emergency, do not read on. {action} {summary} General information, not a"
    " diagnosis."
)
"""What a patient portal shows of a page."""
MARK = "◇"
"""Behind a line that no study was found for; each paper says once what it means."""


def dialed(number: str) -> str:
    """Return an emergency number as a link that dials it, in Markdown."""
    return f"[{number}](tel:{number})"


def strength(remedy: Remedy) -> str:
    """Return how good the evidence for a remedy is; nothing for help that has none."""
    return STRENGTHS[remedy.strength.level.value] if remedy.strength else ""


def capital(text: str) -> str:
    """Return `text` with a capital first letter."""
    return text[:1].upper() + text[1:]


def open_marked(text: str, sourced: bool) -> str:
    """Return `text`, with the open mark behind it where no study was found."""
    return text if sourced else f"{text} {MARK}"


def bound(text: str) -> str:
    """Return `text` with each open mark kept on the line of the word before it."""
    return text.replace(f" {MARK}", f"\N{NO-BREAK SPACE}{MARK}")


def reference(source: Source, noted: bool = True, dated: bool = True) -> str:
    """Return a source as it stands in a list of sources, on one line of Markdown; without its notes
    where a heading says them, and without the day of its check where one line says it for all."""
    title = f"[{source.title}]({source.link})" if source.link else source.title
    where = source.where + (f", {source.year}" if source.year else "")
    authors = "" if source.where.startswith(source.authors) else source.authors  # NHS, NHS
    parts = [title, authors, where]
    parts = [part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part]
    parts += [] if source.link else ["No certain web address."]
    checked = f"; checked {source.checked}" if source.checked and dated else ""
    notes = f"({capital(GRADES[source.grade])}{checked}.)"
    return " ".join([*parts, notes] if noted else parts)


def lower_first(text: str) -> str:
    """Return `text` with a small first letter, unless it begins with a name in capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
