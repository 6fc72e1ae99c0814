"""Which entry of a clinic's file to leave out where a panel of its card has no room.

overrides/paper/card.typ refuses such a card with the panel's name and the millimeters that it is
over: a sign stands whole on its panel or not at all.
"""

import math
import re
from collections.abc import Iterator, Mapping

from creators.handout.room import chosen
from knowledge.records.clinic import Clinic
from knowledge.tighten import OWN

TOO_FULL = re.compile(r"panel (\w+): over by ([\d.]+) mm")
"""What the template says of the fullest panel, in letters of 12 pt on the highest card."""
MOST = "panels of 246 mm at most"
CHARACTERS = 8
"""Characters for a millimeter of a panel's height, about: a line of 37 takes 4.6 mm."""


def panel_advice(clinic: Clinic | None, sheet: Mapping, said: str) -> tuple[str, str, str] | None:
    """Return for a template's refusal the place of the entry to leave out, what does not fit, and
    what to do; None where the refusal is about something else."""
    found = TOO_FULL.search(said)
    if not found:
        return None
    panel, over = found[1], float(found[2])
    name = next((card["title"] for card in sheet["cards"] if card["urgency"] == panel), panel)
    got = f'"{name}" with {math.ceil(over)} mm more'
    if not clinic:
        return "handout:1", got, "shorten what the card is made from"
    entries = sorted(_entries(clinic, sheet, panel), key=lambda entry: entry[1])
    where, do = chosen(clinic, entries, math.ceil(over * CHARACTERS))
    return where, got, do


def _entries(clinic: Clinic, sheet: Mapping, panel: str) -> Iterator[tuple[tuple, int]]:
    """Yield each entry that puts a sign on the panel, and the characters of that sign."""
    calls = {call.red_flag: number for number, call in enumerate(clinic.stricter.calls)}
    signs = (one for card in sheet["cards"] if card["urgency"] == panel for one in card["signs"])
    for sign in signs:
        if sign["own"]:
            number = int(sign["id"].removeprefix(OWN)) - 1
            yield ("stricter", "red_flags", number), len(sign["short"])
        elif sign["sooner"]:
            yield ("stricter", "calls", calls[sign["id"]]), len(sign["short"])
