#!/usr/bin/env python3
"""The command line (being built)."""
import sys
from pathlib import Path

from knowledge.checks import check_project

if __name__ == "__main__":
    root = Path(__file__).resolve().parent.parent
    knowledge, problems = check_project(root)
    only = tuple(sys.argv[2:])
    shown = [p for p in problems if not only or p.path.startswith(only)]
    for p in shown:
        print(p)
    print(f"{len(knowledge.pages())} pages, {len(shown)} problems")
    sys.exit(bool(problems))
