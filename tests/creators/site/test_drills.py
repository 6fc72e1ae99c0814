"""How many cases one way through the signs places right, too low and too high."""

from creators.site.drills import tally
from knowledge.model import Drill, Urgency
from knowledge.signs import Reading

MILD = Drill.model_construct(expect=Urgency.ROUTINE)
URGENT = Drill.model_construct(expect=Urgency.SAME_DAY)


def test_a_case_is_too_low_by_what_is_found_and_too_high_by_what_is_feared():
    assert tally(
        [
            (URGENT, Reading(Urgency.WITHIN_48H, Urgency.SAME_DAY)),
            *[(MILD, Reading(Urgency.ROUTINE, Urgency.ROUTINE))] * 2,
            *[(MILD, Reading(Urgency.ROUTINE, Urgency.WITHIN_48H))] * 3,
            *[(MILD, Reading(Urgency.ROUTINE, Urgency.SAME_DAY))] * 4,
        ]
    ) == {"low": 1, "right": 2, "over": 3, "far_over": 4}
