"""One small project with every mistake in it, and the full list of what the checks say about it.

After a change of a message: read the new list, which
`.venv/bin/python tests/knowledge/checks/test_every_mistake.py` prints, then write it to
tests/data/every_mistake/expected.txt.
"""

import os
import re
import sys
from pathlib import Path

import pytest

FIXTURE = Path(__file__).resolve().parents[2] / "data" / "every_mistake"


DAY = "1795348800"
"""2026-11-22 in seconds: some messages hold a date against the day of the build."""


def messages() -> list[str]:
    """What all steps say, one after the other: a build stops at the first that finds anything."""
    from knowledge.checks import check_knowledge, files, stable_ids, to_do
    from knowledge.reading.loader import load_knowledge

    os.environ["SOURCE_DATE_EPOCH"] = DAY
    knowledge, unread = load_knowledge(FIXTURE)
    found = {
        *unread,
        *check_knowledge(knowledge),
        *files.check_nav(FIXTURE, knowledge),
        *files.check_kinds(FIXTURE),
        *files.check_read(FIXTURE),
        *files.check_texts(FIXTURE),
        *files.check_templates(FIXTURE, knowledge),
        *stable_ids.check_stable_ids(FIXTURE, knowledge),
        *to_do.check_filled_in(FIXTURE),
    }
    return [str(problem) for problem in sorted(found)]


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)


def test_every_mistake_gets_its_message():
    assert messages() == (FIXTURE / "expected.txt").read_text(encoding="utf-8").splitlines()


def test_every_check_is_broken_by_something():
    """A check that nothing breaks could be gone without anyone noticing."""
    from knowledge.checks import CHECKS
    from knowledge.reading.loader import load_knowledge

    knowledge, _ = load_knowledge(FIXTURE)
    idle = [check.__name__ for check in CHECKS if not list(check(knowledge))]
    assert idle == []


def test_every_message_says_where_what_and_how():
    for message in messages():
        assert re.fullmatch(r"[\w./-]+:\d+: [^:]+: expected .+; got .+; do .+", message), message


if __name__ == "__main__":
    sys.path.insert(0, str(FIXTURE.parents[2] / "scripts"))
    print("\n".join(messages()))
