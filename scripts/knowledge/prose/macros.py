"""Each macro that prose may use, and what its arguments name."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Macro:
    """`kinds`: the kinds of record that its arguments may name. `least` and `most`: how many it
    takes. A `block` writes more than words, and so stands alone on its line."""

    kinds: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    block: bool = False


def _of_one(*kinds: str, block: bool = False) -> Macro:
    return Macro(kinds, 1, 1, block)


_THINGS = ("remedies", "substances", "activities")

MACROS = {
    "rule": _of_one(*_THINGS),
    "first_day": _of_one(*_THINGS),
    "until": _of_one(*_THINGS),
    "day": _of_one(*_THINGS),
    "wait": _of_one(*_THINGS),
    "max_days": _of_one("remedies"),
    "test_days": _of_one("remedies"),
    "how_soon": _of_one("causes"),
    "action": _of_one("red_flags"),
    "urgency": _of_one("urgencies"),
    "emergency_numbers": Macro(),
    "picture": _of_one("bump_types", block=True),
    "pictures": Macro(("bump_types",), 1, 19, block=True),
    "chart": _of_one("charts", block=True),
    "red_flags": Macro(("urgencies",), 0, 1, block=True),
    "urgency_cards": Macro(("urgencies",), 0, 3, block=True),
    "drill_counts": Macro(block=True),
    "drills": Macro(("urgencies",), 1, 3, block=True),
    "source_list": Macro(("grades",), 0, 4, block=True),
    **dict.fromkeys(
        """
        normal_pair timeline stages cause_table section_pages corrections review_status decisions
        glossary hazards scorecard unread_sources data_files languages
        """.split(),
        Macro(block=True),
    ),
}

BLOCKS = frozenset(name for name, macro in MACROS.items() if macro.block)
