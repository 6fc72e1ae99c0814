"""What a reader of an old sheet is told about its changes reads at grade 6."""

from dataclasses import replace

from knowledge.checks.versions import HARDEST, check_version_words
from knowledge.model import NextChange
from knowledge.records.fields import Origin
from small_project import small_knowledge

LINE = "Water water water water water cat. " * 4
AT_6, ABOVE_6 = (f"{LINE}Cat{' cat' * more}." for more in (10, 11))


def test_changes_at_grade_6_are_let_through_and_a_tenth_above_is_refused(tmp_path):
    knowledge = small_knowledge(tmp_path)
    origin = Origin("docs/_data/changes/one.yml", {("text",): 2})
    told = {
        text: [
            str(problem)
            for problem in check_version_words(
                replace(knowledge, changes=(NextChange(text=text, origin=origin),))
            )
        ]
        for text in (AT_6, ABOVE_6)
    }
    assert told == {
        AT_6: [],
        ABOVE_6: [
            f"docs/_data/changes/one.yml:2: changes: expected reading grade {HARDEST} at most; got"
            " 6.1; do use shorter sentences and shorter words"
        ],
    }
