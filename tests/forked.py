"""Runs commands of build.py in forks of a process that has loaded it: to start Python and load the
libraries takes longer than most commands do.

A fork goes on where `python scripts/build.py` has done its imports. That a fresh Python can start
it is what tests/test_build.py, tests/test_imports.py and
the build of all that is published are for.
"""

import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import NoReturn

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
LIBRARIES = (
    "babel.dates",
    "markdown.extensions.codehilite",
    "markdown.extensions.footnotes",
    "markdown.extensions.tables",
    "material.templates",
    "mkdocs.__main__",
    "mkdocs.commands.build",
    "mkdocs.contrib.search",
    "mkdocs.theme",
    "pydantic",
    "segno",
    "textstat",
    "typst",
    "yaml",
)
"""What commands load that takes long."""


def run_forked(*arguments: str) -> subprocess.CompletedProcess:
    """What `python scripts/build.py` with these arguments does in this folder and environment: its
    exit code and output."""
    with tempfile.TemporaryDirectory() as folder:
        out, error = Path(folder) / "out", Path(folder) / "error"
        request = {
            "arguments": arguments,
            "out": str(out),
            "error": str(error),
            "folder": os.getcwd(),
            "environment": dict(os.environ),
        }
        server = _server(os.environ.get("PYTHONHASHSEED"))
        server.stdin.write(f"{json.dumps(request)}\n")
        server.stdin.flush()
        answer = server.stdout.readline()
        if not answer:
            raise RuntimeError(f"{__file__} ended with {server.wait()}")
        said = (file.read_text(encoding="utf-8") for file in (out, error))
        return subprocess.CompletedProcess(["build.py", *arguments], int(answer), *said)


@cache
def _server(seed: str | None) -> subprocess.Popen:
    """The process that forks, one for each `seed` of hashes, which no fork can change; it ends when
    this one closes its input, at the latest by ending."""
    return subprocess.Popen(
        [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def serve() -> None:
    """Load all of ours, then run each command that is asked for in a fork of its own."""
    from phonenumbers import PhoneMetadata

    sys.path.insert(0, str(SCRIPTS))
    names = (
        ".".join(file.relative_to(SCRIPTS).with_suffix("").parts)
        for folder in ("builders", "creators", "knowledge")
        for file in sorted((SCRIPTS / folder).rglob("*.py"))
    )
    for name in ("build", *LIBRARIES, *names):
        importlib.import_module(name.removesuffix(".__init__"))
    PhoneMetadata.load_all()  # the phones of each country are a module
    for line in sys.stdin:
        request = json.loads(line)
        child = os.fork()
        if not child:
            _run(**request)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _run(
    arguments: list[str], out: str, error: str, folder: str, environment: dict[str, str]
) -> NoReturn:
    """Be the command, to its end."""
    import build

    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.argv = ["build.py", *arguments]
    _end_as(partial(build.main, arguments), Path(out), Path(error), folder)


def _end_as(main: Callable[[], int | None], out: Path, error: Path, folder: str | Path) -> NoReturn:
    """End as `main` does in this folder, with its output in files."""
    for number, name in ((0, os.devnull), (1, out), (2, error)):
        os.dup2(os.open(name, os.O_RDWR | os.O_CREAT), number)
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, encoding="utf-8", closefd=False)
        for number, mode in ((0, "r"), (1, "w"), (2, "w"))
    )
    os.chdir(folder)
    try:
        code = main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0 if ended.code is None else 1
        if isinstance(ended.code, str):
            print(ended.code, file=sys.stderr)
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    serve()
