"""What the page that makes a handout refuses is what a clinic's file may not hold."""

import re

from clinic_file import GOOD, parsed
from creators.handout.form_rules import limits


def test_each_field_has_the_limits_of_a_clinics_file():
    found, clinic = limits(), parsed(GOOD)
    assert [name for name, field in found.items() if not field["pattern"]] == ["hours"]
    for name, field in found.items():
        value = str(getattr(clinic, name))
        assert re.search(field["pattern"], value), name
        assert field["least"] <= len(value) <= (field["most"] or len(value)), name
    assert not re.search(found["web"]["pattern"], "http://riverside.example/")
    assert not re.search(found["country"]["pattern"], "USA")
    required = [name for name, field in found.items() if field["required"]]
    assert required == ["name", "phone", "country", "emergency_number"]
