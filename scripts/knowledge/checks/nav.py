"""What mkdocs.yml says, and that its navigation and the pages agree."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from knowledge.model import Knowledge
from knowledge.problems import Problem, did_you_mean, quote
from knowledge.reading.config import FILE, load_config
from knowledge.records.generated import GENERATED_PAGES


def check_nav(root: Path, knowledge: Knowledge, broken: set[str]) -> Iterator[Problem]:
    """Every setting of mkdocs.yml that we read is there; every page stands in its navigation once,
    and everything there is a page. `broken` pages exist but could not be read: they are not
    reported twice."""
    config, problems = load_config(root)
    yield from problems
    if any(problem.field == "nav" for problem in problems):
        return
    known = {*knowledge.pages(), *GENERATED_PAGES, *broken}
    for path, line, *_ in config.places:
        if path not in known:
            yield Problem(
                FILE, line, "nav", "a page of docs", quote(path), did_you_mean(path, known)
            )
    counts = Counter(place.path for place in config.places)
    for path, page in knowledge.pages().items():
        if counts[path] != 1:
            expected = "a place in the navigation of mkdocs.yml, once"
            got = f"{counts[path]} places"
            yield Problem(page.origin.path, 1, "nav", expected, got, f"list {path} once under nav:")
