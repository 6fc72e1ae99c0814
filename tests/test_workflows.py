"""The workflows that publish: their form by the platforms' own schemas, unsafe steps by zizmor, and
that each command is there to run."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from builders.web_files import create_build_info
from helpers import ROOT

GITHUB, GITLAB = ".github/workflows/pages.yml", ".gitlab-ci.yml"
SCHEMAS = {GITHUB: "vendor.github-workflows", GITLAB: "vendor.gitlab-ci"}
ZIZMOR = Path(sys.executable).with_name("zizmor")


def read(name: str) -> dict:
    """A workflow. YAML 1.1 reads GitHub's key `on` as true, so that is named here."""
    found = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    return {"on" if key is True else key: value for key, value in found.items()}


def check_form(name: str, file: Path) -> subprocess.CompletedProcess:
    """Hold a file against the schema that the linter brings along; it asks no other machine."""
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        SCHEMAS[name],
        str(file),
    ]
    return subprocess.run(command, capture_output=True, text=True)


def check_safety(file: Path) -> subprocess.CompletedProcess:
    """Let zizmor look at a GitHub workflow, as strictly as it can; it asks no other machine."""
    command = [
        ZIZMOR,
        "--offline",
        "--no-online-audits",
        "--persona",
        "pedantic",
        "--no-progress",
        "--color",
        "never",
        str(file),
    ]
    return subprocess.run(command, capture_output=True, text=True)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_workflow_has_the_form_that_its_platform_reads(name: str):
    done = check_form(name, ROOT / name)
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_nothing_unsafe():
    done = check_safety(ROOT / GITHUB)
    assert done.returncode == 0 and "No findings" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (GITHUB, "runs-on:", "run-on:"),
        (GITHUB, "timeout-minutes: 60", "timeout-minutes: long"),
        (GITHUB, "needs: test", "needs: {a: b}"),
        (GITHUB, "contents: read", "contents: all"),
        (GITLAB, "timeout: 60 minutes", "timeout: [60]"),
        (GITLAB, "paths: [public]", "paths: {a: public}"),
        (GITLAB, "script:", "scripts:"),
    ],
)
def test_a_mistake_in_the_form_is_found(name: str, old: str, new: str, tmp_path: Path):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "broken.yml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    assert check_form(name, file).returncode == 1


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        (r"@[0-9a-f]{40}", "@v4", "unpinned-uses"),
        (r"persist-credentials: false", "fetch-depth: 1", "artipacked"),
        (r"^permissions: \{\}", "permissions: write-all", "excessive-permissions"),
        (r"^  pull_request:", "  pull_request_target:", "dangerous-triggers"),
        (
            r"run: bash \.ci/run",
            "run: echo ${{ github.event.pull_request.title }}",
            "template-injection",
        ),
    ],
)
def test_what_is_unsafe_is_found(old: str, new: str, finding: str, tmp_path: Path):
    text, count = re.subn(old, new, (ROOT / GITHUB).read_text(encoding="utf-8"), flags=re.M)
    assert count
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    (folder / "pages.yml").write_text(text, encoding="utf-8")
    done = check_safety(folder / "pages.yml")
    assert done.returncode != 0 and f"[{finding}]" in done.stdout, done.stdout


def test_nothing_is_published_before_the_tests_have_passed_and_only_from_the_main_branch():
    jobs = read(GITHUB)["jobs"]
    assert (
        jobs["publish"]["needs"] == "test"
        and "refs/heads/main" in jobs["publish"]["if"]
        and "pull_request" in jobs["publish"]["if"]
    )
    gitlab = read(GITLAB)
    assert gitlab["stages"].index(gitlab["test"]["stage"]) < gitlab["stages"].index(
        gitlab["pages"]["stage"]
    )
    assert gitlab["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]


def test_what_they_run_is_there_and_is_what_a_person_runs():
    github = [
        step["run"]
        for job in read(GITHUB)["jobs"].values()
        for step in job["steps"]
        if "run" in step
    ]
    assert github[:2] == ["bash .ci/run", "bash .ci/github-pages"]
    assert github[2].startswith("grep ") and len(github) == 3
    gitlab = [line for job in ("test", "pages") for line in read(GITLAB)[job]["script"]]
    assert gitlab == [
        "bash .ci/run",
        'SITE_URL="$CI_PAGES_URL/" make publish-check',
        "mv site public",
    ]
    assert (ROOT / ".ci" / "run").is_file() and re.search(
        r"^publish-check:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M
    )


@pytest.mark.parametrize(
    ("repository", "variable", "address"),
    [
        ("nurse/bumps", "", "https://nurse.github.io/bumps/"),
        ("nurse/nurse.github.io", "", "https://nurse.github.io/"),
        ("Skin-Clinic/Bumps", "", "https://skin-clinic.github.io/Bumps/"),
        ("Skin-Clinic/skin-clinic.github.io", "", "https://skin-clinic.github.io/"),
        ("nurse/bumps", "https://bumps.org/", "https://bumps.org/"),
    ],
)
def test_on_github_the_site_is_built_for_the_address_that_it_will_have(
    repository: str, variable: str, address: str, tmp_path: Path
):
    (tmp_path / "make").write_text('#!/bin/sh\necho "$SITE_URL" "$@"\n')
    (tmp_path / "make").chmod(0o755)
    own = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "GITHUB_REPOSITORY": repository}
    done = subprocess.run(
        ["bash", ROOT / ".ci" / "github-pages"],
        env={**own, "SITE_URL": variable},
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.stderr) == (f"{address} publish-check\n", "")


@pytest.mark.parametrize(
    ("page", "warns"),
    [
        ("https://nurse.github.io/bumps/", False),
        ("https://Nurse.github.io/bumps", False),
        ("https://bumps.org/", True),
    ],
)
def test_on_github_a_site_that_was_built_for_another_address_is_told(
    page: str, warns: bool, tmp_path: Path
):
    (tmp_path / "site").mkdir()
    info = create_build_info(address="https://nurse.github.io/bumps/")
    (tmp_path / "site" / "build-info.json").write_text(info)
    run = read(GITHUB)["jobs"]["publish"]["steps"][-1]["run"]
    done = subprocess.run(
        ["bash", "-e", "-c", run],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PAGE_URL": page},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "") and warns == ("::warning::" in done.stdout)


def test_each_action_names_the_version_that_its_commit_is():
    uses = re.findall(r"uses: (.*)", (ROOT / GITHUB).read_text(encoding="utf-8"))
    assert len(uses) == 4 and all(
        re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line) for line in uses
    )
