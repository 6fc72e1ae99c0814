"""The article that this project started from: each of its claims is answered on a page, and none of
its wording is."""

import re
from functools import cache
from hashlib import blake2b
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, NavigableString, Tag

from helpers import ROOT, read_yaml

CLAIMS_FILE = ROOT / "tests" / "data" / "seed_claims.yml"
RUNS_FILE = ROOT / "tests" / "data" / "seed_runs.txt"
CLAIMS = read_yaml("tests/data/seed_claims.yml")

ALLOWED = {
    "verdict": {"supported", "partly", "weak", "unsupported", "unsafe_as_written", "common_sense"},
    "answer": {"covers", "corrects"},
}
FIELDS = {"id", "topic", "verdict", "answer", "page", "anchor", "must_say"}
RUN_LENGTH = 8
HEADING = re.compile(r"h([1-6])")
# What a text holds beside its words: citations, macros, template tags, heading ids, the targets of
# links.
MARKUP = re.compile(r"\[\^[^\]]*\]|\{\{.*?\}\}|\{%.*?%\}|\{#[^}]*\}|(?<=\])\([^)\s]*\)", re.S)


# Every claim is answered.


def test_every_claim_has_one_record():
    """The claims are S1 to S66, in this order, each once."""
    assert [claim["id"] for claim in CLAIMS] == [f"S{number}" for number in range(1, 67)]


def is_well_formed(claim: dict) -> bool:
    """A record has all fields and no other, known values, and 2 to 6 words to look for; a false
    claim is corrected."""
    return (
        set(claim) == FIELDS
        and all(claim[field] in values for field, values in ALLOWED.items())
        and 2 <= len(claim["must_say"].split()) <= 6
        and (
            claim["answer"] == "corrects"
            or claim["verdict"] not in {"unsupported", "unsafe_as_written"}
        )
    )


def test_a_record_is_well_formed():
    assert [claim for claim in CLAIMS if not is_well_formed(claim)] == []


def unanswered(claim: dict, site: Path) -> str:
    """What is missing of the page, the anchor on it and what its section must say; "" where nothing
    is."""
    file = site / claim["page"] / "index.html"
    if not file.is_file():
        return f"no page {claim['page']!r}"
    section = section_text(parse_page(file), claim["anchor"])
    if section is None:
        return f"no element with the id {claim['anchor']!r} on {claim['page']!r}"
    if fold(claim["must_say"]) not in section:
        return f"{claim['must_say']!r} is not in {claim['page']}#{claim['anchor']}"
    return ""


def test_the_claim_is_answered(site: Path):
    """For each claim the page exists, the anchor is on it, and the section says what it must
    say."""
    assert {claim["id"]: said for claim in CLAIMS if (said := unanswered(claim, site))} == {}


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        ("one", "one a b two c"),
        ("two", "two c"),
        ("box", "b"),
        ("three", "three d"),
        ("nowhere", None),
    ],
)
def test_a_section_ends_at_the_next_heading_of_its_level(anchor, expected):
    """A heading's section holds the smaller headings below it; any other element is a section by
    itself."""
    page = BeautifulSoup(
        '<h2 id="one">One</h2> <p>a</p> <p id="box">B</p> <h3 id="two">Two</h3> <p>c <!-- x --></p>'
        ' <script>y</script><h2 id="three">Three</h2> <p>d</p> <h1>Four</h1>',
        "html.parser",
    )
    assert section_text(page, anchor) == expected


@cache
def parse_page(file: Path) -> BeautifulSoup:
    """A built page, parsed once."""
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


def section_text(page: BeautifulSoup, anchor: str) -> str | None:
    """The folded text from the element with this id up to the next heading of the same or a higher
    level."""
    start = page.find(id=anchor)
    if start is None:
        return None
    level = heading_level(start)
    words = []
    for node in start.next_elements if level else start.descendants:
        if level and 0 < heading_level(node) <= level:
            break
        if type(node) is NavigableString:  # scripts, styles and comments are subclasses
            words.append(node)
    return fold("".join(words))


def heading_level(node) -> int:
    """1 to 6 for a heading, 0 for everything else."""
    match = HEADING.fullmatch(node.name) if isinstance(node, Tag) else None
    return int(match[1]) if match else 0


def fold(text: str) -> str:
    """Lower case, with every run of whitespace as one space."""
    return " ".join(text.lower().split())


# None of its wording is used.


def own_texts() -> list[Path]:
    """Every text that a person writes for readers."""
    found = [
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("docs/**/*.yml"),
        *ROOT.glob("docs/**/*.yaml"),
        *ROOT.glob("overrides/**/*.jinja"),
        CLAIMS_FILE,
        *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
        *ROOT.glob("guide/*.md"),
    ]
    return sorted(path for path in found if path.is_file())


def test_no_run_of_words_is_shared():
    """No eight words in a row are those of the article."""
    shared = {
        str(path.relative_to(ROOT)): shared_runs(path.read_text(encoding="utf-8"), seed_hashes())
        for path in own_texts()
    }
    assert {path: runs for path, runs in shared.items() if runs} == {}
    assert len(shared) > 200


def test_a_shared_run_is_found():
    """A copy is found across case, punctuation, line ends, citations, macros and links; seven words
    are not a run."""
    hashes = {
        hash_run(run) for run in runs("The cat's whiskers twitch when seven small mice sing.")
    }
    copied = (
        "See: the Cat’s\nwhiskers, [twitch](../cats.md#why) [^CAT2020] when {{ day mice }} seven"
        " SMALL mice."
    )
    assert shared_runs(copied, hashes) == ["the cats whiskers twitch when seven small mice"]
    assert shared_runs("The cat's whiskers twitch when seven small dogs sing.", hashes) == []


def test_the_hashes_are_those_of_a_whole_article():
    """The file holds 1,500 to 3,000 hashes of 12 hexadecimal digits, sorted, each once."""
    lines = hash_lines()
    assert 1500 <= len(lines) <= 3000
    assert all(re.fullmatch(r"[0-9a-f]{12}", line) for line in lines)
    assert lines == sorted(set(lines))


def hash_lines() -> list[str]:
    """The lines of the hash file without its comment."""
    return [
        line
        for line in RUNS_FILE.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]


@cache
def seed_hashes() -> frozenset[str]:
    """The hash of every run of the article."""
    return frozenset(hash_lines())


def shared_runs(text: str, hashes: set[str] | frozenset[str]) -> list[str]:
    """The runs of `text` whose hash is one of `hashes`."""
    return [run for run in runs(MARKUP.sub(" ", text)) if hash_run(run) in hashes]


def runs(text: str) -> list[str]:
    """Every run of eight words of a text: lower case, apostrophes removed, a word is letters and
    digits."""
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", text.lower()))
    return [
        " ".join(words[start : start + RUN_LENGTH]) for start in range(len(words) - RUN_LENGTH + 1)
    ]


def hash_run(run: str) -> str:
    """Twelve hexadecimal digits of a run's hash: enough to know it again, not to read it."""
    return blake2b(run.encode(), digest_size=6).hexdigest()
