"""Every piece of prose in the knowledge, with its place."""

from collections.abc import Iterable, Iterator, Sequence

from knowledge.model import Cause, Guide, Knowledge, Page, Remedy, Rule, Urgency
from knowledge.prose.blocks import Text, parse_blocks, plain
from knowledge.records.fields import Entry

FIXED_ANCHORS = {
    Cause: "what-it-looks-like what-to-do get-help when-it-starts what-may-help sources".split(),
    Remedy: "when-you-can-use-it what-to-do get-help sources".split(),
    Rule: ["what-to-do", "leave-alone", "sources"],
    Guide: ["what-to-do", "sources"],
}
"""The headings that a record's template writes around its body."""

BLOCK_ANCHORS = {
    "red_flags": "red_flags",
    "stages": "stages",
    "corrections": "corrections",
    "source_list": "sources",
    "unread_sources": "sources",
    "glossary": "glossary",
    "hazards": "hazards",
    "drills": "drills",
    "decisions": "decisions",
}
"""Block macros whose every record gets an anchor: its id in small letters."""

_FIELD_ANCHOR = {
    "looks": "what-it-looks-like",
    "feels": "what-it-looks-like",
    "place": "what-it-looks-like",
    "on_brown_and_black_skin": "what-it-looks-like",
    "does_not_fit": "what-it-looks-like",
    "not_advised": "when-you-can-use-it",
}

_PROSE_FIELDS = {
    "red_flags": ("sign", "short", "is_not", "action", "why"),
    "urgencies": ("card", "label", "action", "also", "otherwise", "visit"),
    "groups": ("name", "advice"),
    "stages": ("expect", "bumps", "brief", "act"),
    "handout": ("text",),
    "handout_labels": ("label",),
    "phrases": ("phrase",),
    "bump_types": ("name", "looks", "feels", "on_brown_and_black_skin"),
    "cause_groups": ("name",),
    "corrections": ("we_say", "why"),
    "glossary": ("meaning",),
    "findings": ("words",),
    "hazards": ("harm", "how", "control"),
    "decisions": ("topic", "decision", "why", "question"),
    "charts": ("title", "alt", "description"),
    "a_to_z": ("words",),
    "booklet": ("title",),
    "easy": ("text",),
    "booklet_labels": ("label",),
    "clinic_lines": ("words",),
    "clinic_signs": ("words",),
    "product_uses": ("words",),
}
"""Fields of `_data` records that readers see as prose of ours (`often_said` is others')."""


def collect_texts(knowledge: Knowledge) -> Iterator[Text]:
    """Yield all prose: pages, then the `_data` records. The loader keeps it in the Knowledge."""
    for page in knowledge.pages().values():
        yield from page_texts(page)
    for name, fields in _PROSE_FIELDS.items():
        for entry in getattr(knowledge, name).values():
            for field in fields:
                yield from _field_texts(entry, field)
    for page in knowledge.booklet.values():
        if page.listed:  # it names a page, as a title does
            line = page.origin.line("listed")
            yield Text(page.origin.path, line, "title", page.listed, "", page.id)
        for number, block in enumerate(page.blocks):
            if block.title:
                line = page.origin.line("blocks", number, "title")
                yield Text(page.origin.path, line, "title", block.title, "", page.id)


def page_texts(page: Page) -> Iterator[Text]:
    """Yield the prose of one page: its front matter, then the blocks of its body."""
    fields = ["title", "summary", "do_now"]
    if isinstance(page, Cause):
        fields += ["looks", "feels", "place", "on_brown_and_black_skin", "does_not_fit"]
    if isinstance(page, Remedy):
        fields += ["not_advised"]
    for field in fields:
        yield from _field_texts(page, field)
    file = page.origin.path
    for number, avoid in enumerate(page.avoid if isinstance(page, Rule) else ()):
        line = page.origin.line("avoid", number, "why")
        yield Text(file, line, "why", avoid.why, page.path, "leave-alone")
    yield from parse_blocks(page.body, page.body_line, file, page.path)


def _field_texts(record: Page | Entry, field: str) -> Iterator[Text]:
    value, origin = getattr(record, field), record.origin
    page = record.path if isinstance(record, Page) else ""
    anchor = _FIELD_ANCHOR.get(field, "") if page else getattr(record.id, "value", record.id)
    if isinstance(value, tuple):
        for number, text in enumerate(value):
            yield Text(origin.path, origin.line(field, number), field, text, page, anchor)
    elif value is not None:
        yield Text(origin.path, origin.line(field), field, value, page, anchor)


def by_page(knowledge: Knowledge) -> dict[str, list[Text]]:
    """Return the prose of each page, by its path under docs/."""
    found: dict[str, list[Text]] = {path: [] for path in knowledge.pages()}
    for text in knowledge.texts:
        if text.page:
            found[text.page].append(text)
    return found


def anchors(knowledge: Knowledge, page: Page, prose: Sequence[Text]) -> set[str]:
    """Return every heading id that `page`, whose texts are `prose`, has once it is built."""
    found = set(FIXED_ANCHORS[type(page)]) - set(_left_out(knowledge, page))
    for text in prose:
        if text.kind == "heading":
            found.add(text.anchor)
        elif text.kind == "macro":
            found |= _block_anchors(knowledge, *text.text.strip("{} ").split())
    return found


def _left_out(knowledge: Knowledge, page: Page) -> Iterator[str]:
    """Yield the headings of a page's template that have nothing below them on this page."""
    if not page.do_now or not page.section:  # the start page answers there
        yield "what-to-do"
    if isinstance(page, Rule) and not (page.avoid or page.days):
        yield "leave-alone"
    signs = (*getattr(page, "signs", ()), *getattr(page, "watch_for", ()))
    flags = (knowledge.red_flags[sign] for sign in signs if sign in knowledge.red_flags)
    if all(flag.urgency is Urgency.ROUTINE for flag in flags):
        yield "get-help"


def _block_anchors(knowledge: Knowledge, name: str, *arguments: str) -> set[str]:
    """Return the anchors of one block macro, which may show only some of its kind of record."""
    records = getattr(knowledge, BLOCK_ANCHORS[name]) if name in BLOCK_ANCHORS else {}
    shown = _SHOWN_BY.get(name, lambda record, arguments: True)
    return {key.lower() for key, record in records.items() if shown(record, arguments)}


_SHOWN_BY = {
    "red_flags": lambda flag, levels: not levels or flag.urgency.value in levels,
    "drills": lambda drill, levels: not levels or drill.expect.value in levels,
    "source_list": lambda source, grades: source.read and (not grades or source.grade in grades),
    "unread_sources": lambda source, _: not source.read,
}


_SAID = ("paragraph", "item")


def passages_of(page: Page, under: str | None) -> list[str]:
    """Return the passages under the heading with the id `under`; None: the steps (do_now)."""
    if under is None:
        return list(page.do_now)
    blocks = parse_blocks(page.body, page.body_line)
    return [block.text for block in blocks if block.anchor == under and block.kind in _SAID]


def headings_of(page: Page) -> list[str]:
    """Return the ids of the headings of a page."""
    blocks = parse_blocks(page.body, page.body_line)
    return [block.anchor for block in blocks if block.kind == "heading"]


def chosen(texts: Iterable[str], only: tuple[str, ...]) -> list[str]:
    """Return the texts that begin with one of the words in `only`; all where there are none."""
    return [text for text in texts if not only or begins(text, only)]


def begins(text: str, words: str | tuple[str, ...]) -> bool:
    """Return whether a text begins with these words, or with one of several, as it is read."""
    return plain(text).startswith(words)
