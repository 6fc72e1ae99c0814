"""A clinic makes its own handout in a real browser: it sees it, prints it on two sheets, saves a
file that the build accepts; nothing leaves the page, and nobody gets at the words of safety."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from browser.axe import LAYOUT
from browser.everyone import VIEWS, faults_in_views
from browser.test_traffic import KEPT
from browser.views import DESKTOP, PHONE, ZOOMED, lines, report, watch
from clinic_values import clinic_with, named, values
from creators.handout.create import create_sheet
from creators.handout.marks import WEB, marked_once
from creators.handout.versions import printed_version
from helpers import ROOT
from knowledge.checks.clinic import check_clinic
from knowledge.checks.clinic.records import contrast, countries
from knowledge.model import Knowledge
from knowledge.phones import dialed, phone_fault
from knowledge.reading.logo import MOST_BYTES, MOST_PIXELS
from knowledge.reading.parser import parse_clinic
from knowledge.records.clinic import LEAST_CONTRAST, Clinic

PLACE = "about/for-clinics/make-a-handout/"
FULL = {
    "name": "Riverside Skin Clinic",
    "phone": "(201) 555-0123",
    "out_of_hours_phone": "+1 201-555-0199 ext. 7",
    "address": "1 River Road, Springfield",
    "hours": "Monday to Friday, 9 to 5",
    "web": "https://www.example.org/needling",
}
LONGEST = {
    "name": "The Riverside Clinic for Skin and Needling of Springfield",
    "phone": "+1 (201) 555-0123 ext. 12345",
    "out_of_hours_phone": "+1 (201) 555-0199 ext. 123456",
    "address": (
        "Building 12, Floor 3, Office 45, 1234 North River Road and Fifth Avenue, Springfield"
        " Township, Illinois 62701, USA"
    ),
    "hours": "Monday to Thursday 9 to 5, Friday 9 to 1, Saturday 10 to 12, closed on holidays",
    "web": (
        "https://www.the-riverside-clinic-for-skin-and-needling.example.org/patients/after-needling/"
    ),
}
BARE = str.maketrans("ÅåÇçÉéÍíÓóÔôãü’", "AaCcEeIiOoOoau'")
"""Letters as they are sorted."""
LOGO = ROOT / "clinics" / "example-logo.svg"
SAID = """() => [...document.querySelector("#sheet").shadowRoot
    .querySelectorAll(":not(style, [data-slot], [data-slot] *)")]
    .flatMap(one => [...one.childNodes].filter(node => node.nodeType === Node.TEXT_NODE)
        .map(node => node.data.trim()))
    .filter(Boolean).join("|")"""
"""The words of the sheet that are not the clinic's."""
TYPE = """fields => {
    for (const [id, text] of fields) {
        const field = document.getElementById(id);
        const box = field.matches("fieldset") && field.querySelector(`input[value="${text}"]`);
        if (box) box.checked = true;
        else field.value = text;
        if (field.matches("select") && field.value !== text) throw new Error(`no ${text} in ${id}`);
        field.dispatchEvent(new Event("change", { bubbles: true }));
    }
}"""
"""Writes each text into its field as if somebody had just left it."""


@pytest.fixture
def make(page: Page, site_url: str) -> Page:
    """The page, nothing filled in."""
    page.goto(site_url + PLACE)
    page.locator("#make").wait_for()
    return page


def put(page: Page, fields: dict[str, str]) -> None:
    """Put these into the form, one after another."""
    page.evaluate(TYPE, list(fields.items()))


def fill(page: Page, country: str = "US", **fields: str) -> None:
    """Put these into the form, and choose a country."""
    put(page, {**fields, "place": country})


def sheet(page: Page) -> str:
    """All that the sheet shows, with single spaces."""
    return " ".join(
        page.locator("#sheet")
        .evaluate(
            "host => [...host.shadowRoot.children].filter(one => !one.matches('style')).map(one =>"
            " one.textContent).join(' ')"
        )
        .split()
    )


def told(page: Page) -> dict[str, str]:
    """What stands beside each field that has a fault."""
    found = page.locator(".wrong span:visible")
    return dict(
        found.evaluate_all(
            "spans => spans.map(span => [span.parentElement.id.replace('-wrong', ''),"
            " span.innerText])"
        )
    )


def saved(page: Page, folder: Path) -> tuple[str, str]:
    """Press Save; the name and the text of the file."""
    with page.expect_download() as got:
        page.get_by_role("button", name="Save as a clinic file").click()
    file = folder / got.value.suggested_filename
    got.value.save_as(file)
    return file.name, file.read_text(encoding="utf-8")


def accepted(knowledge: Knowledge, folder: Path, name: str, text: str) -> Clinic:
    """The clinic of a saved file, which has to be free of problems."""
    clinic, problems = parse_clinic(f"clinics/{name}", text)
    assert not problems and clinic, [str(problem) for problem in problems]
    problems = list(check_clinic(knowledge, clinic, folder))
    assert not problems, [str(problem) for problem in problems]
    return clinic


def paper(page: Page, **options) -> list[str]:
    """The text of each page, as the browser prints it, with single spaces."""
    with pypdfium2.PdfDocument(page.pdf(**options)) as pdf:
        return [" ".join(one.get_textpage().get_text_bounded().split()) for one in pdf]


def squeezed(text: str) -> str:
    """Text without spaces and breaks, which differ on paper."""
    return re.sub(r"[\s\x02\u00ad\ufffe-]+", "", text)


# What is typed is seen, at once.


def test_what_is_typed_stands_on_the_sheet_at_once(make: Page):
    assert "The name of your clinic" in sheet(make) and "Nights and weekends" in sheet(make)
    for name, text in FULL.items():
        make.locator(f"#{name}").fill(text)
    make.locator("#place").select_option("US")
    shown = sheet(make)
    assert (
        all(text in shown for text in FULL.values())
        and "Call 911 or go to an emergency room now." in shown
    )
    assert "The name of your clinic" not in shown and told(make) == {}
    links = make.locator("#sheet a[href]").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    assert {"tel:911", "tel:+12015550123", "tel:+12015550199;ext=7", FULL["web"]} <= set(links)
    make.locator("#hours").fill("")
    assert make.locator("#sheet").get_by_text("Open:").is_hidden()


DIALED = f"""phones => phones.map(([phone, country]) => {{
    ({TYPE})([["phone", phone], ["place", country]]);
    return document.getElementById("sheet").shadowRoot.querySelector("a:has([data-slot=phone])")
        .getAttribute("href");
}})"""


def test_a_phone_dials_what_the_built_sheet_dials(make: Page):
    phones = [
        (value["value"], value["country"])
        for value in values("real")
        if value["field"] == "phone" and not value.get("may_ask")
    ]
    found = dict(zip(phones, make.evaluate(DIALED, phones)))
    assert found == {phone: f"tel:{dialed(*phone)}" for phone in phones}


def test_it_names_no_clinic_field_that_is_empty(make: Page):
    fill(make, name="A Clinic", phone="(201) 555-0123")
    hidden = make.locator("#sheet .call, #sheet .line").filter(has=make.locator(".empty"))
    assert hidden.count() > 3 and not any(one.is_visible() for one in hidden.all())


def test_the_emergency_number_follows_from_the_country(make: Page):
    for country, number in {"GB": "999", "CA": "911", "DE": "112", "AU": "000"}.items():
        fill(make, country)
        field = make.locator("#emergency_number")
        assert field.input_value() == number and f"Call {number} or go" in sheet(make), country
        assert not field.is_editable(), country


def test_another_country_has_its_name_in_the_list_and_takes_its_number(
    make: Page, knowledge: Knowledge, tmp_path: Path
):
    fill(make, name="A Clinic", phone="03-1234-5678")
    place = make.locator("#place")
    place.select_option(label="Japan")
    number = make.locator("#emergency_number")
    for text in ("911", ""):
        number.fill(text)
        make.locator("#save").click()
        assert told(make) == {
            "emergency_number": (
                "Write the number that calls an ambulance in your country: “110 or 119”"
            )
        }
    number.fill("119")
    assert "Call 119 or go" in sheet(make)
    assert accepted(knowledge, tmp_path, *saved(make, tmp_path)).country == "JP"
    place.select_option(label="United Kingdom")
    assert number.input_value() == "999"
    names = place.locator("option").all_inner_texts()
    assert set(place.locator("option").evaluate_all("all => all.map(one => one.value)")) == {
        "",
        *countries(),
    }
    others = place.locator("#others option").all_inner_texts()
    assert others == sorted(others, key=lambda name: name.translate(BARE))
    assert [name for name in names if len(name) < 4] == []


def test_a_phone_for_the_night_may_be_a_short_one(make: Page, knowledge: Knowledge, tmp_path: Path):
    fill(make, "GB", name="A Clinic", phone="0121 234 5678", out_of_hours_phone="111")
    link = make.locator("#sheet a:has([data-slot=out_of_hours_phone])").first
    assert link.get_attribute("href") == "tel:111" and told(make) == {}
    clinic = accepted(knowledge, tmp_path, *saved(make, tmp_path))
    assert [phone.link for phone in create_sheet(knowledge, clinic).phones] == [
        "+441212345678",
        "111",
    ]
    put(make, {"phone": "111"})
    assert list(told(make)) == ["phone"]
    put(make, {"phone": "0121 234 5678", "out_of_hours_phone": "999"})
    assert list(told(make)) == ["out_of_hours_phone"]


NUMBERS = (
    ("GB", "07700 900123"),  # kept for films
    ("GB", "07911 123456"),
    ("GB", "07400 123456"),
    ("GB", "111"),
    ("GB", "999"),
    ("GB", "118118"),
    ("DE", "116 117"),
    ("DE", "112"),
    ("DE", "030 123456"),
    ("CA", "811"),
    ("US", "(201) 555-0123"),
    ("US", "911"),
    ("NZ", "111"),
    ("NO", "116117"),
    ("JP", "03-1234-5678"),
    ("IT", "06 1234 5678"),
    ("BR", "(11) 2345-6789"),
    ("ZA", "011 234 5678"),
)


def test_the_form_and_the_build_know_the_same_numbers(make: Page):
    ask = (
        "numbers => numbers.map(([country, text, short]) => clinicFile.phone(text, country, short))"
    )
    for short in (False, True):
        found = make.evaluate(ask, [[*one, short] for one in NUMBERS])
        built = [not phone_fault(text, country, short) for country, text in NUMBERS]
        assert [not one.get("fault") for one in found] == built
        links = [dialed(text, country) for country, text in NUMBERS]
        assert [one["link"] for one in found if not one.get("fault")] == [
            link for link, taken in zip(links, built) if taken
        ]
    assert True in built and False in built


def test_the_lines_of_one_subject_can_be_chosen_from(make: Page):
    make.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    line, about = make.locator("#lines-0-line"), make.locator("#lines-0-about")
    values = lambda: line.locator("option").evaluate_all("all => all.map(one => one.value)")
    every = values()
    line.select_option("check-up-on")
    subjects = about.locator("option").evaluate_all("all => all.map(one => one.value)")
    found = []
    for subject in subjects[1:]:
        about.select_option(subject)
        found += values()[1:]
        assert len(values()) < 30 and line.locator("optgroup").count() == 1, subject
    assert sorted(found) == sorted(every[1:])
    about.select_option("")
    assert values() == every
    line.select_option("check-up-on")
    own = line.evaluate("one => one.selectedOptions[0].parentElement.label")
    about.select_option(label=own)
    assert line.input_value() == "check-up-on"


@pytest.mark.parametrize("device", ["", "needles", "deep", "rf"])
def test_the_device_brings_its_own_waits(
    device: str, make: Page, knowledge: Knowledge, tmp_path: Path
):
    """The sheet in the browser is the sheet that the build would make of the saved file, word for
    word."""
    fill(make, **FULL)
    make.locator("#device-kind").select_option(device)
    clinic = accepted(knowledge, tmp_path, *saved(make, tmp_path))
    assert (clinic.device.kind if clinic.device else "") == device
    built = marked_once(create_sheet(knowledge, clinic), WEB)
    shown = squeezed(sheet(make)).replace("\u00a0", "")
    groups = [*built.helps, *built.medicines, *built.leave]
    rules = [sentence for group in groups for sentence, _ in group.words.more]
    said = [
        built.title,
        *rules,
        *(group.words.lead for group in built.sun),
        *built.clinicians,
        *built.phone_lines,
        *built.questions,
        *(stage.text for stage in built.stages),
        *(card.action for card in built.cards),
        *(item for group in groups for item in (group.words.lead, *group.names)),
        *(phone.number for phone in built.phones),
    ]
    assert [text for text in said if squeezed(text) not in shown] == []
    assert ("After deep (over 1 mm)" in sheet(make)) == any(
        "After deep (over 1 mm)" in sentence for sentence in rules
    )


def test_every_red_flag_stands_on_it(make: Page, knowledge: Knowledge):
    shown = make.locator("#sheet li[data-sign]").evaluate_all(
        "items => items.map(item => item.dataset.sign)"
    )
    assert sorted(shown) == sorted(knowledge.red_flags)


def test_colors_and_logo_are_the_clinics(make: Page):
    fill(make, **FULL, main="#5a1d7a", ground="#f0e8f7")
    make.locator("#logo").set_input_files(LOGO)
    picture = make.locator("#sheet .name img")
    picture.wait_for()
    assert picture.get_attribute("src").startswith("data:image/png;base64,") and picture.evaluate(
        "one => one.naturalWidth > 0"
    )
    assert (
        make.locator("#sheet .box").last.evaluate("box => getComputedStyle(box).backgroundColor")
        == "rgb(240, 232, 247)"
    )
    assert (
        make.locator("#sheet h2").evaluate("title => getComputedStyle(title).color")
        == "rgb(90, 29, 122)"
    )
    make.get_by_role("button", name="Remove the logo").click()
    assert picture.count() == 0 and told(make) == {}


# On paper.


@pytest.mark.parametrize("fields", [FULL, LONGEST], ids=["usual", "longest"])
def test_it_prints_on_two_sheets_with_every_red_flag_and_nothing_else(
    fields: dict, make: Page, knowledge: Knowledge
):
    fill(make, **fields)
    make.locator("#logo").set_input_files(LOGO)
    make.locator("#sheet .name img").wait_for()
    for device in ("", "rf"):
        make.locator("#device-kind").select_option(device)
        for size in ("A4", "Letter"):
            pages = paper(make, format=size)
            assert list(paper_faults(pages, fields, knowledge)) == [], (device, size)


def paper_faults(pages: list[str], fields: dict, knowledge: Knowledge) -> Iterator[str]:
    """What is wrong with the printed sheet of a clinic with these fields."""
    first, text = squeezed(pages[0]), squeezed(" ".join(pages))
    version, day = printed_version(knowledge)
    if len(pages) > 4:
        yield f"{len(pages)} pages: two sheets, printed on both sides, are 4"
    wanted = [
        *(flag.short for flag in knowledge.red_flags.values()),
        *fields.values(),
        "Is this sheet up to date?",
        f"/h/?v={version}",
        f"Version {version}, {day}",
    ]
    yield from (f"not printed: {words}" for words in wanted if squeezed(words) not in text)
    at_once = (fields["phone"], "Call 911 or go to an emergency room now.")
    yield from (f"not on page 1: {words}" for words in at_once if squeezed(words) not in first)
    for_a_screen = (
        "Make a handout",
        "Before you hand it out",
        "Name of the clinic",
        "No cookies",
        "Identify",
        "Save as",
    )
    yield from (f"for a screen: {words}" for words in for_a_screen if squeezed(words) in text)


def test_the_print_button_prints_only_what_is_right(make: Page):
    make.evaluate("window.printed = 0; window.print = () => { printed += 1; }; 0")
    make.get_by_role("button", name="Print the sheet").click()
    assert make.evaluate("printed") == 0 and set(told(make)) == {
        "name",
        "phone",
        "place",
        "emergency_number",
    }
    assert make.get_by_role("status").filter(has_text="Some fields need a change").is_visible()
    assert make.evaluate("document.activeElement.id") == "name"
    fill(make, **FULL)
    make.get_by_role("button", name="Print the sheet").click()
    assert make.evaluate("printed") == 1 and told(make) == {}


def test_a_complaint_goes_as_soon_as_its_field_is_right(make: Page):
    make.get_by_role("button", name="Print the sheet").click()
    make.locator("#name").press_sequentially("A")
    assert "name" in told(make)
    make.locator("#name").press_sequentially(" Clinic")  # and the field is not left yet
    assert "name" not in told(make) and "phone" in told(make)
    make.locator("#place").select_option(label="Germany")
    assert set(told(make)) == {"phone"}


def test_a_sheet_that_is_not_finished_is_not_printed(make: Page):
    fill(make, name="A Clinic")
    assert not any("Get emergency help now if" in text for text in paper(make, format="A4"))


# As a file.


def test_the_saved_file_is_right_and_says_the_same(
    make: Page, knowledge: Knowledge, tmp_path: Path
):
    fill(make, **FULL, main="#1d4f7a", ground="#e8f0f7")
    make.locator("#device-kind").select_option("deep")
    make.locator("#logo").set_input_files(LOGO)
    make.locator("#sheet .name img").wait_for()
    name, text = saved(make, tmp_path)
    assert (
        name == "riverside-skin-clinic.yml"
        and "your logo beside it as riverside-skin-clinic-logo.svg. Then run: build.py handouts"
        " --clinic riverside-skin-clinic"
        in make.locator("#made").inner_text()
    )
    (tmp_path / "riverside-skin-clinic-logo.svg").write_bytes(LOGO.read_bytes())
    clinic = accepted(knowledge, tmp_path, name, text)
    assert {field: getattr(clinic, field) for field in FULL} == FULL
    assert (clinic.country, clinic.emergency_number, clinic.device.kind) == ("US", "911", "deep")
    assert (clinic.colors.main, clinic.colors.ground, clinic.logo) == (
        "#1d4f7a",
        "#e8f0f7",
        "riverside-skin-clinic-logo.svg",
    )


NAMES = (
    "Clínica Ñandú & Más",
    "Dr. A. O'Neill (Leeds)",
    "Praxis Größe, Łódź",
    "No. 1 Skin",
    "123",
    "Null",
    "Yes",
    "1E3 - True",
)


def test_any_name_comes_back_from_the_file_as_it_was(
    make: Page, knowledge: Knowledge, tmp_path: Path
):
    files = {}
    for name in NAMES:
        fill(make, name=name, phone="(201) 555-0123")
        files[name] = saved(make, tmp_path)
        assert accepted(knowledge, tmp_path, *files[name]).name == name
    make.reload()
    for name, (_, text) in files.items():
        assert opened(make, tmp_path, text).startswith("Opened."), name
        assert (
            make.locator("#name").input_value() == name
            and make.locator("#emergency_number").input_value() == "911"
            and told(make) == {}
        ), name
        assert saved(make, tmp_path) == files[name]


def opened(page: Page, folder: Path, text: str) -> str:
    """Open a file with this text; what the page says of it."""
    page.evaluate("document.querySelector('#made').textContent = ''")
    (folder / "opened.yml").write_text(text, encoding="utf-8")
    page.locator("#load").set_input_files(folder / "opened.yml")
    page.locator("#made:not(:empty)").wait_for()
    return f"{page.locator('#made').inner_text()} {page.locator('#kept').inner_text()}".strip()


def test_it_opens_the_example_and_keeps_all_of_it(make: Page, knowledge: Knowledge, tmp_path: Path):
    example = (ROOT / "clinics" / "example.yml").read_text(encoding="utf-8")
    said = opened(make, tmp_path, example)
    assert said.startswith("Opened.") and told(make) == {}
    assert said.endswith("handout_page, stricter.first_days, stricter.avoid, stricter.calls")
    shown = sheet(make)
    for words in (
        "We are closed from 24 December 2026 to 2 January 2027.",
        "Ask for Dana Lee",
        "Plain gel for needled skin: Wash your hands.",
        "A nosebleed that comes back our own sign",
    ):
        assert words in shown
    make.locator("#logo").set_input_files(LOGO)
    make.locator("#sheet .name img").wait_for()
    name, text = saved(make, tmp_path)
    (tmp_path / "example-skin-clinic-logo.svg").write_bytes(LOGO.read_bytes())
    clinic = accepted(knowledge, tmp_path, name, text)
    whole = parse_clinic("clinics/example-skin-clinic.yml", example)[0]
    own = {"logo": "example-skin-clinic-logo.svg"}
    assert clinic.model_dump() == {**whole.model_dump(), **own}


def test_a_long_name_is_cut_between_two_words(make: Page, tmp_path: Path):
    fill(make, **{**FULL, "name": LONGEST["name"]})
    assert saved(make, tmp_path)[0] == "the-riverside-clinic-for-skin-and.yml"


def test_norway_is_read_as_the_build_reads_it(make: Page):
    assert make.evaluate("clinicFile.parse('name: A Clinic\\ncountry: NO\\n').country") == "NO"


def test_a_sheet_without_stricter_rules_of_its_file_is_not_printed(make: Page, tmp_path: Path):
    opened(make, tmp_path, (ROOT / "clinics" / "example.yml").read_text(encoding="utf-8"))
    make.evaluate("window.printed = 0; window.print = () => { printed += 1; }; 0")
    make.get_by_role("button", name="Print the sheet").click()
    assert make.evaluate("printed") == 0
    assert "build.py handouts" in make.locator("#made").inner_text()
    assert not any("Get emergency help now if" in text for text in paper(make, format="A4"))


LOST = {
    'emergency_number: "112"': "emergency_number",
    "handouts: 3": "handouts",
    "products: [{name: Gel, substances: [retinoid], use: as-shown}]": "products.0.substances",
    "stricter: {notes: [Bring photos.]}": "stricter.notes",
    "lines: [{line: no-such-line}]": "lines.0.line",
}
"""A line of a file, and what of it the form has no place for."""


def test_what_it_cannot_keep_it_says(make: Page, tmp_path: Path):
    base = 'name: "A Clinic"\ncountry: "US"\nphone: "(201) 555-0123"\n'
    for line, lost in LOST.items():
        number = "" if "emergency" in line else 'emergency_number: "911"\n'
        said = opened(make, tmp_path, f"{base}{number}{line}\n")
        assert f"This page could not keep: {lost}" in said, line


def test_it_refuses_what_is_no_clinic_file(make: Page, tmp_path: Path):
    fill(make, **FULL)
    for text in (
        "",
        "- name: x",
        "{}",
        "just words",
        'name: "a"\n  x: "y"',
        "name: &a b",
        "name: !!python/object x",
        'name: "a"\nname: "b"',
        'name: ["a"',
        "\x00\x01",
        'name: "' + "a" * 9999,
    ):
        assert "cannot read this file" in opened(make, tmp_path, text), text
    assert make.locator("#phone").input_value() == FULL["phone"]


def test_lines_products_and_signs_are_chosen(make: Page, knowledge: Knowledge, tmp_path: Path):
    fill(make, **FULL)
    make.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    make.locator("#lines-0-line").select_option("check-up-on")
    make.locator("#lines-1-line").select_option("person-speaks")
    make.locator("#red_flags-0-sign").select_option("chest-pain")
    make.locator("#red_flags-0-urgency").select_option("same_day")
    make.locator("#write_lines").select_option("3")
    make.locator("#save").click()
    assert {"lines-0-date", "lines-0-time", "lines-1-name", "red_flags-0-urgency"} <= set(
        told(make)
    )
    make.locator("#lines-0-date").fill("2026-12-01")
    make.locator("#lines-0-time").fill("9:30")
    make.locator("#lines-1-name").fill("Jean-Luc d'Aubigné")
    make.locator("#lines-1-language").fill("Māori")
    make.locator("#red_flags-0-urgency").select_option("emergency_now")
    make.locator("#products-0-name").fill("HA Gel")
    make.locator("#products-0-substances").get_by_role("checkbox").first.wait_for()
    make.locator("#products-0-use").select_option("as-shown")
    make.locator("#save").click()
    assert told(make)["products-0-substances"].startswith("Choose what it is")
    assert make.evaluate("document.activeElement.type") == "checkbox"
    make.locator("#products-0-substances input[value=hyaluronic-acid]").check()
    assert "products-0-substances" not in told(make)
    make.locator("#products-0-use").select_option("as-shown")
    clinic = accepted(knowledge, tmp_path, *saved(make, tmp_path))
    built, shown = create_sheet(knowledge, clinic), sheet(make)
    said = [*built.notes, *(words for product in built.products for words in product)]
    said += [sign.short for sign, _ in built.signs() if sign.own]
    assert said and [words for words in said if words not in shown] == []
    assert make.locator("#sheet .write:visible").count() == built.write_lines == 3
    assert make.locator("#sheet .card.emergency_now li.own").count() == 1


CHECKED = """cases => cases.map(clinic => clinicFile.faults(clinic).map(one => one.path))"""


def test_the_form_takes_and_refuses_what_the_build_does(make: Page, capsys):
    """The lists of tests/data/clinic_values.yml, as test_values.py has them for the build."""
    cases = [
        (group, value)
        for group in ("hostile", "real")
        for value in values(group)
        if value["field"] != "logo"  # a picture: below
    ]
    data = json.loads(json.dumps([clinic_with(value) for _, value in cases], default=str))
    found = make.evaluate(CHECKED, data)
    wrong, asked = [], 0
    for (group, value), paths in zip(cases, found):
        own = [path for path in paths if path != "emergency_number"]
        told = paths if value["field"] == "emergency_number" else own
        asked += group == "real" and bool(told)
        if bool(told) != (group == "hostile") and not value.get("may_ask"):
            wrong.append((group, named(value), told))
    assert wrong == []
    counts = {group: sum(one == group for one, _ in cases) for group in ("hostile", "real")}
    report(
        capsys,
        f"make a handout: {counts['hostile']} hostile values refused, {counts['real'] - asked} of"
        f" {counts['real']} real ones taken, {asked} asked to choose",
    )


# What is not right is refused beside its field, by the rules of the clinic files.


REFUSED = (
    ("name", "A", "Write 2 to 60 letters"),
    ("name", "X" * 61, "Write 2 to 60 letters"),
    ("phone", "call me", "Write a phone number of your country"),
    ("phone", "12", "no phone number of your country"),
    ("phone", "+1 900 234 5678", "costs extra"),
    ("out_of_hours_phone", "+44 121 234 5678", "no phone number of your country"),
    ("address", "Here", "Write 5 to 120 letters"),
    ("address", "somewhere in town", "as a name"),
    ("hours", "9" * 81, "Write days"),
    ("hours", "Call us first, before you see a doctor", "Write days"),
    ("web", "http://example.org/", "begins with https://"),
    ("web", "javascript:alert(1)", "begins with https://"),
    ("web", f"https://example.org/{'a' * 90}", "begins with https://"),
    ("name", "Clinic 😀", "“😀”"),
    ("name", "Clinic \u202e evil", "Latin letters"),
    ("address", "1 Road \u200b", "Latin letters"),
    ("name", "Клиника", "Latin letters"),
    ("name", "<b>Clinic</b>", "“<”"),
    ("address", "1 Main Street, Do Not Worry", "“not”"),
    ("name", "Retinoll Clinic", "“retinol”"),
    ("name", "Pop the Bumps", "“pop”"),
)
"""A field, what is typed into it, and words of what it is told."""


BESIDE = """id => {
    const field = document.getElementById(id);
    const slots = document.getElementById("sheet").shadowRoot.querySelectorAll(`[data-slot=${id}]`);
    return {
        invalid: field.getAttribute("aria-invalid"), focus: document.activeElement.id,
        strange: [...slots].map(slot => slot.innerText)
            .filter(text => text && text !== field.dataset.empty),
    };
}"""
"""What a field with a fault says to programs, and what of it stands on the sheet all the same."""


def test_what_a_clinic_file_may_not_have_is_refused_beside_the_field(make: Page):
    fill(make, **FULL)
    for field, text, words in REFUSED:
        case = f"{field}: {text[:40]}"
        make.locator(f"#{field}").fill(text)
        make.locator("#save").click()
        found = told(make)
        assert list(found) == [field] and words in found[field], case
        seen = make.evaluate(BESIDE, field)
        assert seen == {"invalid": "true", "focus": field, "strange": []}, case
        put(make, {field: FULL[field]})
        assert told(make) == {} and FULL[field] in sheet(make), case


def test_the_build_refuses_the_same(knowledge: Knowledge, tmp_path: Path):
    taken = []
    for field, text, _ in REFUSED:
        fields = {**FULL, "country": "US", "emergency_number": "911", field: text}
        data = "".join(f'{name}: "{value}"\n' for name, value in fields.items())
        clinic, problems = parse_clinic("clinics/a.yml", data)
        if not problems and not list(check_clinic(knowledge, clinic, tmp_path)):
            taken.append((field, text))
    assert taken == [], "the build takes what the page refuses"


COLORS_OF = """pairs => pairs.map(([main, ground]) => {
    (TYPE)([["main", main], ["ground", ground]]);
    const { style } = document.getElementById("sheet");
    return [
        ["main", "ground"].filter(id => document.querySelector(`#${id}-wrong span`)),
        ["--main", "--ground"].map(name => style.getPropertyValue(name)),
    ];
})""".replace("TYPE", TYPE)
"""Which of each two colors are refused, and which the sheet has then."""


def test_colors_are_refused_by_the_same_contrast(make: Page):
    pairs = [
        ("#124f49", "#f3ede2"),
        ("#777777", "#ffffff"),
        ("#767676", "#ffffff"),
        ("#ffffff", "#ffffff"),
        ("#124f49", "#124f49"),
        ("#00ff00", "#f3ede2"),
        ("#000000", "#000000"),
        ("#5a1d7a", "#b0a0c0"),
        ("#123456", "#8899aa"),
        ("#0000ff", "#ffff00"),
    ]
    for (main, ground), (refused, shown) in zip(pairs, make.evaluate(COLORS_OF, pairs)):
        expected = {"main"} if contrast("#ffffff", main) < LEAST_CONTRAST else set()
        least = min(contrast(main, ground), contrast("#1f2a2a", ground))
        expected |= {"ground"} if least < LEAST_CONTRAST else set()
        assert set(refused) == expected, (main, ground)
        assert contrast(*shown) >= LEAST_CONTRAST, (main, ground)
        assert shown == [main, ground] or expected, (main, ground)


def png(wide: int, high: int) -> bytes:
    """A gray picture."""
    from io import BytesIO

    from PIL import Image

    file = BytesIO()
    Image.new("L", (wide, high), 128).save(file, "PNG")
    return file.getvalue()


def svg(inside: str = "", head: str = 'viewBox="0 0 9 9"') -> bytes:
    """A drawing."""
    shape = '<path d="M0 0h9v9z"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {head}>{shape}{inside}</svg>'.encode()


LOGOS = {
    "a small png": (png(40, 40), ""),
    "a plain svg": (svg(), ""),
    "a wide png": (png(MOST_PIXELS["png"] + 1, 300), "too large"),
    "a long png": (png(900, 100), "too long"),
    "a heavy file": (svg("<!--" + "x" * MOST_BYTES + "-->"), "too large"),
    "no picture": (b"GIF89a", "no whole"),
    "half a png": (png(400, 400)[:60], "no whole"),
    "half an svg": (svg()[:-9], "no whole"),
    "no size": (svg(head=""), "no whole"),
    "another root": (b"<html></html>", "no whole"),
    "a picture inside": (svg('<image href="https://a.example/b.png"/>'), "cannot be drawn"),
    "a doctype": (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg(), "cannot be drawn"),
    "a script": (svg("<script>alert(1)</script>"), ""),
    "a handler": (svg('<path onload="alert(1)" d="M0 0"/>'), ""),
    "a style": (svg("<style>@import 'https://a.example/'</style>"), ""),
}


def test_logos_are_taken_and_refused_as_the_build_does(make: Page, tmp_path: Path):
    from knowledge.reading.logo import logo_faults

    pictures = make.locator("#sheet .name img")
    for name, (data, words) in LOGOS.items():
        log = watch(make)
        file = tmp_path / ("logo.png" if data[:4] == b"\x89PNG" else "logo.svg")
        file.write_bytes(data)
        make.locator("#logo").set_input_files(file)
        make.locator("#no-logo:visible, #logo-wrong span:visible").wait_for()
        found = told(make)
        assert words in found["logo"] if words else found == {}, name
        if name != "half a png":  # the build finds that when it draws it
            assert bool(list(logo_faults(file))) == bool(words), name
        assert pictures.count() == (0 if words else 1), name
        if not words:
            assert pictures.get_attribute("src").startswith("data:image/png;base64,"), name
        assert [url for url in log.requests if not url.startswith(("data:", "blob:"))] == [], name
        blocked = [error for error in log.errors if "Content Security Policy" in error]
        assert words or log.errors == blocked, f"what a picture may not do stays blocked: {name}"
        make.evaluate("document.getElementById('no-logo').click()")
        assert told(make) == {} and pictures.count() == 0, name


# Nothing gets in, nothing gets out.


HOSTILE = (
    "<img src=x onerror=document.title='run'>",
    "<script>document.title='run'</script>",
    "&lt;b&gt;",
    "${1}",
    "{{7*7}}",
    "'; DROP",
    "</bdi></p><h1>A",
    "`a`",
    "\\u003cscript",
)
ELEMENTS = "host => host.shadowRoot.querySelectorAll('*').length"
SLOT = """text => {
    const sheet = document.querySelector("#sheet").shadowRoot;
    sheet.querySelector("[data-slot=name]").textContent = text;
}"""


def test_hostile_names_are_text(make: Page, knowledge: Knowledge, tmp_path: Path):
    title, before = make.title(), make.locator("#sheet").evaluate(ELEMENTS)
    for hostile in HOSTILE:
        log = watch(make)
        address, hours = f"{hostile} Road", f"{hostile} hours"
        fill(make, name=hostile, phone="(201) 555-0123", address=address, hours=hours)
        make.evaluate(SLOT, hostile)
        assert make.title() == title and log.errors == [] and log.requests == [], hostile
        assert make.locator("#sheet").evaluate(ELEMENTS) == before, hostile
        assert make.locator("#sheet script, #sheet img, #sheet b").count() == 0, hostile
        make.locator("#save").click()
        if not told(make):
            accepted(knowledge, tmp_path, *saved(make, tmp_path))


def test_nothing_leaves_the_page_and_nothing_is_kept(make: Page, site_url: str, tmp_path: Path):
    log = watch(make)
    fill(make, **FULL)
    make.locator("#logo").set_input_files(LOGO)
    make.locator("#sheet .name img").wait_for()
    saved(make, tmp_path)
    make.locator("#name").press("Enter")  # no form that sends itself
    assert (
        make.url == site_url + PLACE and make.evaluate(KEPT) == [] and make.context.cookies() == []
    )
    assert [
        url for url in log.requests if not url.startswith(("data:", "blob:"))
    ] == [] and log.errors == []
    make.reload()
    assert make.locator("#name").input_value() == "" and FULL["name"] not in sheet(make)


def test_the_policy_lets_it_send_nothing(make: Page, site: Path):
    html = (site / PLACE / "index.html").read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
    assert (
        "default-src 'none'" in policy
        and "; script-src 'self'" in policy
        and "img-src 'self' data:" in policy
        and "unsafe" not in policy
    )
    assert (
        make.evaluate("fetch('http://127.0.0.2:9/').then(() => 'sent', () => 'stopped')")
        == "stopped"
    )


def test_the_words_of_safety_cannot_be_edited(make: Page):
    before = make.evaluate(SAID)
    assert len(before) > 3000
    fill(make, **FULL)
    assert (
        make.locator("#sheet").evaluate(
            "host => [...host.shadowRoot.querySelectorAll('*')].filter(one => one.isContentEditable"
            " || one.matches('input, textarea, select')).length"
        )
        == 0
    )
    make.locator("#sheet h2").click()
    make.keyboard.press("Control+A")
    make.keyboard.type("No need to call")
    make.keyboard.press("Delete")
    assert make.evaluate(SAID) == before


def test_without_scripts_it_says_what_to_do_instead(browser: Browser, site_url: str):
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + PLACE)
    notice = page.locator("#no-make")
    assert (
        notice.is_visible()
        and "needs JavaScript" in notice.inner_text()
        and page.locator("#make").is_hidden()
    )
    notice.get_by_role("link", name="For clinics").click()
    assert page.url == f"{site_url}about/for-clinics/"
    context.close()


def test_a_part_that_does_not_load_is_as_no_script(page: Page, site_url: str):
    page.route("**/handout-rules.js", lambda route: route.abort())
    page.goto(site_url + PLACE)
    assert page.locator("#no-make").is_visible() and page.locator("#make").is_hidden()


def test_it_works_from_a_folder(page: Page, folder: Path, tmp_path: Path, knowledge: Knowledge):
    log = watch(page)
    page.goto((folder / "about" / "for-clinics" / "make-a-handout.html").as_uri())
    fill(page, **FULL)
    page.locator("#logo").set_input_files(LOGO)
    page.locator("#sheet .name img").wait_for()
    assert FULL["name"] in sheet(page) and log.errors == []
    name, text = saved(page, tmp_path)
    (tmp_path / "riverside-skin-clinic-logo.svg").write_bytes(LOGO.read_bytes())
    assert accepted(knowledge, tmp_path, name, text).name == FULL["name"]
    assert len(paper(page, format="A4")) <= 4


ZOOMED_TOO = (*VIEWS, (ZOOMED, "light", LAYOUT))
"""What is looked at where every page is: zoomed, it has the layout of a phone."""


def test_it_reads_for_everyone(
    make: Page, pytestconfig: pytest.Config, capsys: pytest.CaptureFixture
):
    """The sheet before anything is filled in is read in each window by test_axe.py."""
    wrong, seen = [], ZOOMED_TOO if pytestconfig.getoption("--all") else VIEWS
    make.get_by_role("button", name="Print the sheet").click()  # with faults beside the fields
    for fields, views in (({}, VIEWS[:1]), ({**FULL, "hours": "later"}, seen)):
        if fields:
            fill(make, **fields)
            assert list(told(make)) == ["hours"]
        wrong += faults_in_views(make, views)
        for size in (PHONE, DESKTOP, ZOOMED):
            make.set_viewport_size(size)
            if make.evaluate("document.documentElement.scrollWidth") > size["width"]:
                wrong.append(f"{size['width']}: it scrolls sideways")
    assert not wrong, lines(wrong)
    report(
        capsys,
        "make a handout: no fault of axe-core, filled and not, at 360 and 1280 px, light and dark",
    )
