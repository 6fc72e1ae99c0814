"""One block of docs/_data/booklet.yml with the words of the records and passages that it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from creators.booklet import blocks as made
from creators.booklet.prose import HOME, SPACE, Speaker
from creators.figures.close_ups import bump_alt, bump_figure, normal_figures
from creators.shell.qr import qr_code
from creators.wording import words as wording
from creators.wording.phrases import general_card_title, phrases_of
from creators.wording.urgency import bump_level
from creators.wording.verdicts import verdict
from creators.wording.waits import waits
from knowledge.asked import asked, goes_by_another, start_of
from knowledge.model import BumpType, Cause, Knowledge, Stage, Urgency
from knowledge.prose.excerpts import chosen
from knowledge.records.booklet import CONTENTS, BookletBlock
from knowledge.starts import Start, grouped, thing_start

BUMP_FACTS = ("feels", "looks", "on_brown_and_black_skin")
"""What a bump is told by: touch first."""
OF_CARD = {Urgency.EMERGENCY_NOW: ("pen-how",)}
"""Lines of the handout that stand on a card."""
TITLED = (Urgency.EMERGENCY_NOW, Urgency.ROUTINE)
"""Cards whose title says what to do, as on the start page."""


@dataclass(frozen=True)
class Writer:
    """Writes the blocks of one page."""

    knowledge: Knowledge
    edition: made.Edition
    labels: Mapping[str, str]
    speaker: Speaker

    def write(self, block: BookletBlock) -> tuple[made.Block, ...]:
        """Return what a block shows, as one or more blocks."""
        (field,) = (name for name in CONTENTS if getattr(block, name))
        return tuple(getattr(self, f"_{field}")(block))

    def _cards(self, block: BookletBlock) -> Iterator[made.Card]:
        levels = list(self.knowledge.urgencies.values())
        for level in (level for level in levels if level.id in block.cards):
            flags = [one for one in self.knowledge.red_flags.values() if one.urgency is level.id]
            notes = [self.knowledge.handout[name].text for name in OF_CARD.get(level.id, ())]
            yield made.Card(
                level=level.id.value,
                number=levels.index(level) + 1,
                title=general_card_title(self.knowledge, level),
                lines=(level.otherwise,) if level.otherwise else (),
                signs=tuple(made.Sign(one.lead, one.short[len(one.lead) :]) for one in flags),
                action="" if level.id in TITLED else phrases_of(self.knowledge).level_action(level),
                notes=tuple(map(self.speaker.say, notes)),
            )

    def _prose(self, block: BookletBlock) -> Iterator[made.Words]:
        items = (text for wanted in block.prose for text in self.speaker.passages(wanted))
        yield made.Words(block.title or "", block.style, tuple(items))

    def _lines(self, block: BookletBlock) -> Iterator[made.Words]:
        items = (self.speaker.say(self.knowledge.handout[name].text) for name in block.lines)
        yield made.Words(block.title or "", block.style, tuple(items))

    def _bumps(self, block: BookletBlock) -> Iterator[made.Bumps]:
        types = self.knowledge.bump_types
        yield made.Bumps(tuple(self._bump(types[name]) for name in block.bumps))

    def _bump(self, bump: BumpType) -> made.Bump:
        level = bump_level(self.knowledge, bump)
        pages = {self.speaker.numbers.get(f"causes/{name}.md", 0) for name in bump.causes}
        more = phrases_of(self.knowledge).listed(map(str, sorted(pages - {0, self.speaker.here})))
        return made.Bump(
            name=bump.name,
            picture=_drawn(bump),
            facts=tuple(self._fact(bump, name) for name in BUMP_FACTS),
            level=level.id.value,
            action=level.label,
            more=f"{wording.capital(self.labels['see'])}{SPACE}{more}" if more else "",
        )

    def _cause(self, block: BookletBlock) -> Iterator[made.Cause]:
        cause = self.knowledge.causes[block.cause]
        level = self.knowledge.level_of(cause)
        steps = chosen(cause.do_now, block.only)
        yield made.Cause(
            name=cause.title,
            level=level.id.value,
            action=level.label,
            facts=tuple(self._fact(cause, name) for name in block.facts),
            steps=tuple(self.speaker.say(step, path=cause.path) for step in steps),
            picture=self._picture(block),
        )

    def _fact(self, record: BumpType | Cause, name: str) -> made.Fact:
        path = record.path if isinstance(record, Cause) else ""
        return made.Fact(self._label(name), self.speaker.say(getattr(record, name), path=path))

    def _stages(self, block: BookletBlock) -> Iterator[made.Stages]:
        whole = block.style == "words"
        stages = tuple(self._stage(self.knowledge.stages[name], whole) for name in block.stages)
        yield made.Stages(stages, self._picture(block))

    def _stage(self, stage: Stage, whole: bool) -> made.Stage:
        steps = tuple(map(self.speaker.say, stage.act))
        words = (stage.expect, stage.bumps) if whole else (stage.brief,)
        return made.Stage(stage.name, self.speaker.say(*words), steps)

    def _rows(self, block: BookletBlock) -> Iterator[made.Rows]:
        yield made.Rows(tuple(map(self._row, block.rows)))

    def _row(self, name: str) -> made.Row:
        row = asked(self.knowledge)[name]
        start = start_of(self.knowledge, row)
        answer = verdict(phrases_of(self.knowledge), start, row.ask or "", row.leave)
        is_open = goes_by_another(row) or start is not None and not start.sourced
        words = [*answer.more, *([self.speaker.say(row.words)] if row.words else [])]
        said = wording.bound(wording.open_marked(answer.words, not is_open))
        return made.Row(row.name, answer.kind, said, tuple(words))

    def _groups(self, block: BookletBlock) -> Iterator[made.Terms]:
        groups = (self.knowledge.groups[name] for name in block.groups)
        facts = (
            made.Fact(wording.capital(one.name), self.speaker.say(one.advice)) for one in groups
        )
        yield made.Terms(block.title or "", tuple(facts))

    def _terms(self, block: BookletBlock) -> Iterator[made.Terms]:
        terms = (self.knowledge.glossary[name] for name in block.terms)
        facts = (
            made.Fact(wording.capital(one.term), self.speaker.say(one.meaning)) for one in terms
        )
        yield made.Terms(block.title or "", tuple(facts))

    def _sources(self, block: BookletBlock) -> Iterator[made.Words]:
        items = (self._source(name) for name in block.sources)
        yield made.Words(block.title or "", "small", tuple(items))

    def _source(self, name: str) -> str:
        source = self.knowledge.sources[name]
        year = f", {source.year}" if source.year else ""
        return f"{source.title.rstrip('.')}. {source.where.partition(' (')[0]}{year}."

    def _write(self, block: BookletBlock) -> Iterator[made.Lines]:
        yield made.Lines(block.title or "", tuple(self.labels[name] for name in block.write))

    def _diary(self, block: BookletBlock) -> Iterator[made.Diary]:
        heads = tuple(self.labels[f"diary-{name}"] for name in ("day", "photo", "feel"))
        days = tuple(self.knowledge.stages[name].from_day for name in block.diary)
        yield made.Diary(block.title or "", heads, tuple(map(str, days)))

    def _shows(self, block: BookletBlock) -> Iterator[made.Block]:
        yield getattr(self, f"_shown_{block.shows.replace('-', '_')}")(block)

    def _shown_normal(self, block: BookletBlock) -> made.Normal:
        found = normal_figures()
        pictures = tuple(made.Picture(file, alt) for file, alt, _ in found)
        return made.Normal(pictures, tuple(label for _, _, label in found))

    def _shown_numbers(self, block: BookletBlock) -> made.Words:
        numbers = phrases_of(self.knowledge).emergency_numbers(
            self.knowledge.emergency_numbers.values()
        )
        label = self.knowledge.handout_labels["emergency"].label
        return made.Words("", "tint", (f"**{label}:** {numbers}.",))

    def _shown_expected(self, block: BookletBlock) -> made.Words:
        flags = self.knowledge.red_flags.values()
        items = tuple(self.speaker.say(one.is_not) for one in flags if one.is_not)
        return made.Words(block.title or "", block.style, items)

    def _shown_short_rules(self, block: BookletBlock) -> made.Words:
        return made.Words("", "words", (self.labels["short-rules"],))

    def _shown_all_rows(self, block: BookletBlock) -> made.Words:
        words = f"{self.labels['all-rows']}{self.speaker.number(HOME)}."
        return made.Words("", "tint", (words,))

    def _shown_waits(self, block: BookletBlock) -> made.Waits:
        found: dict[tuple[int | None, str], list[made.Waiting]] = {}
        for start, names in self._waiting():
            answer = verdict(phrases_of(self.knowledge), start)
            day = None if answer.kind == "no" else start.day
            part = made.Waiting(self._named(start, names), answer.more)
            found.setdefault((day, answer.words), []).append(part)
        items = tuple(made.Wait(*lead, tuple(parts)) for lead, parts in found.items())
        return made.Waits(max(item.day or 0 for item in items), items)

    def _waiting(self) -> Iterator[tuple[Start, tuple[str, ...]]]:
        """Yield what waits, by its rule, then what nobody is told to start again."""
        found = (wait for group in waits(self.knowledge).values() for wait in group)
        yield from grouped((name, wait.start) for wait in found for name in wait.names)
        for thing in self.knowledge.activities.values():
            start = thing_start(self.knowledge, thing.id)
            if thing.instead and start:
                yield start, (thing.name,)

    def _named(self, start: Start, names: tuple[str, ...]) -> str:
        listed = f"{wording.capital(', '.join(names))}."
        return wording.bound(wording.open_marked(listed, start.sourced))

    def _shown_status(self, block: BookletBlock) -> made.Status:
        general = self.knowledge.handout_labels["general"].label
        return made.Status((self.edition.status, general))

    def _shown_imprint(self, block: BookletBlock) -> made.Imprint:
        edition = self.edition
        version = (
            f"{self.labels['version']} {edition.version}, {edition.date}. {self.labels['license']}."
        )
        lines = (edition.status, version)
        code = qr_code(edition.address)
        return made.Imprint(lines, self.labels["scan"], edition.address, code)

    def _picture(self, block: BookletBlock) -> made.Picture | None:
        """Return the picture that goes with a block: of a bump type, or of normal skin."""
        if not block.picture:
            return None
        if bump := self.knowledge.bump_types.get(block.picture):
            return _drawn(bump)
        return next(
            made.Picture(file, alt)
            for file, alt, _ in normal_figures()
            if file.endswith(f"/{block.picture}.svg")
        )

    def _label(self, name: str) -> str:
        return self.labels[name.replace("_", "-")]


def _drawn(bump: BumpType) -> made.Picture:
    return made.Picture(bump_figure(bump), bump_alt(bump))
