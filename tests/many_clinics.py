"""Made-up clinics in any number, each as strict as its number says: for tests and benchmarks. None
of them is a real one."""

import random
from pathlib import Path

import yaml

PLACES = (
    "River",
    "Lake",
    "Harbor",
    "Garden",
    "Station",
    "Market",
    "Bridge",
    "Forest",
    "Mill",
    "Abbey",
)
KINDS = ("Skin Clinic", "Dermatology", "Skin Studio", "Medical Spa", "Laser and Skin")
COUNTRIES = {"US": "911", "CA": "911", "GB": "999", "IE": "112", "AU": "000", "NZ": "111"}
COLORS = (
    ("#1d4f7a", "#e8f0f7"),
    ("#124f49", "#f3ede2"),
    ("#5b2a6e", "#f4eef7"),
    ("#7a1f3d", "#faf0f3"),
    ("#3f4a12", "#f3f5e6"),
)
LATER = (
    ("retinoid", 14),
    ("salicylic-acid", 14),
    ("mineral-sunscreen", 2),
    ("hyaluronic-acid", 10),
)
LONGER = (
    ("makeup", 5),
    ("exercise", 4),
    ("swimming", 14),
    ("heat", 10),
    ("acid", 14),
    ("fragrance", 14),
)
SOONER = (
    ("no-better-by-day-3", "same_day"),
    ("pus-or-gold-crust", "same_day"),
    ("fever-with-bumps", "emergency_now"),
    ("still-there-after-day-7", "same_day"),
    ("pearls-marks-or-lines", "within_48h"),
)
LINES = (
    {"line": "bring-photos"},
    {"line": "call-about-visit", "phone": "(201) 555-0123"},
    {"line": "person-speaks", "name": "Dana Lee", "language": "Spanish"},
)
PHONES = {
    "US": "(201) 555-01",
    "CA": "(506) 234-56",
    "GB": "0121 234 56",
    "IE": "(01) 234 56",
    "AU": "(02) 1234 56",
    "NZ": "03 234 56",
}
"""The phones of a country, but for two digits."""


def clinic_data(number: int) -> dict:
    """The fields of the clinic of that number; the same number gives the same clinic."""
    pick = random.Random(number)
    country = pick.choice(sorted(COUNTRIES))
    main, ground = pick.choice(COLORS)
    data = {
        "name": f"{pick.choice(PLACES)} {pick.choice(KINDS)} {number}",
        "country": country,
        "phone": f"{PHONES[country]}{number % 100:02}",
        "emergency_number": COUNTRIES[country],
        "address": f"{number} Example Road, Springfield",
        "hours": "Monday to Friday, 9 to 5",
        "web": f"https://clinic-{number}.example/",
        "handout_page": f"https://clinic-{number}.example/needling/",
        "colors": {"main": main, "ground": ground},
        "device": {"name": "Needling pen", "kind": pick.choice(("needles", "deep", "rf"))},
        "stricter": {
            "first_days": [
                {"remedy": name, "first_day": day}
                for name, day in pick.sample(LATER, pick.randint(0, 2))
            ],
            "avoid": [
                {"what": [name], "until_day": day}
                for name, day in pick.sample(LONGER, pick.randint(0, 2))
            ],
            "calls": [
                {"red_flag": name, "urgency": urgency}
                for name, urgency in pick.sample(SOONER, pick.randint(0, 2))
            ],
            "red_flags": (
                [{"sign": "nosebleed-comes-back", "urgency": "same_day"}] * pick.randint(0, 1)
            ),
        },
    }
    if pick.random() < 0.7:
        data["out_of_hours_phone"] = f"{PHONES[country]}{(number + 1) % 100:02}"
    if country == "US" and pick.random() < 0.5:
        data["lines"] = [pick.choice(LINES)]
    return data


class _Plain(yaml.SafeDumper):
    """Writes a list that stands twice two times: a clinic's file knows no anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def clinic_text(data: dict) -> str:
    """A clinic's file."""
    return yaml.dump(data, Dumper=_Plain, sort_keys=False, allow_unicode=True)


def write_clinics(folder: Path, count: int) -> None:
    """A file for each of `count` clinics in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        (folder / f"clinic-{number:04}.yml").write_text(
            clinic_text(clinic_data(number)), encoding="utf-8"
        )
