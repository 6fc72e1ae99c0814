"""A clinic's file with every field and no mistake in it, for tests to spoil."""

from pathlib import Path

from knowledge.checks.clinic import check_clinic
from knowledge.model import Knowledge
from knowledge.reading.parser import parse_clinic
from knowledge.records.clinic import Clinic

PATH = "clinics/riverside.yml"
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20"'
    ' fill="#1d4f7a"/></svg>'
)
GOOD = """\
name: "Riverside Skin Clinic"
country: "US"
phone: "(201) 555-0123"
out_of_hours_phone: "(201) 555-0199"
emergency_number: "911"
address: "1 River Road, Springfield"
hours: "Monday to Friday, 9 to 5"
web: "https://riverside.example/"
handout_page: "https://riverside.example/needling/"
logo: logo.svg
colors:
  main: "#1d4f7a"
  ground: "#e8f0f7"
device:
  name: "Needling pen"
  kind: needles
products:
  - name: "Plain gel"
    substances: [clinic-gel]
    use: thin-layer-when-dry
lines:
  - {line: speak-to, name: "Dana Lee"}
write_lines: 2
stricter:
  first_days:
    - {remedy: retinoid, first_day: 14}
  avoid:
    - {what: [makeup], until_day: 5}
  calls:
    - {red_flag: no-better-by-day-3, urgency: same_day}
  red_flags:
    - {sign: nosebleed-comes-back, urgency: same_day}
signed_off:
  name: "Dr. A. Example"
  role: "medical director"
  date: 2026-11-20
  content_hash: "0123456789abcdef"
"""


def changed(*edits: tuple[str, str]) -> str:
    """The good file with each edit (old text, new text) done once; an old text that is not there
    once fails the test."""
    text = GOOD
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the file"
        text = text.replace(old, new)
    return text


def parsed(text: str) -> Clinic:
    """The clinic in `text`, which must be readable."""
    clinic, problems = parse_clinic(PATH, text)
    assert clinic, [str(problem) for problem in problems]
    return clinic


def clinic_problems(knowledge: Knowledge, text: str, folder: Path) -> list[str]:
    """Everything that is said about a clinic's file in `folder`, where a good logo is as well."""
    (folder / "logo.svg").write_text(LOGO, encoding="utf-8")
    clinic, problems = parse_clinic(PATH, text)
    return sorted(
        {
            str(problem)
            for problem in [*problems, *(check_clinic(knowledge, clinic, folder) if clinic else ())]
        }
    )
