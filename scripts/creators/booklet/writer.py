"""One block of docs/_data/booklet.yml with the words of the records and passages that it names."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from creators.booklet.prose import SPACE, Speaker
from creators.figures.pictures import bump_alt, bump_figure, normal_figures
from creators.shell.download_list import Edition
from creators.shell.qr import qr_code
from creators.wording import words as wording
from creators.wording.phrases import general_card_title, phrases_of
from creators.wording.urgency import bump_level
from creators.wording.verdicts import verdict
from creators.wording.waits import waiting
from knowledge.asked import asked, goes_by_another, start_of
from knowledge.model import BumpType, Cause, Knowledge, Stage, Urgency, UrgencyLevel
from knowledge.prose.texts import chosen
from knowledge.records.handout import CONTENTS, BookletBlock
from knowledge.starts import Start, thing_start

Block = dict
"""What booklet.typ and booklet.xhtml.jinja show by the function that is named like its `kind`."""
SIGNS_PAGE = "when-to-worry/red-flags.md"
"""The page of the site that the cards of a booklet stand for."""
BUMP_FACTS = ("feels", "looks", "on_brown_and_black_skin")
"""What a bump is told by: touch first."""
OF_CARD = {Urgency.EMERGENCY_NOW: ("pen-how",)}
"""Lines of the handout that stand on a card."""


@dataclass(frozen=True)
class Writer:
    """Writes the blocks of one page. A method is named like what a block of the file has, or what
    it `shows`, and returns all that the templates print of it."""

    knowledge: Knowledge
    status: str
    edition: Edition
    labels: Mapping[str, str]
    speaker: Speaker

    def write(self, block: BookletBlock) -> list[Block]:
        """Return what a block shows, as one or more blocks."""
        (field,) = (name for name in CONTENTS if getattr(block, name))
        made = getattr(self, f"_{field}")(block)
        return made if field == "cards" else [made]

    def _cards(self, block: BookletBlock) -> list[Block]:
        levels = enumerate(self.knowledge.urgencies.values(), 1)
        return [self._card(level, number) for number, level in levels if level.id in block.cards]

    def _card(self, level: UrgencyLevel, number: int) -> Block:
        """Return a level with all its signs; `number` is its place from the most urgent on."""
        flags = [one for one in self.knowledge.red_flags.values() if one.urgency is level.id]
        notes = [self.knowledge.handout[name].text for name in OF_CARD.get(level.id, ())]
        return {
            "kind": "card",
            "level": level.id.value,
            "number": number,
            "title": general_card_title(self.knowledge, level),
            "lines": [level.otherwise] if level.otherwise else [],
            "signs": [{"lead": one.lead, "rest": one.short[len(one.lead) :]} for one in flags],
            "action": phrases_of(self.knowledge).level_action(level),
            "notes": [self.speaker.say(note) for note in notes],
        }

    def _prose(self, block: BookletBlock) -> Block:
        return _words(block, (text for one in block.prose for text in self.speaker.passages(one)))

    def _lines(self, block: BookletBlock) -> Block:
        lines = (self.knowledge.handout[name].text for name in block.lines)
        return _words(block, map(self.speaker.say, lines))

    def _bumps(self, block: BookletBlock) -> Block:
        types = self.knowledge.bump_types
        return {"kind": "bumps", "items": [self._bump(types[name]) for name in block.bumps]}

    def _bump(self, bump: BumpType) -> dict:
        """Return how a kind of bump feels and looks, how soon it needs help, and where more
        stands. A cause that can wait longer is not named: its page would send home who should
        go."""
        level = bump_level(self.knowledge, bump)
        causes = [self.knowledge.causes[name] for name in bump.causes]
        soonest = [one for one in causes if self.knowledge.urgency_of(one) is level.id]
        pages = {self.speaker.numbers.get(one.path, 0) for one in soonest}
        more = phrases_of(self.knowledge).listed(map(str, sorted(pages - {0, self.speaker.here})))
        return {
            "name": bump.name,
            "picture": _drawn(bump),
            "facts": [self._fact(bump, name) for name in BUMP_FACTS],
            "level": level.id.value,
            "action": level.label,
            "more": f"{wording.capital(self.labels['see'])}{SPACE}{more}" if more else "",
        }

    def _cause(self, block: BookletBlock) -> Block:
        cause = self.knowledge.causes[block.cause]
        level = self.knowledge.level_of(cause)
        steps = chosen(cause.do_now, block.only)
        return {
            "kind": "cause",
            "name": cause.title,
            "level": level.id.value,
            "action": level.label,
            "facts": [self._fact(cause, name) for name in block.facts],
            "steps": [self.speaker.say(step, path=cause.path) for step in steps],
            "picture": self._picture(block),
        }

    def _fact(self, record: BumpType | Cause, name: str) -> dict:
        path = record.path if isinstance(record, Cause) else ""
        label = self.labels[name.replace("_", "-")]
        return _fact(label, self.speaker.say(getattr(record, name), path=path))

    def _stages(self, block: BookletBlock) -> Block:
        whole = block.style == "words"
        stages = [self.knowledge.stages[name] for name in block.stages]
        items = [self._stage(one, whole, one.id in block.diary) for one in stages]
        return {"kind": "stages", "items": items, "picture": self._picture(block)}

    def _stage(self, stage: Stage, whole: bool, diary: bool) -> dict:
        """Return what a stage is like and what to do; `diary` are the labels of a line to write
        on."""
        words = (stage.expect, stage.bumps) if whole else (stage.brief,)
        return {
            "name": stage.name,
            "words": self.speaker.say(*words),
            "steps": [self.speaker.say(step) for step in stage.act],
            "diary": [self.labels[f"diary-{name}"] for name in ("photo", "feel")] if diary else [],
        }

    def _rows(self, block: BookletBlock) -> Block:
        return {"kind": "rows", "items": [self._row(name) for name in block.rows]}

    def _row(self, name: str) -> dict:
        """Return a row of the A to Z: `verdict` says how its answer looks, and `more` are the
        conditions and the row's own words."""
        row = asked(self.knowledge)[name]
        start = start_of(self.knowledge, row)
        answer = verdict(phrases_of(self.knowledge), start, row)
        is_open = goes_by_another(row) or start is not None and not start.sourced
        return {
            "name": row.name,
            "verdict": answer.kind,
            "answer": wording.bound(wording.open_marked(answer.words, not is_open)),
            "more": [*answer.more, *([self.speaker.say(row.words)] if row.words else [])],
        }

    def _groups(self, block: BookletBlock) -> Block:
        groups = (self.knowledge.groups[name] for name in block.groups)
        return self._named(block, {one.name: one.advice or "" for one in groups})

    def _terms(self, block: BookletBlock) -> Block:
        terms = (self.knowledge.glossary[name] for name in block.terms)
        return self._named(block, {one.term: one.meaning for one in terms}, style="small")

    def _named(self, block: BookletBlock, words: Mapping[str, str], style: str = "list") -> Block:
        """Return names, each with what it means or what to do."""
        facts = [
            _fact(wording.capital(name), self.speaker.say(text)) for name, text in words.items()
        ]
        return {"kind": "terms", "title": block.title or "", "style": style, "items": facts}

    def _sources(self, block: BookletBlock) -> Block:
        """Return sources, those of one place together, and the address where all stand."""
        found = (self.knowledge.sources[name] for name in block.sources)
        listed = (
            " ".join([*(f"{one.title.rstrip('.')}." for one in alike), published])
            for published, alike in groupby(found, key=lambda one: one.published)
        )
        return {
            **_words(block, listed, style="sources"),
            "below": f"{self.labels['all-sources']}:",
            "address": f"{self.edition.address}about/sources/",
        }

    def _write(self, block: BookletBlock) -> Block:
        """Return labels, each with a line to write on."""
        labels = [self.labels[name] for name in block.write]
        return {"kind": "lines", "title": block.title or "", "labels": labels}

    def _shows(self, block: BookletBlock) -> Block:
        return getattr(self, f"_shown_{block.shows.replace('-', '_')}")(block)

    def _shown_normal(self, block: BookletBlock) -> Block:
        found = normal_figures()
        pictures = [_picture(file, alt) for file, alt, _ in found]
        return {"kind": "normal", "pictures": pictures, "labels": [label for _, _, label in found]}

    def _shown_numbers(self, block: BookletBlock) -> Block:
        """Return the emergency numbers, each with its place, and where the signs stand."""
        phrases, numbers = phrases_of(self.knowledge), self.knowledge.emergency_numbers.values()
        signs = self.speaker.numbers[SIGNS_PAGE]
        return {
            "kind": "numbers",
            "label": self.knowledge.handout_labels["emergency"].label,
            "items": [
                {"dial": one.number, "place": phrases.say("number-in", number="", place=one.place)}
                for one in numbers
            ],
            "elsewhere": wording.capital(phrases.texts["number-elsewhere"]),
            "signs": f"{self.labels['signs']}: {self.labels['see']}{SPACE}{signs}",
        }

    def _shown_contents(self, block: BookletBlock) -> Block:
        """Return the pages that a reader looks for first, with their numbers."""
        pages = enumerate(self.knowledge.booklet.values(), 1)
        items = [{"name": page.listed, "number": number} for number, page in pages if page.listed]
        return {"kind": "contents", "items": items}

    def _shown_expected(self, block: BookletBlock) -> Block:
        flags = self.knowledge.red_flags.values()
        return _words(block, (self.speaker.say(one.is_not) for one in flags if one.is_not))

    def _shown_short_rules(self, block: BookletBlock) -> Block:
        return _words(block, [self.labels["short-rules"]], style="words")

    def _shown_waits(self, block: BookletBlock) -> Block:
        """Return the calendar: the waits that a day ends."""
        return self._waits(ended=True)

    def _shown_other_waits(self, block: BookletBlock) -> Block:
        """Return the waits that no day ends."""
        return self._waits(ended=False)

    def _waits(self, ended: bool) -> Block:
        """Return waits with the things that have them, each with the conditions that the wait does
        not say. `day` is None where no day ends a wait."""
        found: dict[tuple[int | None, str], list[dict]] = {}
        for start, names in self._waiting():
            answer = verdict(phrases_of(self.knowledge), start)
            day = None if answer.kind == "no" else start.day
            listed = f"{wording.capital(', '.join(names))}."
            marked = wording.bound(wording.open_marked(listed, start.sourced))
            part = {"names": marked, "more": answer.more}
            found.setdefault((day, answer.words), []).append(part)
        items = [
            {"day": day, "words": words, "parts": parts}
            for (day, words), parts in found.items()
            if (day is not None) == ended
        ]
        return {"kind": "waits", "items": items}

    def _waiting(self) -> Iterator[tuple[Start, tuple[str, ...]]]:
        """Yield what waits, by its rule, then what nobody is told to start again."""
        yield from waiting(self.knowledge)
        for thing in self.knowledge.activities.values():
            start = thing_start(self.knowledge, thing.id)
            if thing.instead and start:
                yield start, (thing.name,)

    def _shown_status(self, block: BookletBlock) -> Block:
        general = self.knowledge.handout_labels["general"].label
        return {"kind": "status", "lines": [self.status, general]}

    def _shown_imprint(self, block: BookletBlock) -> Block:
        edition = self.edition
        version = (
            f"{self.labels['version']} {edition.version}, {edition.date}. {self.labels['license']}."
        )
        return {
            "kind": "imprint",
            "lines": [self.status, version],
            "scan": self.labels["scan"],
            "address": edition.address,
            "code": qr_code(edition.address),
        }

    def _picture(self, block: BookletBlock) -> dict | None:
        """Return the picture that goes with a block: of a bump type, or of normal skin."""
        if bump := self.knowledge.bump_types.get(block.picture or ""):
            return _drawn(bump)
        found = (_picture(file, alt) for file, alt, _ in normal_figures())
        return next((one for one in found if one["file"].endswith(f"/{block.picture}.svg")), None)


def _words(block: BookletBlock, items: Iterable[str], style: str = "") -> Block:
    """Return passages, set as their style says: steps and sources have numbers, a tint is a box."""
    return {
        "kind": "words",
        "title": block.title or "",
        "style": style or block.style,
        "items": [*items],
    }


def _fact(label: str, words: str) -> dict:
    return {"label": label, "words": words}


def _drawn(bump: BumpType) -> dict:
    return _picture(bump_figure(bump), bump_alt(bump))


def _picture(file: str, alt: str) -> dict:
    """Return a drawing: its path from the site's root, and what stands in its place where it is
    not seen, or where two skin tones of it are (`pair`)."""
    return {"file": file, "alt": alt, "pair": alt.replace(wording.ON_SKIN, wording.ON_PAIR)}
