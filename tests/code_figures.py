"""Prints figures of the code: how long functions are, how dense lines are, how much is explained.

`.venv/bin/python tests/code_figures.py` measures the files as they are, `--at COMMIT` those of a
commit. Four projects that read well stand below, with the figures of a review in November 2026.
"""

import argparse
import ast
import io
import subprocess
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("scripts", "scripts/knowledge", "scripts/creators", "scripts/builders", "tests")
LONG = 40
"""Lines of a function at most (design: rules of style)."""
COLUMNS = (
    ("", 24),
    ("files", 6),
    ("lines", 8),
    ("module", 9),
    ("function", 10),
    ("> 40", 6),
    ("line", 8),
    ("> 100", 7),
    ("comps", 7),
    ("nested", 8),
    ("ternary", 9),
    ("lambda", 8),
    ("comment", 9),
    ("public", 8),
)
"""Modules: median and longest, in lines. Functions: median, nine of ten, longest. Lines: mean and
nine of ten, in columns, empty ones left out. What comes after "> 100" is counted for each 1,000
lines, but for the share of public names that have a docstring."""
ANCHORS = (
    (
        "peps release_management",
        4,
        417,
        "98/179",
        "12/34/35",
        0,
        "36/71",
        "0.0%",
        19,
        2.4,
        5,
        2,
        19,
    ),
    ("peps check-peps.py", 1, 609, "609/609", "11/37/72", 1, "47/78", "0.7%", 2, 0.0, 0, 0, 72),
    ("mkdocs structure", 5, 1562, "251/626", "4/23/98", 3, "45/85", "1.9%", 10, 0.0, 7, 3, 32),
    ("mkdocs-autorefs", 8, 1536, "67/691", "11/42/85", 7, "46/90", "4.7%", 3, 0.0, 7, 2, 90),
)
ANCHORS_PUBLIC = ("8%", "40%", "64%", "68%")
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Code:
    """One file's text and its syntax tree."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        """The tree, parsed anew."""
        return ast.parse(self.text)

    @property
    def lines(self) -> list[str]:
        """Its lines, empty ones too."""
        return self.text.splitlines()


def read_files(commit: str | None) -> list[Code]:
    """Every Python file of the project, as it is or as it was at a commit."""
    if not commit:
        files = sorted([*(ROOT / "scripts").rglob("*.py"), *(ROOT / "tests").rglob("*.py")])
        return [
            Code(file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8"))
            for file in files
        ]
    names = _git("ls-tree", "-r", "--name-only", commit, "scripts", "tests").splitlines()
    return [Code(name, _git("show", f"{commit}:{name}")) for name in names if name.endswith(".py")]


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"code_figures: git: {done.stderr.strip()}")
    return done.stdout


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method, also one inside another."""
    return (node for node in ast.walk(tree) if isinstance(node, FUNCTIONS))


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Its lines, without decorators."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def public(tree: ast.Module) -> Iterator[ast.AST]:
    """The module's classes and functions, and the methods of classes, whose names are public."""
    for node in tree.body:
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (
                    inner
                    for inner in node.body
                    if isinstance(inner, FUNCTIONS) and not inner.name.startswith("_")
                )


def nested(tree: ast.AST) -> int:
    """How many comprehensions stand inside another, or have more than one `for`."""
    found = [node for node in ast.walk(tree) if isinstance(node, COMPREHENSIONS)]
    inner = {
        id(child)
        for node in found
        for child in ast.walk(node)
        if child is not node and isinstance(child, COMPREHENSIONS)
    }
    return len(inner)


def comments(text: str) -> int:
    """How many comments a text has, each line of one counted."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return sum(token.type == tokenize.COMMENT for token in tokens)


def at(values: list[int], share: float) -> int:
    """The value that this share of them do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] if values else 0


def figures(name: str, files: list[Code]) -> tuple[object, ...]:
    """The figures of these files, in the order of the columns."""
    trees = [file.tree for file in files]
    lines = [line for file in files for line in file.lines]
    full = [len(line) for line in lines if line.strip()]
    sizes = [len(file.lines) for file in files]
    spans = [length(node) for tree in trees for node in functions(tree)]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    explained = [ast.get_docstring(node) is not None for tree in trees for node in public(tree)]

    def each(count: int, digits: int = 0) -> str:
        return f"{1000 * count / len(lines):.{digits}f}"

    def of(kinds: type | tuple[type, ...]) -> str:
        return each(sum(isinstance(node, kinds) for node in nodes))

    return (
        name,
        len(files),
        len(lines),
        f"{median(sizes):.0f}/{max(sizes)}",
        f"{median(spans):.0f}/{at(spans, 0.9)}/{max(spans)}",
        sum(span > LONG for span in spans),
        f"{sum(full) / len(full):.0f}/{at(full, 0.9)}",
        f"{sum(len(line) > 100 for line in lines) / len(lines):.1%}",
        of(COMPREHENSIONS),
        each(sum(map(nested, trees)), 1),
        of(ast.IfExp),
        of(ast.Lambda),
        each(sum(comments(file.text) for file in files)),
        f"{sum(explained) / max(1, len(explained)):.0%}",
    )


def row(values: Sequence[object]) -> str:
    """One line of the table."""
    first, *rest = zip(values, COLUMNS, strict=True)
    return f"{first[0]:{first[1][1]}}" + "".join(f"{value:>{wide}}" for value, (_, wide) in rest)


def longest(files: list[Code]) -> Iterator[str]:
    """The functions that are too long, the longest first."""
    found = [
        (length(node), f"{file.path}:{node.lineno}: {node.name}")
        for file in files
        for node in functions(file.tree)
    ]
    return (f"{size:>4} {place}" for size, place in sorted(found, reverse=True) if size > LONG)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--at", metavar="COMMIT", help="measure the files of this commit")
    parser.add_argument("--long", action="store_true", help="name the functions over 40 lines")
    options = parser.parse_args()
    files = read_files(options.at)
    print(row([name for name, _ in COLUMNS]))
    for part in PARTS:
        if own := [file for file in files if file.path.startswith(f"{part}/")]:
            print(row(figures(f"{part}/", own)))
    for anchor, share in zip(ANCHORS, ANCHORS_PUBLIC, strict=True):
        print(row((*anchor, share)))
    if options.long:
        print(*longest(files), sep="\n")


if __name__ == "__main__":
    main()
