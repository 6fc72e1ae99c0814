#!/usr/bin/env python3
"""How long handouts take: 1,000 clinics from nothing, again with one changed, and a further handout
beside WeasyPrint and Chromium, which print the clinic's web page, in the same run. Each of the
three is warm: it has made a handout before the clock starts.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from booklet import PEERS, get_peers
from common import project_copy, ratio_row, say, table, time_row

from helpers import ENVIRONMENT, ROOT
from many_clinics import clinic_data, clinic_text, write_clinics

CLINICS, FURTHER, ROUNDS = 1000, 40, 3
AIM_ALL, AIM_AGAIN, AIM_MB = 20, 1.5, 500
WEASYPRINT = """
import sys, time
from weasyprint import HTML
times = []
for number in range({count} + 1):
    started = time.perf_counter()
    HTML(string=open('page.html').read()).write_pdf('weasyprint.pdf', pdf_variant='pdf/ua-1')
    times.append(time.perf_counter() - started)
print(*times[1:])
"""


def memory_of(process: int) -> int:
    """Bytes that a process and all that it started hold in memory now (Linux): pages that they
    share count once for each."""
    total, waiting = 0, [process]
    while waiting:
        number = waiting.pop()
        try:
            total += int(Path(f"/proc/{number}/statm").read_text().split()[1]) * os.sysconf(
                "SC_PAGE_SIZE"
            )
            waiting += map(int, Path(f"/proc/{number}/task/{number}/children").read_text().split())
        except OSError:  # it has ended
            continue
    return total


def run(root: Path, clinics: Path, out: Path) -> tuple[float, float]:
    """Seconds of the whole command for A4, and the most memory (MB) that it and its processes held
    together."""
    command = [
        sys.executable,
        str(root / "scripts" / "build.py"),
        "handouts",
        "--all",
        "--edition",
        "a4",
        "--clinics",
        str(clinics),
        "--out",
        str(out),
    ]
    started, most = time.monotonic(), 0
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=ENVIRONMENT, text=True
    )
    while process.poll() is None:
        most = max(most, memory_of(process.pid))
        time.sleep(0.05)
    seconds = time.monotonic() - started
    if process.returncode:
        raise SystemExit(
            f"bench: handouts ended with {process.returncode}:\n{process.stderr.read()}"
        )
    say(f"handouts: {seconds:.1f} s, {most / 1e6:.0f} MB")
    return seconds, most / 1e6


def ours(work: Path, html: Path, edition: str = "a4") -> list[float]:
    """Seconds of each further handout: the clinic's file read and checked, an edition of it set and
    written. Puts its web page in `html`."""
    sys.path.insert(0, str(ROOT / "scripts"))
    from builders.handouts import Order, Press, site_address
    from knowledge.reading.loader import load_knowledge

    folder = work / "clinics"
    write_clinics(folder, FURTHER + 1)
    place, knowledge = (site_address(ROOT), work), load_knowledge(ROOT)[0]
    press = Press(ROOT, work / "dist", Order((edition,)), *place, knowledge)
    times = []
    for file in sorted(folder.glob("*.yml")):
        started = time.perf_counter()
        assert not press.make(file, "").problems
        times.append(time.perf_counter() - started)
    web = Press(ROOT, work / "dist", Order(("web",)), *place, knowledge)
    web.make(sorted(folder.glob("*.yml"))[0], "")
    html.write_bytes((work / "dist" / "clinic-0001" / "index.html").read_bytes())
    return times[1:]


def weasyprint(work: Path) -> list[float]:
    """Seconds of each further print by WeasyPrint, in one process."""
    done = subprocess.run(
        [str(ROOT / PEERS / "bin" / "python"), "-c", WEASYPRINT.format(count=FURTHER // 4)],
        cwd=work,
        capture_output=True,
        text=True,
    )
    return [float(word) for word in done.stdout.split()]


def chromium(work: Path) -> list[float]:
    """Seconds of each further print by Chromium: the page set and printed in a browser that runs
    already."""
    from playwright.sync_api import sync_playwright

    html, times = (work / "page.html").read_text(encoding="utf-8"), []
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page(java_script_enabled=False)
        for _ in range(FURTHER + 1):
            started = time.perf_counter()
            page.set_content(html)
            page.pdf(path=work / "chromium.pdf", format="A4", tagged=True)
            times.append(time.perf_counter() - started)
        browser.close()
    return times[1:]


def report(root: Path) -> str:
    """The table. `root` is a copy of the project."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        write_clinics(work / "many", CLINICS)
        first = run(root, work / "many", work / "dist")
        again = []
        for number in range(1, ROUNDS + 1):
            data = {**clinic_data(number), "hours": f"Monday to Friday, 9 to {number}"}
            (work / "many" / f"clinic-{number:04}.yml").write_text(
                clinic_text(data), encoding="utf-8"
            )
            again.append(run(root, work / "many", work / "dist"))
        further = ours(work, work / "page.html")
        rows = [
            time_row(f"{CLINICS} clinics, A4 each, aim {AIM_ALL} s", [first[0]]),
            time_row(f"again with one changed, aim {AIM_AGAIN} s", [run[0] for run in again]),
            (
                f"most memory of all processes, aim {AIM_MB} MB",
                "",
                f"{max(run[1] for run in (first, *again)):.0f} MB",
                "",
            ),
            milliseconds("a further handout, read, checked, set and written", further),
            *(
                milliseconds(f"a further {name}", ours(work / edition, work / "page.html", edition))
                for edition, name in (("wallet-card", "card"), ("docx", "file for Word"))
            ),
        ]
        peers = get_peers()
        for name, measure in (("WeasyPrint", weasyprint), ("Chromium", chromium)):
            if name in peers and (theirs := measure(work)):
                rows += [
                    milliseconds(f"the same clinic's page by {name}", theirs),
                    ratio_row(f"our further handout to one of {name}", further, theirs, 1.0),
                ]
    return table(rows)


def milliseconds(what: str, seconds: list[float]) -> tuple[str, ...]:
    """A row of the table: the best and the median of some short times."""
    return what, f"{min(seconds) * 1000:.0f} ms", f"{median(seconds) * 1000:.0f} ms", ""


if __name__ == "__main__":
    with project_copy() as copy:
        print(report(copy))
