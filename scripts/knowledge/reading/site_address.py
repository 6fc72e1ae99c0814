"""The address that the site is built for: SITE_URL, else what mkdocs.yml says."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import quote, urlsplit

PATH_SAFE = "/%:@!$&'()*+,;=~"
"""Signs of a path that stand as they are (RFC 3986), beside letters, digits and -._"""


class AddressError(Exception):
    """An address that pages cannot have; its text is one line that names the right form."""


def site_address(root: Path) -> str:
    """The address for the project in `root`. It ends in a slash."""
    given = os.environ.get("SITE_URL", "").strip()
    return (
        checked(given, "SITE_URL")
        if given
        else example_address((root / "mkdocs.yml").read_text(encoding="utf-8"))
    )


def example_address(config: str) -> str:
    """The address in mkdocs.yml (`config`), which holds where SITE_URL is not set, or is empty."""
    import yaml

    document = yaml.compose(config, Loader=yaml.SafeLoader)
    value = next((value for key, value in document.value if key.value == "site_url"), None)
    if isinstance(value, yaml.SequenceNode):  # !ENV [SITE_URL, "https://…"]
        value = value.value[-1]
    return checked(value.value if value else "", "mkdocs.yml: site_url")


def checked(url: str, where: str) -> str:
    """`url` with a slash at its end. One that needs another form is refused: pages and the sitemap
    would have it as it is typed."""
    try:
        parts = urlsplit(url)
    except ValueError:  # half an IPv6 address
        parts = urlsplit("")
    host, path = _ascii_host(parts.netloc), quote(parts.path, safe=PATH_SAFE)
    if (
        parts.scheme not in ("http", "https")
        or host != parts.netloc
        or path != parts.path
        or parts.query
        or parts.fragment
        or not host
    ):
        scheme = "http" if parts.scheme == "http" else "https"
        right = (
            f"{scheme}://{host}{path.rstrip('/')}/"
            if host
            else "it as in https://your-clinic.org/bumps/"
        )
        raise AddressError(
            f"{where}: expected an address that begins with https:// and has neither ? nor # nor"
            " letters beyond ASCII; "
            f'got "{url}"; do write {right}'
        )
    return f"{url.rstrip('/?#')}/"


def _ascii_host(host: str) -> str:
    """A host as browsers ask for it (xn--…), with its port; nothing where it is none, or has
    letters that two standards write differently."""
    if re.fullmatch(r"[A-Za-z0-9.\-]+(:[0-9]+)?|\[[0-9a-f:]+\](:[0-9]+)?", host):
        return host
    try:
        ascii_host = host.encode("idna").decode()
        return (
            ascii_host
            if not host.isascii()
            and "@" not in host
            and ascii_host.encode().decode("idna") == host.lower()
            else ""
        )
    except UnicodeError:
        return ""
