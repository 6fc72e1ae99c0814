"""The address of the site: SITE_URL where it says one, in the form that a sitemap and a QR code can
carry."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from conftest import Content
from helpers import ROOT
from knowledge.reading.config import site_address
from knowledge.reading.site_address import AddressError, checked

EXAMPLE = "https://bumps-after-microneedling.example/"


@pytest.mark.parametrize("value", ["", " ", None])
def test_an_empty_address_is_as_if_it_were_not_set(
    value: str | None, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("SITE_URL", raising=False)
    if value is not None:
        monkeypatch.setenv("SITE_URL", value)
    assert site_address(ROOT) == EXAMPLE


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://a.org", "https://a.org/"),
        ("https://A.org/guide/", "https://A.org/guide/"),
        ("http://127.0.0.1:8000/x", "http://127.0.0.1:8000/x/"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
        ("https://xn--mller-kva.org/f%C3%BChrer/", "https://xn--mller-kva.org/f%C3%BChrer/"),
        ("https://a.org/?", "https://a.org/"),
    ],
)
def test_an_address_gets_its_slash(url: str, address: str):
    assert checked(url, "SITE_URL") == address


@pytest.mark.parametrize(
    ("url", "right"),
    [
        ("https://example.org/guide/?a=1", "write https://example.org/guide/"),
        ("https://a.org/#top", "write https://a.org/"),
        ("https://müller.org/", "write https://xn--mller-kva.org/"),
        ("https://müller.org:81/a", "write https://xn--mller-kva.org:81/a/"),
        ("https://a.org/führer", "write https://a.org/f%C3%BChrer/"),
        ("https://a.org/a b", "write https://a.org/a%20b/"),
        ("ftp://a.org", "write https://a.org/"),
        *(
            (url, "write it as in https://your-clinic.org/bumps/")
            for url in (
                "https://faß.org/",
                "a.org",
                "/",
                "https://",
                "https://me:word@a.org/",
                "https://ü:word@a.org/",
                "https://a b.org/",
                "https://[",
            )
        ),
    ],
)
def test_an_address_of_another_form_is_refused_and_the_right_one_named(url: str, right: str):
    with pytest.raises(AddressError) as error:
        checked(url, "SITE_URL")
    assert str(error.value).startswith("SITE_URL: expected an address") and str(
        error.value
    ).endswith(f'; got "{url}"; do {right}')


def run(project: Content, url: str, *command: str) -> subprocess.CompletedProcess:
    """Run a command in the project with this SITE_URL."""
    environment = {**os.environ, "SITE_URL": url, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [sys.executable, *command],
        cwd=project.root,
        capture_output=True,
        text=True,
        env=environment,
    )


def test_commands_refuse_it_before_they_write(small_site: Content):
    build = str(ROOT / "scripts" / "build.py")
    for command in ("site", "all", "booklet"):
        done = run(small_site, "https://a.org/?b", build, command, "--root", str(small_site.root))
        assert (done.returncode, done.stdout) == (2, "") and done.stderr.endswith(
            "do write https://a.org/\n"
        ), done.stderr
    done = run(small_site, "https://a.org/?b", "-m", "mkdocs", "build")
    assert (
        done.returncode == 1
        and "do write https://a.org/" in done.stderr
        and not (small_site.root / "site").exists()
    )


def test_mkdocs_itself_builds_for_the_example_where_it_is_empty(small_site: Content):
    done = run(small_site, "", "-m", "mkdocs", "build")
    assert done.returncode == 0, done.stderr
    assert f"Sitemap: {EXAMPLE}sitemap.xml" in (small_site.root / "site" / "robots.txt").read_text(
        encoding="utf-8"
    )
