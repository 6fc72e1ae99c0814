"""The web servers of deploy/, each as a process of its own on a free loopback port, with the
project's own configuration.

What has to differ from a real host (port, folder, name) is exchanged in the text, and a line that
is not there fails the test. Started by root they give up root's rights, so both folders that they
get have to be open to everyone.
"""

import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from browser.find_browser import as_root, call, may_install, outcome
from helpers import ROOT, wait_for

TOOLS = ROOT / "build" / "tools" / "nginx"
SYSTEM = ("/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin")
"""Where servers are; /usr/sbin is on the PATH of root alone."""
WWW, NAME = "/var/www/bumps-after-microneedling", "bumps-after-microneedling.example"
APACHE_MODULES = ("mpm_event", "authz_core", "alias", "dir", "headers", "mime", "deflate", "filter")


class NoServer(Exception):
    """A server that is not here and could not be had; its text is the reason in one line."""


def find_nginx() -> tuple[str, Path]:
    """nginx, and its list of types. Where there is none, Debian's is unpacked into build/tools:
    nothing is installed or started."""
    if found := is_here("nginx"):
        return found, Path("/etc/nginx/mime.types")
    program, types = TOOLS / "usr" / "sbin" / "nginx", TOOLS / "etc" / "nginx" / "mime.types"
    if not program.exists():
        _unpack("nginx", "nginx-common")
    if call(str(program), "-v").returncode or not types.exists():
        raise NoServer("nginx: Debian's does not run here; do install it (apt-get install nginx)")
    return str(program), types


def _unpack(*packages: str) -> None:
    if not shutil.which("apt-get"):
        raise NoServer("nginx is not here, and there is no apt-get; do install nginx")
    TOOLS.mkdir(parents=True, exist_ok=True)
    download = ["sh", "-c", 'cd "$0" && apt-get download -q "$@"', str(TOOLS), *packages]
    done = call(*download, limit=300)
    if done.returncode and may_install():  # a fresh machine does not know yet what there is
        as_root("apt-get", "update", "-q")
        done = call(*download, limit=300)
    if done.returncode:
        raise NoServer(f"nginx is not here, and apt-get download{outcome(done)}; do install nginx")
    for file in TOOLS.glob("*.deb"):
        call("dpkg", "-x", str(file), str(TOOLS))


def is_here(name: str) -> str | None:
    """The path of a server's program, where it is installed."""
    name = {"apache": "apache2"}.get(name, name)
    return shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), *SYSTEM]))


def adapted(name: str, *changes: tuple[str, str]) -> str:
    """A file of deploy/ with each text exchanged, which has to stand there once."""
    text = (ROOT / "deploy" / name).read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in deploy/{name}"
        text = text.replace(old, new)
    return text


@contextmanager
def nginx(site: Path, work: Path) -> Iterator[int]:
    """Serve `site` with deploy/nginx.conf; gives the port."""
    program, types = find_nginx()
    port = _free_port()
    (work / "site.conf").write_text(
        adapted(
            "nginx.conf",
            ("    listen 80;\n", f"    listen 127.0.0.1:{port};\n"),
            ("    listen [::]:80;\n", ""),
            (f"root {WWW};", f"root {site};"),
        )
    )
    places = "".join(
        f"{kind}_temp_path {work}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (work / "nginx.conf").write_text(
        f"daemon off;\nworker_processes 1;\npid {work}/pid;\nerror_log {work}/log;\nevents {{}}\n"
        f"http {{\ninclude {types};\naccess_log off;\n{places}include {work}/site.conf;\n}}\n"
    )
    with _running(
        [program, "-e", str(work / "log"), "-p", str(work), "-c", str(work / "nginx.conf")],
        port,
        work,
    ):
        yield port


@contextmanager
def caddy(site: Path, work: Path) -> Iterator[int]:
    """Serve `site` with deploy/Caddyfile, without a certificate; gives the port."""
    program, port = _needed("caddy"), _free_port()
    text = adapted("Caddyfile", (f"{NAME} {{", f"http://127.0.0.1:{port} {{"), (WWW, str(site)))
    (work / "Caddyfile").write_text("{\n\tadmin off\n}\n" + text)
    with _running(
        [program, "run", "--config", str(work / "Caddyfile"), "--adapter", "caddyfile"], port, work
    ):
        yield port


@contextmanager
def apache(site: Path, work: Path) -> Iterator[int]:
    """Serve `site` with deploy/apache.conf in a virtual host; gives the port."""
    program, port = _needed("apache"), _free_port()
    modules = Path(program).parent.parent / "lib" / "apache2" / "modules"
    (work / "apache.conf").write_text(
        f"ServerRoot {work}\nServerName 127.0.0.1\nListen 127.0.0.1:{port}\nPidFile"
        f" {work}/pid\nErrorLog {work}/log\n"
        + "".join(f"LoadModule {name}_module {modules}/mod_{name}.so\n" for name in APACHE_MODULES)
        + "TypesConfig /etc/mime.types\n<Directory />\nRequire all granted\n</Directory>\n"
        f"<VirtualHost *:{port}>\nDocumentRoot {site}\n{adapted('apache.conf')}\n</VirtualHost>\n"
    )
    with _running([program, "-D", "FOREGROUND", "-f", str(work / "apache.conf")], port, work):
        yield port


SERVERS: dict[str, Callable] = {"nginx": nginx, "caddy": caddy, "apache": apache}


def _needed(name: str) -> str:
    if found := is_here(name):
        return found
    raise NoServer(f"{name} is not here; do install it to test its configuration too")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def _running(command: list[str], port: int, work: Path) -> Iterator[None]:
    """Run a server until the end of the block. It has to answer, and to end when it is asked to."""
    with (work / "output").open("w") as output:
        server = subprocess.Popen(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, "XDG_DATA_HOME": str(work)},
        )
    try:
        wait_for(lambda: server.poll() is not None or _answers(port), 20)
        assert server.poll() is None, (work / "output").read_text() + (
            (work / "log").read_text() if (work / "log").exists() else ""
        )
        yield
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _answers(port: int) -> bool:
    try:
        connection = HTTPConnection("127.0.0.1", port, timeout=2)
        connection.request("GET", "/")
        return connection.getresponse().status > 0
    except OSError:
        return False
