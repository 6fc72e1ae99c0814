"""A clinic's file: whatever is in it, the answer is a clinic or one clear line for each mistake."""

import os
import time

import pytest

from clinic_file import GOOD, PATH, changed, clinic_problems, parsed
from conftest import ROOT
from knowledge.checks.clinic import check_clinics
from knowledge.checks.clinic.records import contrast, countries
from knowledge.reading.loader import LARGEST_FILE, clinic_files, load_clinic
from knowledge.reading.parser import parse_clinic
from knowledge.records.clinic import MOST, Clinic


def lines(text: str, path: str = PATH) -> list[str]:
    clinic, problems = parse_clinic(path, text)
    assert bool(clinic) is not bool(problems)
    return [str(problem).removeprefix(f"{path}:") for problem in problems]


def test_the_good_file_has_no_problem(knowledge, tmp_path):
    assert clinic_problems(knowledge, GOOD, tmp_path) == []


def test_norway_needs_no_quotes():
    assert parsed(changed(('"US"', "NO"))).country == "NO"


def test_the_good_file_has_every_field():
    # who stands for a language: tests/builders/test_languages.py
    assert parsed(GOOD).model_fields_set == set(Clinic.model_fields) - {"languages"}


def test_four_fields_are_enough(knowledge, tmp_path):
    text = 'name: "A Clinic"\ncountry: GB\nphone: "0121 234 5678"\nemergency_number: "999"\n'
    assert clinic_problems(knowledge, text, tmp_path) == []
    clinic = parsed(text)
    assert (clinic.id, clinic.device, clinic.is_deep, clinic.lines) == (
        "riverside",
        None,
        False,
        (),
    )


def test_the_example_has_every_field_and_no_problem(knowledge):
    assert list(check_clinics(knowledge, ROOT)) == []
    clinic, _ = load_clinic(ROOT, ROOT / "clinics" / "example.yml")
    assert set(Clinic.model_fields) - clinic.model_fields_set == {"signed_off", "languages"}
    text = (ROOT / "clinics" / "example.yml").read_text(encoding="utf-8")
    assert "# signed_off:" in text and "# languages:" in text


ADDRESS = "a web address that begins with https://"
A_LINE, HEX = (
    "2 to 60 characters on one line",
    "a color as # and six digits or letters a to f, in quotes",
)
ASKED = {
    "phone": (
        "a telephone number in quotes, as people of your country write it",
        'phone: "(201) 555-0123"',
    ),
    "name": (A_LINE, "name: Riverside Skin Clinic"),
    "country": (
        "the two capital letters of your country (ISO 3166), in quotes",
        'country: "US"',
    ),
    "emergency_number": (
        "the emergency number of your country, 2 to 6 digits in quotes",
        'the number of US: "112" or "911"',
    ),
    "web": (ADDRESS, "web: https://www.example.org/"),
    "handout_page": (ADDRESS, "handout_page: https://www.example.org/"),
    "logo": ("the name of an SVG or PNG file beside this one", "logo: our-logo.svg"),
    "colors.main": (HEX, 'main: "#124f49"'),
    "device.kind": ("needles, deep (over 1 mm) or rf", "kind: needles"),
    "products.0.substances": (
        "a list: ids of docs/_data/substances.yml",
        "substances: [clinic-gel]",
    ),
    "products.0.use": (
        "an id of docs/_data/product_uses.yml: a use is chosen, not written",
        "use: thin-layer-when-dry",
    ),
    "stricter.first_days.0.first_day": (
        "a whole number of days from 0 to 365 (day 0 is the day of treatment)",
        "first_day: 7",
    ),
    "stricter.avoid.0.what": ("a list: ids of substances or activities", "what: [makeup]"),
    "stricter.red_flags.0.sign": (
        "an id of docs/_data/clinic_signs.yml: a sign is chosen, not written",
        "sign: nosebleed-comes-back",
    ),
    "lines.0.line": ("an id of docs/_data/clinic_lines.yml", "line: bring-photos"),
    "write_lines": ("a whole number of ruled lines from 0 to 6", "write_lines: 3"),
    "signed_off.date": ("a date, year first", "date: 2026-11-22"),
    "signed_off.content_hash": (
        "the 16 digits that build.py handouts printed, in quotes",
        'content_hash: "0123456789abcdef"',
    ),
    "signed_off.name": (A_LINE, "name: Dr. A. Example"),
}
"""What a field asks for, and how to write it."""
PHONE, NAME, COUNTRY = 'phone: "(201) 555-0123"', 'name: "Riverside Skin Clinic"', 'country: "US"'
WEB, MAIN = 'web: "https://riverside.example/"', 'main: "#1d4f7a"'
SAME_DAY, LOGO_LINE = "red_flag: no-better-by-day-3, urgency: same_day", "logo: logo.svg"
WRONG = [
    (f"{PHONE}\n", "", 1, "phone", None),
    (PHONE, "phone: null", 3, "phone", None),
    (PHONE, 'phone: ""', 3, "phone", ""),
    (PHONE, "phone: 5550100", 3, "phone", "5550100"),
    (NAME, "name: 24", 1, "name", "24"),
    (NAME, f"name: {'R' * 500}", 1, "name", f"{'R' * 59}…"),
    (NAME, "name: [Riverside]", 1, "name", "['Riverside']"),
    (COUNTRY, "country: No", 2, "country", "No"),
    (COUNTRY, "country: usa", 2, "country", "usa"),
    ('emergency_number: "911"', "emergency_number: 911", 5, "emergency_number", "911"),
    (WEB, "web: riverside.example", 8, "web", "riverside.example"),
    (WEB, 'web: "https://../"', 8, "web", "https://../"),
    (WEB, 'web: "javascript:alert(1)"', 8, "web", "javascript:alert(1)"),
    (
        "needling/",
        "needling/?<script>",
        9,
        "handout_page",
        "https://riverside.example/needling/?<script>",
    ),
    *(
        (LOGO_LINE, f"logo: {name}", 10, "logo", name)
        for name in ("../../etc/passwd", "/etc/passwd.png", "..\\logo.svg", "logo.jpg")
    ),
    (MAIN, "main: blue", 12, "colors.main", "blue"),
    (MAIN, "main: #1d4f7a", 12, "colors.main", None),
    ("kind: needles", "kind: laser", 16, "device.kind", "laser"),
    ("  kind: needles\n", "", 14, "device.kind", None),
    ("substances: [clinic-gel]", "substances: []", 19, "products.0.substances", "[]"),
    ("use: thin-layer-when-dry", "use: Put it on.", 20, "products.0.use", "Put it on."),
    *(
        ("first_day: 14", f"first_day: {day}", 26, "stricter.first_days.0.first_day", got)
        for day, got in (
            ("two", "two"),
            ("366", "366"),
            ("14.5", "14.5"),
            ("-1", "-1"),
            ("true", "True"),
        )
    ),
    ("what: [makeup]", "what: makeup", 28, "stricter.avoid.0.what", "makeup"),
    ("sign: nosebleed-comes-back", "sign: A cut", 32, "stricter.red_flags.0.sign", "A cut"),
    ("line: speak-to", "line: Speak to", 22, "lines.0.line", "Speak to"),
    ("write_lines: 2", "write_lines: 7", 23, "write_lines", "7"),
    ("date: 2026-11-20", "date: 20 November", 36, "signed_off.date", "20 November"),
    ("date: 2026-11-20", "date: 2026-13-45", 36, "signed_off.date", "2026-13-45"),
    ('"0123456789abcdef"', "0123", 37, "signed_off.content_hash", "83"),
    ('  name: "Dr. A. Example"\n', "", 33, "signed_off.name", None),
]
KNOWN = "expected a known field; got"
OTHER_WRONG = [
    (PHONE, 'phon: "(201) 555-0123"', f'3: phon: {KNOWN} "phon"; do write phone'),
    ('name: "Riverside', 'nmae: "Riverside', f'1: nmae: {KNOWN} "nmae"; do write name'),
    ('  ground: "#e8f0f7"', '  grund: "#e8f0f7"', f'13: grund: {KNOWN} "grund"; do write ground'),
    ("until_day: 5", "until: 5", f'28: until: {KNOWN} "until"; do write until_day'),
    (
        SAME_DAY,
        "red_flag: no-better-by-day-3, urgency: soon",
        "30: stricter.calls.0.urgency: expected one of emergency_now, same_day, within_48h,"
        ' routine; got "soon"; do correct or add the field urgency',
    ),
    (
        "  red_flags:",
        "  notes: [Bring your photos.]\n  red_flags:",
        "31: stricter.notes: expected lines chosen from docs/_data/clinic_lines.yml; got free"
        " notes; do write lines: and below it - {line: bring-photos}, or write_lines: 3 for"
        " ruled lines to write on by hand",
    ),
]


def asks(line: int, field: str, got: str | None) -> str:
    expected, example = ASKED[field]
    shown = "nothing" if got is None else f'"{got}"'
    return f"{line}: {field}: expected {expected}; got {shown}; do write {example}"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [*((old, new, asks(*rest)) for old, new, *rest in WRONG), *OTHER_WRONG],
)
def test_a_mistake_gets_one_clear_line(old, new, message):
    is_phone = old.startswith("phone")  # out_of_hours_phone has the same words
    text = GOOD.replace(f"\n{old}", f"\n{new}", 1) if is_phone else changed((old, new))
    found = lines(text)
    assert any(line.startswith(message) for line in found) and len(found) <= 2, found


@pytest.mark.parametrize(
    ("country", "numbers"),
    [
        ('"DE"', 'of DE: "110" or "112"'),
        ('"JP"', 'of JP: "110" or "119"'),
        ('"ZZ"', "that calls an ambulance in your country"),
        ("[DE]", "that calls an ambulance in your country"),
        ('""', "that calls an ambulance in your country"),
    ],
)
@pytest.mark.parametrize("written", ["", "emergency_number: 112", 'emergency_number: ""'])
def test_advice_on_an_emergency_number_is_of_its_own_country(country, numbers, written):
    text = changed(('"US"', country), ('emergency_number: "911"', written))
    assert [one.rpartition("; do ")[2] for one in lines(text) if ": emergency_number: " in one] == [
        f"write the number {numbers}"
    ]


@pytest.mark.parametrize(
    ("field", "item"),
    [
        ("red_flags", "{sign: streaks, urgency: same_day}"),
        ("calls", "{red_flag: pus-or-gold-crust, urgency: same_day}"),
        ("first_days", "{remedy: aloe, first_day: 9}"),
        ("avoid", "{what: [tanning], until_day: 30}"),
    ],
)
def test_a_list_is_never_too_long_for_the_sheet(field, item):
    entries = "".join(f"\n    - {item}" for _ in range(MOST[field] + 1))
    text = (
        'name: "A Clinic"\ncountry: GB\nphone: "020 7946 0000"\nemergency_number:'
        f' "999"\nstricter:\n  {field}:{entries}\n'
    )
    found = lines(text)
    assert len(found) == 1 and found[0].startswith(
        f"6: stricter.{field}: expected a list of {MOST[field]} entries at most; got "
    )


@pytest.mark.parametrize("name", ["id", "origin"])
def test_what_the_file_name_says_is_no_field(name):
    assert f'1: {name}: expected a known field; got "{name}"' in lines(f"{name}: x\n{GOOD}")[0]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "",
            (
                "1: clinic: expected keys and values; got nothing; do write lines such as name:"
                " Riverside Skin Clinic"
            ),
        ),
        (
            "\n\n# Nothing but a comment\n",
            (
                "1: clinic: expected keys and values; got nothing; do write lines such as name:"
                " Riverside Skin Clinic"
            ),
        ),
        (
            "Riverside\n",
            (
                '1: clinic: expected keys and values; got "Riverside"; do write lines such as name:'
                " Riverside Skin Clinic"
            ),
        ),
        (
            "- name: Riverside\n",
            (
                "1: clinic: expected keys and values; got \"[{'name': 'Riverside'}]\"; do write"
                " lines such as name: Riverside Skin Clinic"
            ),
        ),
        (
            GOOD + 'phone: "(201) 555-0124"\n',
            '38: YAML: expected valid YAML; got "the key phone stands twice"; ',
        ),
        (GOOD.replace('"(201) 555-0123"', '"(201) 555-0123'), "4: YAML: expected valid YAML; got "),
        (
            GOOD.replace("colors:", "colors: &c"),
            '11: YAML: expected valid YAML; got "an anchor or alias: c"; ',
        ),
        (
            GOOD.replace('"US"', "!!python/object/apply:os.system [ls]"),
            '2: YAML: expected valid YAML; got "a tag: ',
        ),
        (GOOD + "<<: {phone: 1}\n", '38: <<: expected a known field; got "<<"; '),
        (
            "a: &a [x, x]\nb: &b [*a, *a]\n" + GOOD,
            '1: YAML: expected valid YAML; got "an anchor or alias: a"; ',
        ),
        ("name: " + "[" * 5000, '1: YAML: expected valid YAML; got "lists nested too deep"; '),
        (
            "name: " + "{a: " * 3000 + "1" + "}" * 3000,
            '1: YAML: expected valid YAML; got "lists nested too deep"; ',
        ),
        (
            "? [name]\n: Riverside\n",
            '1: YAML: expected valid YAML; got "a key that is not a plain word"; ',
        ),
        (GOOD.replace("  kind: needles", "\tkind: needles"), "16: YAML: expected valid YAML; got "),
    ],
)
def test_a_file_that_holds_no_clinic_says_so_in_one_line(text, line):
    found = lines(text)
    assert len(found) == 1 and found[0].startswith(line), found


@pytest.mark.parametrize(
    "name",
    [
        "Riverside.yml",
        "river side.yml",
        "riverside.yaml",
        "riverside.YML",
        "río.yml",
        "-.yml",
        "a_b.yml",
        ".yml",
        "a.b.yml",
    ],
)
def test_a_file_name_is_small_letters_digits_and_hyphens(name):
    assert lines(GOOD, f"clinics/{name}") == [
        "1: clinic: expected a file name in small letters, digits and hyphens that ends in .yml;"
        f' got "{name}"; do rename the file'
    ]


def test_a_folder_shows_each_file_that_was_meant_as_a_clinic(tmp_path):
    for name in ("b.yml", "a.yml", "C.YAML", ".hidden.yml", "logo.svg", "readme.md"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    assert [file.name for file in clinic_files(tmp_path)] == ["C.YAML", "a.yml", "b.yml"]
    assert clinic_files(tmp_path / "gone") == []


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    file = tmp_path / "huge.yml"
    with file.open("wb") as out:
        out.truncate(50_000_000)
    started = time.perf_counter()
    clinic, problems = load_clinic(tmp_path, file)
    assert time.perf_counter() - started < 0.1 and clinic is None
    assert [str(problem) for problem in problems] == [
        f"huge.yml:1: clinic: expected a file of {LARGEST_FILE} bytes at most; got 50000000 bytes; "
        "do keep only the fields of clinics/example.yml"
    ]


def test_a_file_that_is_not_utf_8_names_the_line(tmp_path):
    (tmp_path / "latin.yml").write_bytes(
        'name: "Riverside"\naddress: "Königsallee 1"\n'.encode("latin-1")
    )
    _, problems = load_clinic(tmp_path, tmp_path / "latin.yml")
    assert [str(problem) for problem in problems] == [
        "latin.yml:2: file: expected UTF-8 text; got byte 0xf6; do save the file again as UTF-8"
    ]


@pytest.mark.parametrize(
    ("name", "do"),
    [
        ("gone.yml", "create it or mend its permissions"),
        ("folder.yml", "put a file in its place"),
        ("pipe.yml", "put a file in its place"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path, name, do):
    (tmp_path / "folder.yml").mkdir()
    os.mkfifo(tmp_path / "pipe.yml")
    _, [problem] = load_clinic(tmp_path, tmp_path / name)
    assert (problem.path, problem.expected, problem.do) == (name, "a file that can be read", do)


def test_a_clinic_from_elsewhere_is_named_by_its_whole_path(tmp_path):
    (tmp_path / "riverside.yml").write_text("name: 1\n", encoding="utf-8")
    _, problems = load_clinic(ROOT, tmp_path / "riverside.yml")
    assert {problem.path for problem in problems} == {(tmp_path / "riverside.yml").as_posix()}


def test_every_mistake_is_said_at_once(knowledge, tmp_path):
    text = changed(
        ("[clinic-gel]", "[gel]"),
        ("what: [makeup]", "what: [make-up]"),
        ("remedy: retinoid", "remedy: retinol"),
        ("no-better-by-day-3", "no-better"),
        ('main: "#1d4f7a"', 'main: "#cccccc"'),
        ("logo.svg", "gone.svg"),
    )
    found = clinic_problems(knowledge, text, tmp_path)
    assert [line.split(":")[1:3] for line in found] == [
        ["10", " logo"],
        ["12", " colors.main"],
        ["13", " colors.ground"],
        ["19", " products.substances"],
        ["26", " stricter.first_days.remedy"],
        ["28", " stricter.avoid.what"],
        ["30", " stricter.calls.red_flag"],
    ]
    assert "clinic-gel" in found[3].partition("; do ")[2]


@pytest.mark.parametrize(
    ("main", "ground", "lines_"),
    [
        ("#767676", "#ffffff", []),
        ("#777777", "#ffffff", [12, 13]),
        ("#1d4f7a", "#1d4f7a", [13, 13]),
        ("#ffff00", "#ffffff", [12, 13]),
        ("#1d4f7a", "#000000", [13, 13]),
    ],
)
def test_colors_have_a_contrast_of_4_5(knowledge, tmp_path, main, ground, lines_):
    found = clinic_problems(
        knowledge,
        changed(
            ('main: "#1d4f7a"', f'main: "{main}"'), ('ground: "#e8f0f7"', f'ground: "{ground}"')
        ),
        tmp_path,
    )
    assert [int(line.split(":")[1]) for line in found] == lines_
    assert all("WCAG 2.2, 1.4.3" in line and "write a" in line for line in found)


def test_contrast_is_that_of_wcag():
    assert (
        round(contrast("#000000", "#ffffff"), 2) == 21
        and round(contrast("#ffffff", "#767676"), 2) == 4.54
        and contrast("#123456", "#123456") == 1
    )


def test_the_countries_are_those_of_iso_3166():
    assert (
        len(countries()) == 249
        and {"US", "GB", "NO", "DE"} <= countries()
        and not {"UK", "EU", "XX"} & countries()
    )


def test_nobody_signs_before_today(knowledge, tmp_path):
    assert [
        line
        for line in clinic_problems(
            knowledge, changed(("date: 2026-11-20", "date: 2099-01-01")), tmp_path
        )
        if "36: signed_off.date: expected a day up to" in line
    ]


HONEST = [
    ("address", "ul. Święta 12/4, 00-950 Łódź"),
    ("address", "Straße des 17. Juni 135, Gebäude A"),
    ("address", "C/ Peñíscola 5, 2º, A Coruña"),
    ("address", "12 O’Connell St & 3 King's Row, Unit #4"),
    ("address", "Nguyễn Huệ 22, TP. Hồ Chí Minh"),
    ("address", "Çarşı Cad. No: 8/B, İstanbul"),
    ("address", "112 Main Street; entrance on 9th Ave."),
    ("address", "911 Elm Street"),
    ("hours", "Mon–Fri 8:30–17:00, Sat 9–12 (by appointment)"),
    ("hours", "24/7"),
    ("hours", "Monday & Thursday, 9 to 5; Tuesday 1 to 8"),
    ("hours", "8 a.m. to 8 p.m., closed on Sundays"),
    ("name", "Þórsdóttir & Müller – Húðlækningar"),
    ("name", "Hair Transplant and Skin Center"),
    ("name", "L’Œil & Peau"),
    ("name", "Dr. O'Brien Skin + Laser"),
    ("name", "Clinic No. 7"),
]


@pytest.mark.parametrize(("field", "value"), HONEST)
def test_odd_but_honest_values_are_accepted(knowledge, tmp_path, field, value):
    old = {
        "address": "1 River Road, Springfield",
        "hours": "Monday to Friday, 9 to 5",
        "name": "Riverside Skin Clinic",
    }[field]
    assert (
        clinic_problems(knowledge, changed((f'{field}: "{old}"', f'{field}: "{value}"')), tmp_path)
        == []
    )


@pytest.mark.parametrize(
    ("field", "old", "longest"),
    [("address", "1 River Road, Springfield", 120), ("name", "Riverside Skin Clinic", 60)],
)
def test_a_line_has_so_many_letters_and_not_one_more(knowledge, tmp_path, field, old, longest):
    for length, is_right in ((longest, True), (longest + 1, False)):
        value = f"{old} B{'a' * (length - len(old) - 2)}"
        text = changed((f'{field}: "{old}"', f'{field}: "{value}"'))
        assert (clinic_problems(knowledge, text, tmp_path) == []) == is_right, length
