"""The form that a site's address has, wherever it is named."""

import re
from urllib.parse import quote, urlsplit

PATH_SAFE = "/%:@!$&'()*+,;=~"
"""Signs of a path that stand as they are (RFC 3986), beside letters, digits and -._"""


ADDRESS = "an address that begins with https:// and has neither ? nor # nor letters beyond ASCII"


class AddressError(Exception):
    """An address that pages cannot have; its text is one line, and `do` names the right form."""

    def __init__(self, where: str, url: str, do: str) -> None:
        super().__init__(f'{where}: expected {ADDRESS}; got "{url}"; do {do}')
        self.do = do


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
        raise AddressError(where, url, f"write {right}")
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
