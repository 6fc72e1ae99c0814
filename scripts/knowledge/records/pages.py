"""Pages as typed, frozen records: each is one Markdown file of `docs/`."""

from typing import Annotated

from pydantic import Field

from knowledge.records.fields import (
    Commonness,
    Day,
    Kind,
    Moved,
    Origin,
    Record,
    Ref,
    Refs,
    Steps,
    Strength,
    Summary,
    To,
    Urgency,
    When,
    Words,
    YesNo,
    many,
    one_of,
    some,
)

SECTIONS = ("identify", "causes", "treat", "prevent", "when-to-worry", "about")
"""Folders of `docs/` that hold pages; the first five are the site's sections, in reading order."""


class Page(Record):
    """One Markdown file of `docs/`. Its file name is its id, its folder its section."""

    id: str
    section: str
    origin: Origin = Field(exclude=True, repr=False)
    body: str = ""
    body_line: int = 1
    title: Words
    summary: Summary
    do_now: Steps
    moved_from: Moved = ()

    @property
    def path(self) -> str:
        """The file, relative to `docs/`, with forward slashes."""
        return f"{self.section}/{self.id}.md" if self.section else f"{self.id}.md"

    @property
    def old_paths(self) -> list[str]:
        """What `path` was at each address that the page has moved from."""
        return [f"{address}.md" for address in self.moved_from]


class Guide(Page):
    """A page of `identify/`, `when-to-worry/` or `about/`, a section's first page, or home: words
    and blocks. One that only leads on has nothing to do now."""

    do_now: Steps = ()


class Timed(Record):
    """A span of time and the sources that say so; none: careful practice or judgement."""

    when: When
    sources: Refs[To.SOURCES] = ()


class Rated(Record):
    """A strength of evidence and the sources behind it."""

    level: Strength
    sources: Refs[To.SOURCES] = ()


class Cause(Page):
    """A page of `causes/`: one thing that can be behind the bumps (or, where `makes_bumps` is
    false, beside them).

    `visit` is for a cause that is not urgent and whose own text says to have it looked at: it asks
    for a visit, not for care at home.
    """

    medical_name: Words
    how_common: Commonness
    least: Annotated[
        Urgency,
        Field(description="the level that the cause needs at the least, whatever its signs are"),
    ] = Urgency.ROUTINE
    makes_bumps: YesNo = True
    visit: Annotated[
        YesNo,
        Field(
            description="true where nothing is urgent and somebody should look at it all the same"
        ),
    ] = False
    starts: Timed
    lasts: Timed
    looks: Words
    feels: Words
    on_brown_and_black_skin: Words
    place: Words | None = None
    does_not_fit: Words | None = None
    signs: many(Ref[To.RED_FLAGS], "ids of red flags that are part of this cause") = ()
    watch_for: many(Ref[To.RED_FLAGS], "ids of red flags that mean something worse") = ()
    remedies: many(Ref[To.REMEDIES], "ids of pages in docs/treat") = ()


class Remedy(Page):
    """A page of `treat/`. All day fields are whole days after the treatment; `max_days` and
    `test_days` are lengths.

    `first_day_clinic` is the earlier day for what the clinic itself supplied for needled skin,
    `first_day_deep` the later day after deep or RF needling. `checked_first` says that bumps which
    are still there on its day are checked before. `any_day_with` are causes that `last_day`, which
    counts from the needling, does not hold for. `not_advised` says why no cause lists the remedy,
    for one that readers only ask about. `strength` is for what a person uses: seeing a clinician
    and leaving the skin alone have none.
    """

    names: some(Words, "a list of the words that name it in prose")
    kind: Kind
    substances: Refs[To.SUBSTANCES] = ()
    first_day: Day
    first_day_clinic: Day | None = None
    first_day_deep: Day | None = None
    last_day: Day | None = None
    any_day_with: many(Ref[To.CAUSES], "ids of pages in docs/causes") = ()
    max_days: Day | None = None
    test_days: Day | None = None
    healed_skin: YesNo = False
    checked_first: YesNo = False
    window_sources: Refs[To.SOURCES] = ()
    not_for: many(Ref[To.GROUPS], "ids of groups in docs/_data/groups.yml") = ()
    not_with: many(Ref[To.CAUSES], "ids of pages in docs/causes") = ()
    watch_for: many(Ref[To.RED_FLAGS], "ids of red flags that can follow its use") = ()
    not_advised: Words | None = None
    strength: Rated | None = None

    @property
    def needs_advice(self) -> bool:
        """Whether it is a medicine that nobody should start without advice."""
        return self.kind in (Kind.MEDICINE, Kind.CLINICIAN_ONLY) and bool(self.substances)

    @property
    def needs_clinician(self) -> bool:
        """Whether only a clinician may start it. Seeing one needs nobody's leave."""
        return self.kind is Kind.CLINICIAN_ONLY and bool(self.substances)


class Avoid(Record):
    """Substances or activities to leave alone from one day up to, not including, another.

    `until_day: null` means until a clinician who has seen the skin says so. `unless_clinic` exempts
    what the clinic itself supplied for needled skin. `checked_first` says that bumps which are
    still there on that day are checked before. `after` says whether it holds after any needling or
    only after deep (over 1 mm) or radiofrequency (RF) needling.
    """

    what: some(Ref[To.THINGS], "ids of substances or activities")
    from_day: Day = 0
    until_day: Day | None
    unless_clinic: YesNo = False
    healed_skin: YesNo = False
    checked_first: YesNo = False
    after: one_of("any", "deep_or_rf") = "any"
    why: Words
    sources: Refs[To.SOURCES] = ()


class Stretch(Record):
    """A stretch of days, from the start of `from_day` to the start of `to_day`."""

    from_day: Day
    to_day: Day


class Rule(Page):
    """A page of `prevent/`: what to do and, in `avoid`, what to leave alone and until when. A page
    about some `days` lists all that waits on them, whichever page has the rule."""

    avoid: tuple[Avoid, ...] = ()
    days: Stretch | None = None
