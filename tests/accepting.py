"""Accepts what a test's project says, so that a test can change one word of it after that."""

import datetime
from pathlib import Path

from knowledge.checks.accepted import gone, missing
from knowledge.reading.accepted_file import FILE, Acceptance, write_accepted
from knowledge.reading.loader import load_knowledge

DAY = datetime.date(2026, 11, 30)


def accept_all(root: Path, *roles: str) -> None:
    """Write the acceptance of every passage in these roles, by default an editor's alone."""
    knowledge, problems = load_knowledge(root)
    assert not problems, [str(problem) for problem in problems]
    lines = [
        Acceptance(one.digest, role, DAY, f"A. {role.title()}", one.path, one.words)
        for role in roles or ("editor",)
        for one in missing(knowledge, role)
    ]
    left = {*gone(knowledge)}
    kept = [one for one in knowledge.accepted if one not in left]
    (root / FILE).write_text(write_accepted([*kept, *lines]), encoding="utf-8")
