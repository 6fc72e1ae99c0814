"""Every picture that the records ask for has the template that draws it."""

from collections.abc import Iterator
from pathlib import Path

from knowledge.model import Knowledge
from knowledge.problems import Problem, at, did_you_mean, quote

_ENDING = ".svg.jinja"


def check_templates(root: Path, knowledge: Knowledge) -> Iterator[Problem]:
    """Each chart and each bump type has a template under `root`. A folder without overrides/ holds
    content alone, and is asked for none."""
    folder = root / "overrides" / "figures"
    if not (root / "overrides").is_dir():
        return
    for records, words, place in (
        (knowledge.charts, "a chart", ""),
        (knowledge.bump_types, "a bump type", "bumps/"),
    ):
        known = [
            file.name.removesuffix(_ENDING) for file in (folder / place).glob(f"[!_.]*{_ENDING}")
        ]
        for record in records.values():
            if record.id not in known:
                expected = f"{words} with a template overrides/figures/{place}{record.id}{_ENDING}"
                got = f"{quote(record.id)} without one"
                yield at(record, "id", expected, got, did_you_mean(record.id, known))
