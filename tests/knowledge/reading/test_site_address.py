"""The address of the site: SITE_URL where it says one, in the form that a sitemap and a QR code can
carry."""

import os
import subprocess
import sys

import pytest
from mkdocs.config import load_config

from conftest import Content, run_build
from helpers import ROOT
from knowledge.problems import AddressError
from knowledge.reading.config import checked, site_address

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
        ("https://faß.org/", "write https://xn--fa-hia.org/"),
        ("https://a.org:443/", "write https://a.org/"),
        *(
            (url, "write it as in https://your-clinic.org/bumps/")
            for url in (
                "ftp://a.org",
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


def test_commands_refuse_it_before_they_write(small_site: Content, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SITE_URL", "https://a.org/?b")
    for command in ("site", "all", "booklet"):
        done = run_build(command, root=small_site.root)
        assert (done.returncode, done.stdout) == (2, "") and done.stderr.endswith(
            "do write https://a.org/\n"
        ), done.stderr
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=small_site.root,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert (
        done.returncode == 1
        and "do write https://a.org/" in done.stderr
        and not (small_site.root / "site").exists()
    )


def test_mkdocs_itself_builds_for_the_example_where_it_is_empty(
    small_site: Content, monkeypatch: pytest.MonkeyPatch
):
    """It reads the configuration, and asks our hook about it, before it builds anything."""
    monkeypatch.setenv("SITE_URL", "")
    config = load_config(str(small_site.root / "mkdocs.yml"))
    assert config.plugins.on_config(config).site_url == EXAMPLE
