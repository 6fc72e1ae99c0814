"""Names of clinics that no rule hides in: substances that no record has, and words that are nearly
one."""

import pytest

from knowledge.names import is_near, name_fault
from small_project import small_knowledge


@pytest.mark.parametrize(
    ("kind", "text", "term"),
    [
        ("product", "Lavender Mist", "lavender"),
        ("product", "Lavendar Mist", "lavender"),
        ("product", "Aspirin Mask", "aspirin"),
        ("address", "1 Aspirin Street", "aspirin"),
        ("address", "1 Lavender Street", None),
        ("product", "Plain Gel", None),
    ],
)
def test_a_substance_without_a_record_is_refused_and_a_street_of_that_name_is_not(
    kind: str, text: str, term: str | None, tmp_path
):
    fault = name_fault(small_knowledge(tmp_path), kind, text)
    assert (fault and fault[1]) == (f'"{term}" in "{text}"' if term else None)


@pytest.mark.parametrize(
    ("one", "two", "most", "near"),
    [
        ("retinol", "retinol", 0, True),
        ("retinol", "retinal", 0, False),
        ("retinol", "retinal", 1, True),
        ("retinol", "retnol", 1, True),
        ("retinol", "rettinol", 1, True),
        ("retinol", "rettinal", 1, False),
        ("retinol", "rettinal", 2, True),
        ("retinol", "ret", 2, False),
    ],
)
def test_so_many_letters_may_differ(one: str, two: str, most: int, near: bool):
    assert is_near(one, two, most) == is_near(two, one, most) == near
