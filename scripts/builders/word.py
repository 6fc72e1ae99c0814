"""Packs the parts of a file for Word: the same parts give the same bytes on any machine."""

import datetime
import io
import zipfile
from collections.abc import Mapping

FIRST = "[Content_Types].xml"
"""What a program that opens the file reads first (ISO 29500-2)."""


def pack_word(parts: Mapping[str, bytes], date: str) -> bytes:
    """Return the file of `parts`, each with the time at which `date` (ISO 8601) begins."""
    day, packed = datetime.date.fromisoformat(date), io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in sorted(parts, key=lambda name: (name != FIRST, name)):
            member = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(member, parts[name])
    return packed.getvalue()
