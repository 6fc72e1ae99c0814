"""What a clinic has signed."""

import datetime

from clinic_file import GOOD, parsed
from knowledge.checks.clinic.choices import check_doubles
from knowledge.checks.clinic.records import check_signed

SIGNED = '{{id: {}, name: "Dana Lee", role: "nurse", date: {}, content_hash: "0123456789abcdef"}}'


def test_a_clinic_signs_a_language_once_and_on_no_day_to_come(knowledge):
    today, tomorrow = knowledge.today, knowledge.today + datetime.timedelta(days=1)

    def found(*signed: tuple[str, datetime.date]) -> list[str]:
        entries = "".join(f"  - {SIGNED.format(*one)}\n" for one in signed)
        clinic = parsed(f"{GOOD}languages:\n{entries}")
        return [
            problem.field
            for check in (check_signed, check_doubles)
            for problem in check(knowledge, clinic)
        ]

    assert found(("es", today), ("fr", today)) == []
    assert found(("es", tomorrow)) == ["languages.date"]
    assert found(("es", today), ("es", today)) == ["languages"]
    assert found(("en", today)) == ["languages.id"]
