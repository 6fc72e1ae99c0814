"""Keeps in build/ what takes long to make. What was made from something else, or is broken, is made
again; what cannot be written, as in a project that may only be read, is made each time."""

import hashlib
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket

from builders.output import hash_files, write_whole
from creators.shell.templates import markdown_environment
from knowledge.reading.loader import seen_files

FOLDER = "build/kept"


def kept(file: Path, made_from: str, make: Callable[[], bytes]) -> bytes:
    """Return what `make` returns, from `file` where it was kept there, behind a hash of itself and
    of all that it is made from."""
    if (found := _read(file, made_from)) is not None:
        return found
    made = make()
    # the disk may be full, or only to be read, and another process may keep the same
    with suppress(OSError):
        write_whole(file, _digest(made_from, made) + made)
    return made


def _read(file: Path, made_from: str) -> bytes | None:
    with suppress(OSError):
        data = file.read_bytes()
        if data[:32] == _digest(made_from, data[32:]):
            return data[32:]
    return None


def _digest(made_from: str, made: bytes) -> bytes:
    return hashlib.sha256(made_from.encode() + b"\0" + made).digest()


@cache  # the code that runs stays what it is
def made_by(*packages: str) -> str:
    """Return what names our own code, this Python and the installed `packages`."""
    scripts = Path(__file__).resolve().parent.parent
    code = [file for file in seen_files(scripts) if file.suffix == ".py"]
    return " ".join([hash_files(scripts, code), sys.version, *map(version, packages)])


def keep_templates(root: Path, env: Environment, name: str) -> None:
    """Let an environment keep its compiled templates under a `name`: to compile them in each
    process takes as long as all that is made with them."""
    folder = root / FOLDER / name
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = _Templates(str(folder), "%s")


def drawing_templates(root: Path) -> Environment:
    """Return an environment for drawings alone: creators.site.files has one for them and all
    pages, and much more to import."""
    templates = markdown_environment(root / "overrides")
    keep_templates(root, templates, "pages")
    return templates


class _Templates(FileSystemBytecodeCache):
    def get_source_checksum(self, source: str) -> str:
        # by our code too: Jinja calls filters of constants while it compiles
        return super().get_source_checksum(made_by("jinja2", "mkdocs") + source)

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # whatever pickle says of a broken file
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)
