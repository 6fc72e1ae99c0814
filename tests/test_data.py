"""The data for other programs: every file follows its schema, says what the records say in plain
words, and keeps its ids."""

import json
import re
import sys
from collections import Counter
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from creators.data.exports import (
    EXPORTS,
    FOLDER,
    LICENSE,
    NOTICE,
    create_exports,
    page_url,
)
from creators.data.schemas import DIALECT
from creators.wording.phrases import phrases_of
from helpers import read_site
from knowledge.checks.stable_ids import PUBLISHED, published_ids
from small_project import small_knowledge

NAMES = [export.name for export in EXPORTS]
ID = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*|[A-Z0-9]+(-[A-Z0-9]+)*")
NOTATION = re.compile(r"\{\{|\}\}|^\||\|$|\[\^|\]\(|\*\*|`|◇|</?[a-z]|\{ ?[#.:\w]")


@pytest.fixture(scope="session")
def data(site: Path) -> dict[str, dict]:
    """Every file of data/v1/ as it was published, by its name."""
    return {
        file.name: json.loads(file.read_text(encoding="utf-8"))
        for file in sorted((site / FOLDER).iterdir())
    }


def validator(schema: dict) -> Draft202012Validator:
    """Holds data against a schema, formats such as dates too."""
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def texts(value: object) -> list[str]:
    """Every text in a value."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for item in inner for text in texts(item)]


def ids(items: list[dict]) -> list[str]:
    """The ids of a file's items; claims have none."""
    return [item["id"] for item in items if "id" in item]


def test_there_is_a_file_and_a_schema_of_each_kind_and_an_index(data, capsys):
    assert set(data) == {
        "index.json",
        *(f"{name}.{end}" for name in NAMES for end in ("json", "schema.json")),
    }
    assert {
        "remedies",
        "causes",
        "red-flags",
        "rules",
        "timeline",
        "sources",
        "claims",
        "versions",
    } <= set(NAMES)
    with capsys.disabled():
        print(
            "\ndata:",
            ", ".join(f"{len(data[f'{name}.json']['items'])} {name}" for name in NAMES),
            file=sys.stderr,
        )


def test_the_files_are_written_for_people_too(site):
    for file in (site / FOLDER).iterdir():
        text = file.read_text(encoding="utf-8")
        assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n", file.name


def test_the_index_names_each_file_and_counts_its_items(data):
    assert [entry["name"] for entry in data["index.json"]["files"]] == NAMES
    for entry in data["index.json"]["files"]:
        assert entry["items"] == len(data[entry["data"]]["items"]) > 0
        assert data[entry["schema"]]["description"] == entry["about"]
        assert data[entry["data"]]["$schema"] == entry["schema"]


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one_and_its_file_follows_it(name, data):
    schema = data[f"{name}.schema.json"]
    assert schema["$schema"] == DIALECT
    Draft202012Validator.check_schema(schema)
    errors = [
        f"{error.json_path}: {error.message[:200]}"
        for error in validator(schema).iter_errors(data[f"{name}.json"])
    ]
    assert errors == []


@pytest.mark.parametrize("name", NAMES)
def test_each_file_says_what_it_may_be_used_for(name, data):
    assert data[f"{name}.json"]["license"] == data["index.json"]["license"] == LICENSE
    assert (
        data[f"{name}.json"]["notice"] == data["index.json"]["notice"] == NOTICE
        and "not a diagnosis" in NOTICE
    )


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("remedies", {"first_day": -1}),
        ("remedies", {"first_day": "7"}),
        ("remedies", {"kind": "pill"}),
        ("causes", {"new": 1}),
        ("red-flags", {"urgency": "soon"}),
        ("versions", {"date": "tomorrow"}),
        ("claims", {"strength": "strong"}),
        ("codes", {"system": "icd9"}),
    ],
)
def test_a_schema_refuses_what_is_wrong(name, change, data):
    file = {**data[f"{name}.json"], "items": [{**data[f"{name}.json"]["items"][0], **change}]}
    with pytest.raises(ValidationError):
        validator(data[f"{name}.schema.json"]).validate(file)
    for field in data[f"{name}.json"]["items"][0]:
        less = {
            key: value for key, value in data[f"{name}.json"]["items"][0].items() if key != field
        }
        assert not validator(data[f"{name}.schema.json"]).is_valid({**file, "items": [less]}), field


def test_every_id_stands_once_and_has_its_form(data):
    for name in NAMES:
        found = ids(data[f"{name}.json"]["items"])
        assert name == "claims" or len(found) == len(data[f"{name}.json"]["items"])
        assert [
            identifier
            for identifier, count in Counter(found).items()
            if count > 1 or not ID.fullmatch(identifier)
        ] == []


def test_every_reference_between_files_leads_to_an_item(data):
    known = {name: set(ids(data[f"{name}.json"]["items"])) for name in NAMES}
    wrong = [
        f"{name}: {field} {value}"
        for name, field, kind in (
            ("causes", "signs", "red-flags"),
            ("causes", "watch_for", "red-flags"),
            ("causes", "remedies", "remedies"),
            ("remedies", "not_with", "causes"),
            ("remedies", "watch_for", "red-flags"),
            ("timeline", "not_normal", "red-flags"),
            ("red-flags", "sources", "sources"),
            ("claims", "sources", "sources"),
        )
        for item in data[f"{name}.json"]["items"]
        for value in item[field]
        if value not in known[kind]
    ]
    wrong += [
        f"{name}: cites {value}"
        for name in NAMES
        if name != "claims"
        for item in data[f"{name}.json"]["items"]
        for value in item["cites"]
        if value not in known["sources"]
    ]
    assert wrong == []


def test_every_address_is_a_page_and_a_place_on_it(data, site):
    pages = read_site(site)
    for name in NAMES:
        for item in data[f"{name}.json"]["items"]:
            place, _, anchor = item["page_url"].partition("#")
            assert place in pages and (not anchor or anchor in pages[place].ids), (
                name,
                item["page_url"],
            )


def test_no_notation_of_ours_is_left_in_a_text(data):
    wrong = [
        text
        for name in NAMES
        for item in data[f"{name}.json"]["items"]
        for text in texts(item)
        if NOTATION.search(text)
    ]
    assert wrong == []


def test_a_claim_says_the_day_or_action_that_its_page_says(data, knowledge):
    """A macro becomes its words, never a stand-in for them."""
    found = {
        claim["text"]
        for claim in data["claims.json"]["items"]
        if claim["page_url"].startswith("causes/periorificial-dermatitis/")
    }
    action = knowledge.red_flags["grouped-blisters"].action
    assert any(f"and then blister in a group. {action}" in text for text in found)


def test_red_flags_and_urgencies_are_those_of_the_records(data, knowledge):
    assert [
        (item["id"], item["sign"], item["urgency"], item["action"], item["from_day"])
        for item in data["red-flags.json"]["items"]
    ] == [
        (flag.id, flag.sign, flag.urgency.value, flag.action, flag.from_day)
        for flag in knowledge.red_flags.values()
    ]
    assert [
        (item["id"], item["lead"], item["short"], item["look_for"], item["conditions"])
        for item in data["red-flags.json"]["items"]
    ] == [
        (flag.id, flag.lead, flag.short, [*flag.look_for], [*flag.conditions])
        for flag in knowledge.red_flags.values()
    ]
    numbers = [item.number for item in knowledge.emergency_numbers.values()]
    assert [
        (item["id"], item["card"], item["action"], item["label"])
        for item in data["urgencies.json"]["items"]
    ] == [
        (
            level.id.value,
            phrases_of(knowledge).card_title(level, numbers),
            phrases_of(knowledge).level_action(level),
            level.label,
        )
        for level in knowledge.urgencies.values()
    ]


def test_days_and_windows_are_those_of_the_records(data, knowledge):
    for item in data["remedies.json"]["items"]:
        remedy = knowledge.remedies[item["id"]]
        assert [item[name] for name in ("first_day", "last_day", "max_days", "kind")] == [
            remedy.first_day,
            remedy.last_day,
            remedy.max_days,
            remedy.kind.value,
        ]
    for item in data["rules.json"]["items"]:
        assert [(avoid["what"], avoid["until_day"]) for avoid in item["avoid"]] == [
            ([*avoid.what], avoid.until_day) for avoid in knowledge.rules[item["id"]].avoid
        ]
    for item in data["sources.json"]["items"]:
        assert item["url"] == knowledge.sources[item["id"]].url, "the publication's own address"


# Ids that stay.


def test_the_check_of_stable_ids_knows_every_published_id(knowledge):
    files = create_exports(knowledge)
    assert set(published_ids(knowledge)) == {
        f"{name} {identifier}"
        for name in NAMES
        for identifier in ids(files[f"{FOLDER}/{name}.json"]["items"])
    }
    assert set(PUBLISHED) == {*NAMES} - {"claims"}


# How it is made.


def test_the_small_project_has_its_items(tmp_path):
    files = create_exports(small_knowledge(tmp_path))
    [wash] = [item for item in files["data/v1/remedies.json"]["items"] if item["id"] == "acid-wash"]
    assert wash == {
        "id": "acid-wash",
        "title": "Acid wash",
        "summary": "A wash with a mild acid, for healed skin only.",
        "names": ["acid wash"],
        "kind": "medicine",
        "substances": ["bha"],
        "first_day": 7,
        "first_day_clinic": None,
        "first_day_deep": 14,
        "last_day": None,
        "any_day_with": [],
        "max_days": None,
        "test_days": 3,
        "healed_skin": True,
        "checked_first": False,
        "window_sources": ["GOOD"],
        "not_for": ["pregnant"],
        "not_with": ["rash"],
        "watch_for": ["eye-pain"],
        "not_advised": None,
        "strength": {"level": "small_studies", "sources": ["GOOD", "CASES"]},
        "page_url": "treat/acid-wash/",
        "cites": [],
        "open_mark": False,
        "in_words": [
            "Acid wash: from day 7, once your skin has healed. After deep (over 1 mm) or heat (RF)"
            " needling: from day 14. Ask a pharmacist or doctor first."
        ],
    }
    [milia] = [item for item in files["data/v1/causes.json"]["items"] if item["id"] == "milia"]
    assert (
        milia["looks"] == "Hard white dots."
        and milia["cites"] == ["GOOD"]
        and milia["open_mark"] is True
    )
    assert milia["lasts"] == {
        "when": {"text": "2 to 3 months", "low": 1440.0, "high": 2160.0},
        "sources": [],
    }


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("index.md", ""),
        ("treat/index.md", "treat/"),
        ("treat/aloe.md", "treat/aloe/"),
        ("treat/aloe.md#sources", "treat/aloe/#sources"),
        ("index.md#one", "#one"),
    ],
)
def test_an_address_is_where_the_page_is_served(path, url):
    assert page_url(path) == url


def test_the_page_documents_each_file(site, data):
    page = read_site(site)["about/data/"]
    for entry in data["index.json"]["files"]:
        section = f"{entry['name']}-json"
        said = " ".join(tag.get_text(" ") for tag in page.sections[section])
        assert entry["about"] in said and f"{entry['items']} items" in said
        linked = {place for place, _ in page.links(section)}
        assert {f"data/v1/{entry['data']}", f"data/v1/{entry['schema']}"} <= linked
    said = " ".join(page.article.get_text(" ").split())
    assert "not a diagnosis" in said and "creativecommons.org/licenses/by/4.0" in str(page.article)
    assert "An id keeps its meaning for good" in said
