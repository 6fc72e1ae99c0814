"""What a page asks for, keeps and allows: itself and its pictures, nothing from elsewhere, its own
style, and no more."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page

from browser.views import SCRIPTED, lines, report, watch
from helpers import serve_folder, wait_for

LOAD_ALL = """async () => {
    for (const picture of document.images) picture.loading = "eager";
    await Promise.all([...document.images].map(picture => picture.decode().catch(() => null)));
}"""
PICTURES = """() => [...[...document.images].map(picture => picture.currentSrc || picture.src),
    ...[...document.querySelectorAll("link[rel=icon]")].map(icon => icon.href)]"""
KEPT = """async () => [document.cookie, ...Object.keys(localStorage),
    ...Object.keys(sessionStorage), ...await caches.keys(),
    ...(await indexedDB.databases()).map(database => database.name)].filter(Boolean)"""
INTRUDE = """() => {
    window.stopped = new Set();
    document.addEventListener("securitypolicyviolation",
        event => stopped.add(event.effectiveDirective));
    document.body.insertAdjacentHTML("beforeend", `<p id="intruder">
        <img src="http://127.0.0.2:9/pixel.gif" alt="">
        <i style="color: rgb(255, 0, 0)">i</i><b onclick="document.title = 'run'">b</b>`);
    const script = document.createElement("script");
    script.text = "document.title = 'run'";
    document.body.append(script);
    document.querySelector("#intruder b").click();
}"""
UNSAFE = r"'unsafe-|\*|https?:|data:|blob:"


def policy(html: str) -> dict[str, list[str]]:
    """The directives of a page's Content Security Policy with their sources; empty where none
    stands above its style."""
    # a policy holds for what follows it
    early = html.split("<style")[0].split("<link")[0].split("<script")[0]
    found = BeautifulSoup(early, "html.parser").select("meta[http-equiv=Content-Security-Policy]")
    parts = [part.split() for part in found[0]["content"].split(";")] if len(found) == 1 else []
    return {part[0]: part[1:] for part in parts if part}


def style_hash(css: str) -> str:
    """The source expression that allows the style `css` (CSP Level 3, 2.3.1)."""
    return f"'sha256-{b64encode(sha256(css.encode()).digest()).decode()}'"


def policy_faults(html: str, scripted: bool = False) -> list[str]:
    """What is wrong with the policy of a page, and what on the page it should not have to stop."""
    rules, soup = policy(html), BeautifulSoup(html, "html.parser")
    allowed = rules.get("style-src", [])
    facts = {
        "default-src is not 'none'": rules.get("default-src") == ["'none'"],
        "base-uri is not 'none'": rules.get("base-uri") == ["'none'"],
        "form-action is not 'self'": rules.get("form-action") == ["'self'"],
        "style-src is not the hash of its styles": (
            [style_hash(tag.get_text()) for tag in soup.find_all("style")] == allowed
        ),
        "it has style or event attributes": not any(
            name == "style" or name.startswith("on")
            for tag in soup.find_all(True)
            for name in tag.attrs
        ),
        "it has scripts": (
            scripted
            or "script-src" not in rules
            and not soup.select("script:not([type='application/ld+json']), [href^='javascript:']")
        ),
    }
    unsafe = [
        f"{name} {source}"
        for name, sources in rules.items()
        for source in sources
        # the icon stands in the page; a picture cannot run or fetch anything
        if re.search(UNSAFE, source) and (name, source) != ("img-src", "data:")
    ]
    return [fault for fault, holds in facts.items() if not holds] + unsafe


def test_every_page_has_a_policy_that_allows_its_own_style_and_nothing_else(
    site: Path, all_addresses: list[str], capsys: pytest.CaptureFixture
):
    wrong, hashes = [], set()
    for address in all_addresses:
        html = (
            site / (address if address.endswith(".html") else f"{address}index.html")
        ).read_text(encoding="utf-8")
        wrong += [f"{address}: {fault}" for fault in policy_faults(html, address in SCRIPTED)]
        # the first is everyone's; a page may have more of its own
        hashes.update(policy(html).get("style-src", [])[:1])
    assert not wrong, lines(wrong)
    assert len(hashes) == 1
    quiet = len(all_addresses) - len(SCRIPTED)
    report(
        capsys, f"policy: {len(all_addresses)} pages, one style, {quiet} of them without a script"
    )


def test_a_page_asks_for_itself_and_its_pictures_meets_no_error_and_keeps_nothing(
    page: Page,
    site_url: str,
    addresses: list[str],
    capsys: pytest.CaptureFixture,
):
    log, count, wrong = watch(page), 0, []
    for address in addresses:
        log.requests.clear()
        page.goto(site_url + address)
        page.evaluate(LOAD_ALL)
        own = (
            {site_url + address, *page.evaluate(PICTURES)}
            if address not in SCRIPTED
            else set(log.requests)
        )
        wrong += [
            f"{address} asks for {url}"
            for url in log.requests
            if url not in own or not url.startswith(site_url)
        ]
        wrong += [f"{address}: {error}" for error in log.errors]
        wrong += [f"{address} keeps {name}" for name in page.evaluate(KEPT)]
        count += len(log.requests)
        log.errors.clear()
    assert not wrong, lines(wrong)
    assert page.context.cookies() == [] and page.context.service_workers == []
    report(
        capsys,
        f"traffic: {len(addresses)} pages, {count} requests, none to another host, no error,"
        " nothing kept",
    )


def test_the_policy_stops_what_gets_onto_a_page(page: Page, site_url: str):
    page.goto(site_url)
    page.evaluate(INTRUDE)
    wait_for(lambda: len(page.evaluate("[...stopped]")) > 3, 10)
    assert set(page.evaluate("[...stopped]")) == {
        "img-src",
        "style-src-attr",
        "script-src-attr",
        "script-src-elem",
    }
    assert page.title() != "run"
    assert (
        page.evaluate("getComputedStyle(document.querySelector('#intruder i')).color")
        != "rgb(255, 0, 0)"
    )


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<style>p{}</style>", "default-src is not 'none'"),
        (
            """<style></style>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'">""",
            "default-src is not 'none'",
        ),
        (
            """<meta http-equiv="Content-Security-Policy" content="style-src 'unsafe-inline'">""",
            "style-src 'unsafe-inline'",
        ),
        (
            """<meta http-equiv="Content-Security-Policy" content="img-src https://a.example">""",
            "img-src https://a.example",
        ),
        (
            """<meta http-equiv="Content-Security-Policy" content="script-src data:">""",
            "script-src data:",
        ),
        (
            f"""<meta http-equiv="Content-Security-Policy" content="style-src {style_hash("p{}")}">
            <style>p{{ }}</style>""",
            "style-src is not the hash of its styles",
        ),
        ('<p style="color: red">', "it has style or event attributes"),
        ('<p onclick="f()">', "it has style or event attributes"),
        ('<script src="a.js"></script>', "it has scripts"),
        ('<script type="application/ld+json">{}</script><script>f()</script>', "it has scripts"),
        ('<a href="javascript:f()">', "it has scripts"),
    ],
)
def test_it_finds_a_policy_that_does_not_hold(html: str, fault: str):
    assert fault in policy_faults(html)


def test_it_sees_requests_errors_and_what_is_kept(page: Page, tmp_path: Path):
    (tmp_path / "index.html").write_text(
        """<!doctype html><title>Faults</title><img src="http://127.0.0.2:9/pixel.gif" alt="">
        <script>document.cookie = "a=b"; localStorage.c = "d";
        console.error("said"); gone()</script>"""
    )
    with serve_folder(tmp_path) as url:
        log = watch(page)
        page.goto(url)
        assert {urlsplit(address).hostname for address in log.requests} == {
            "127.0.0.1",
            "127.0.0.2",
        }
        assert page.evaluate(KEPT) == ["a=b", "c"]
    assert [
        part
        for part in ("127.0.0.2", "said", "gone is not defined")
        if any(part in error for error in log.errors)
    ] == ["127.0.0.2", "said", "gone is not defined"]
