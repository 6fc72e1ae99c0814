"""Every chart and every bump type has the template that draws it."""

from pathlib import Path

from knowledge.checks import check_project
from knowledge.checks.files import check_templates
from small_project import small_knowledge

CHARTS = """\
charts:
  - {id: waits, title: "Waits", alt: "A bar for each of the waits.", \
description: "All waits. [^open]", table: index.md}
"""


def found(root: Path, *templates: str) -> list[str]:
    knowledge = small_knowledge(root, ("docs/_data/charts.yml", "charts: []\n", CHARTS))
    for name in templates:
        (root / "overrides" / "figures" / "bumps").mkdir(parents=True, exist_ok=True)
        (root / "overrides" / "figures" / name).write_text("<svg/>")
    return [str(problem) for problem in check_templates(root, knowledge)]


def test_a_chart_with_its_template_is_right(tmp_path):
    assert found(tmp_path, "waits.svg.jinja", "more.svg.jinja", "bumps/pearls.svg.jinja") == []


def test_a_chart_without_its_template_is_one_problem_with_the_nearest(tmp_path):
    assert found(tmp_path, "wait.svg.jinja", "_waits.svg.jinja", "bumps/pearls.svg.jinja") == [
        "docs/_data/charts.yml:2: id: expected a chart with a template"
        ' overrides/figures/waits.svg.jinja; got "waits" without one; do write wait (did you mean'
        " that?)"
    ]


def test_a_bump_type_that_nobody_drew_is_one_problem(tmp_path):
    assert found(tmp_path, "waits.svg.jinja", "bumps/pearl.svg.jinja") == [
        "docs/_data/bump_types.yml:2: id: expected a bump type with a template"
        ' overrides/figures/bumps/pearls.svg.jinja; got "pearls" without one; do write pearl (did'
        " you mean that?)"
    ]


def test_a_folder_that_holds_content_alone_is_not_asked(tmp_path):
    assert found(tmp_path) == []


def test_the_check_is_one_of_the_project(tmp_path):
    found(tmp_path, "wait.svg.jinja", "bumps/pearls.svg.jinja")
    assert [
        problem.field
        for problem in check_project(tmp_path)[1]
        if "overrides/figures" in problem.expected
    ] == ["id"]
