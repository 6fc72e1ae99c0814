"""Names of clinics that no rule hides in: substances that no record has, and words that are nearly
one."""

import pytest

from knowledge.names import is_near, name_fault
from small_project import small_knowledge

BRANDS = (
    "docs/_data/brands.yml",
    "brands: []",
    "brands:\n"
    "  - {id: scents, row: acid, names: [lavender]}\n"
    "  - {id: tablets, medicine: true, names: [aspirin]}\n"
    "  - {id: household, names: [vinegar]}",
)
ROWS = (
    "docs/_data/a_to_z.yml",
    "a_to_z: []",
    "a_to_z:\n"
    "  - {id: tea-tree, name: Tea tree oil, also: [melaleuca], kind: skin_care, like: acid}",
)
LABELS = ("docs/_data/substances.yml", 'name: "acids"', 'name: "acids", labels: ["willow bark"]')


@pytest.mark.parametrize(
    ("kind", "text", "term"),
    [
        ("product", "Lavender Mist", "lavender"),
        ("product", "Lavendar Mist", "lavender"),
        ("product", "Aspirin Mask", "aspirin"),
        ("address", "1 Aspirin Street", "aspirin"),
        ("address", "1 Lavender Street", None),
        ("name", "Lavender Skin Clinic", "lavender"),
        ("name", "Lavendar Skin Clinic", None),
        ("product", "Vinegar Gel", "vinegar"),
        ("name", "Vinegar Yard Clinic", None),
        ("product", "Tea Tree Gel", None),
        ("product", "Tea Tree Oil", "teatreeoil"),
        ("product", "Melaleuca Gel", "melaleuca"),
        ("name", "Melaleuca Skin Clinic", None),
        ("product", "Willow Bark Gel", "willowbark"),
        ("product", "Willow Gel", None),
        ("product", "Plain Gel", None),
    ],
)
def test_a_name_that_products_are_sold_under_is_known(
    kind: str, text: str, term: str | None, tmp_path
):
    fault = name_fault(small_knowledge(tmp_path, BRANDS, ROWS, LABELS), kind, text)
    assert (fault and fault[1]) == (f'"{term}" in "{text}"' if term else None)


def test_it_may_stand_where_the_entry_names_its_substance(tmp_path):
    knowledge = small_knowledge(tmp_path, BRANDS, ROWS, LABELS)
    for text in ("Lavender Gel", "Melaleuca Gel", "Willow Bark Gel"):
        assert name_fault(knowledge, "product", text, ("bha",)) is None, "BHA is an acid"
    assert name_fault(knowledge, "product", "Vinegar Gel", ("acid",))
    assert name_fault(knowledge, "product", "Aspirin Gel", ("acid",))


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
