"""mkdocs.yml is read as YAML: the same however it is written, and what is missing is said with its
line."""

import re
from pathlib import Path

import pytest
import yaml

from builders.stage import plain_config
from helpers import ROOT
from knowledge.problems import ConfigError
from knowledge.reading.config import Config, parse_config, read_config
from small_project import write_project

TEXT = """\
site_name: Small
site_url: !ENV [SITE_URL, "https://a.org/b/"]
extra:
  version: "0.1.0"
nav:
  - Home: index.md
  - Treat:
      - treat/aloe.md
"""


def places(config: Config) -> list[tuple[str, int, str, str]]:
    return [tuple(place) for place in config.places]


def test_everything_that_is_read_stands_in_one_record():
    config, problems = parse_config(TEXT)
    assert problems == []
    assert (config.address, config.version) == ("https://a.org/b/", "0.1.0")
    assert places(config) == [
        ("index.md", 6, "", ""),
        ("treat/aloe.md", 8, "Treat", "Treat"),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"0.1.0"', "'0.1.0'"),
        ('"0.1.0"', '"0.1.0"  # as in the changelog'),
        ('"0.1.0"', "0.1.0"),
        ('extra:\n  version: "0.1.0"\n', "extra: {version: 0.1.0}\n# more\n"),
        ('!ENV [SITE_URL, "https://a.org/b/"]', "https://a.org/b # where it is"),
        ('!ENV [SITE_URL, "https://a.org/b/"]', "!ENV [SITE_URL, BASE, 'https://a.org/b/'] # x"),
        ("site_url:", "'site_url' :"),
        ("  - Home: index.md", '  - "Home": "index.md" # the cards'),
        ("      - treat/aloe.md", "      - 'treat/aloe.md'   # a gel"),
        ("site_name: Small", "site_name: Small # of a clinic"),
    ],
)
def test_another_quote_or_a_comment_changes_nothing(old: str, new: str):
    assert TEXT.count(old) == 1
    assert parse_config(TEXT.replace(old, new)) == parse_config(TEXT)
    loaded = [
        yaml.load(re.sub("!ENV .*", "x", plain_config(text)), yaml.SafeLoader)
        for text in (TEXT, TEXT.replace(old, new))
    ]
    assert {**loaded[0], "site_url": ""} == {**loaded[1], "site_url": ""}


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "site_url:",
            "site_ulr:",
            'mkdocs.yml:1: site_url: expected a value; got nothing; do write site_url: "https',
        ),
        (
            "  version:",
            "  verzion:",
            'mkdocs.yml:4: extra.version: expected a value; got nothing; do write version: "0',
        ),
        ("extra:", "extras:", "mkdocs.yml:1: extra.version: expected a value; got nothing; do "),
        ("nav:", "nva:", "mkdocs.yml:1: nav: expected a value; got nothing; do write nav: and "),
        ('  version: "0.1.0"\n', "  a: b\n", "mkdocs.yml:4: extra.version: expected a value; got "),
        (
            '"0.1.0"',
            "0.10",
            'mkdocs.yml:4: extra.version: expected a version in quotes; got "0.10"',
        ),
        ('"0.1.0"', '""', 'mkdocs.yml:4: extra.version: expected a version in quotes; got ""; do '),
        ('"0.1.0"', "[1, 2]", "mkdocs.yml:4: extra.version: expected a version in quotes; got "),
        ("/b/", "/b/?a", "mkdocs.yml:2: site_url: expected an address that begins with https://"),
        ("!ENV [SITE_URL, ", "!ENV SITE_URL #", "mkdocs.yml:2: site_url: expected an address"),
    ],
)
def test_what_is_missing_or_misspelled_is_one_line(
    old: str, new: str, problem: str, tmp_path: Path
):
    [found] = parse_config(TEXT.replace(old, new))[1]
    assert str(found).startswith(problem) and str(found).isprintable()
    (tmp_path / "mkdocs.yml").write_text(TEXT.replace(old, new), encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        read_config(tmp_path)
    assert str(error.value) == str(found)


def test_a_command_that_needs_it_says_so_and_writes_nothing(tmp_path: Path, capsys):
    import build

    write_project(tmp_path, ("mkdocs.yml", "  version:", "  verzion:"))
    for command in ("check", "site", "stage", "booklet"):
        assert build.main([command, "--root", str(tmp_path)]) == 1
        said = capsys.readouterr()
        assert "mkdocs.yml:18: extra.version: expected a value; got nothing" in said.out + said.err
    assert not (tmp_path / "site").exists() and not (tmp_path / "build" / "docs").exists()


def test_the_real_one_has_no_problem():
    config = read_config(ROOT)
    assert config.address == "https://bumps-after-microneedling.example/" and config.version
