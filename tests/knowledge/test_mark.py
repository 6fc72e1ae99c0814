"""A preview marks what nobody has accepted, where it stands."""

from pathlib import Path

import pytest

from accepting import accept_all
from knowledge.mark import MARK, mark_unaccepted
from knowledge.reading.loader import load_knowledge
from small_project import edit_project, write_project

MILIA, FLAGS = "docs/causes/milia.md", "docs/_data/red_flags.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small project, all of it accepted."""
    write_project(tmp_path)
    accept_all(tmp_path)
    return tmp_path


def test_what_is_accepted_has_no_mark(root: Path):
    assert MARK not in repr(mark_unaccepted(load_knowledge(root)[0]))


def test_each_changed_place_has_its_mark_and_no_other(root: Path):
    edit_project(
        root,
        (MILIA, "Hard white dots. [^GOOD]", "Hard pale dots. [^GOOD]"),
        (MILIA, "A dot stays the same.", "A dot stays as it is."),
        (MILIA, "## How to tell", "{{ picture pearls }}\n\n## How to know"),
        (MILIA, "Leave them alone. [^open]", "Leave each alone. [^open]"),
        (FLAGS, "It can harm your sight.", "It can cost your sight."),
    )
    marked = mark_unaccepted(load_knowledge(root)[0])
    milia, flag = marked.causes["milia"], marked.red_flags["eye-pain"]
    assert milia.looks == f"{MARK}Hard pale dots. [^GOOD]"
    assert milia.do_now == (f"{MARK}Leave each alone. [^open]",)
    assert f"## {MARK}How to know\n" in milia.body
    assert f"{MARK}\n\n{{{{ picture pearls }}}}\n" in milia.body
    assert f"\n{MARK}A dot stays as it is. [^GOOD]" in milia.body
    assert flag.why == f"{MARK}It can cost your sight."
    assert milia.feels == "Like a grain of sand. [^GOOD]" and MARK not in flag.sign
    assert MARK not in repr(marked.remedies)
