"""The rules of a clinic's file as data for a browser (docs/assets/clinic-file.js). No rule is typed
a second time there: each comes from the record or check that states it."""

from creators.shell.inside import data_script
from creators.wording.phrases import phrases_of
from knowledge import name_words, names
from knowledge.checks.clinic.choices import languages
from knowledge.checks.clinic.records import DEEP, closed_on_day_0, countries
from knowledge.model import Knowledge
from knowledge.phones import SHORT, WRITTEN, emergency_pattern, phone_rules
from knowledge.reading.logo import HEAVY, MOST_BYTES, MOST_PIXELS, MOST_TIMES_AS_LONG
from knowledge.records import clinic as records
from knowledge.records.choices import LONGEST_SPAN, SLOTS, TIME, WEEKDAYS, ChosenLine
from knowledge.records.clinic import HOURS
from knowledge.records.languages import ENGLISH
from knowledge.windows import NEVER, end_of, wider, windows_on

RULES = "assets/handout-rules.js"
"""The rules as a script: a page in a folder may not fetch a file."""
WORDS = "assets/handout-words-{}.js"
"""What stands on a sheet in another language around what a clinic chooses."""
FIELDS = (
    "name",
    "phone",
    "out_of_hours_phone",
    "address",
    "hours",
    "web",
    "country",
    "emergency_number",
)
"""The fields of a clinic's file that the page shows in places of their own."""
_RECORDS = {
    "": records.Clinic,
    "colors": records.Colors,
    "device": records.Device,
    "products": records.Product,
    "lines": ChosenLine,
    "stricter": records.Stricter,
    "first_days": records.LaterStart,
    "avoid": records.LongerAvoid,
    "calls": records.SoonerCall,
    "red_flags": records.ExtraFlag,
    "signed_off": records.SignedOff,
    "languages": records.SignedLanguage,
}
_OF_THE_FILE = ("id", "origin")


def create_rules(knowledge: Knowledge) -> str:
    """A script that sets `handoutRules`."""
    rules = {
        "fields": limits(),
        "keys": {
            name: {
                key: field.is_required()
                for key, field in record.model_fields.items()
                if key not in _OF_THE_FILE
            }
            for name, record in _RECORDS.items()
        },
        "most": {**records.MOST, "write_lines": records.MOST_TO_WRITE},
        "names": _names(knowledge),
        "hours": HOURS,
        "time": TIME,
        "weekdays": WEEKDAYS,
        "slots": SLOTS,
        "span": LONGEST_SPAN,
        "languages": sorted(languages()),
        "tongues": [name for name in knowledge.languages if name != ENGLISH],
        "deep": DEEP.pattern,
        "contrast": records.LEAST_CONTRAST,
        "ink": records.INK,
        **_numbers(knowledge),
        **_choices(knowledge),
        **_strictness(knowledge),
        "logo": {
            "bytes": MOST_BYTES,
            "pixels": MOST_PIXELS,
            "longest": MOST_TIMES_AS_LONG,
            "heavy": HEAVY,
        },
    }
    return data_script("handoutRules", rules)


def limits() -> dict[str, dict]:
    """For each text field of a clinic's file, its shortest and longest text in characters, its
    pattern where it has one, and whether it has to be there."""
    schema = records.Clinic.model_json_schema()
    found = {}
    for name in (*FIELDS, "logo", "handout_page"):
        own = schema["properties"][name]
        own = own.get("anyOf", [own])[0]
        found[name] = {
            "least": own.get("minLength", 0),
            "most": own.get("maxLength", 0),
            "pattern": "" if name == "hours" else own["pattern"],
            "required": name in schema["required"],
        }
    return found


def _names(knowledge: Knowledge) -> dict:
    return {
        "letters": name_words.LETTERS,
        "signs": name_words.SIGNS,
        "small": {kind: sorted(words) for kind, words in name_words.SMALL.items()},
        "advice": sorted(name_words.ADVICE),
        "sentence": sorted(name_words.SENTENCE),
        "surnames": sorted(name_words.SURNAMES),
        "nobody": sorted(name_words.NOBODY),
        "times": name_words.TIMES,
        "numbered": name_words.NUMBERED,
        "endings": name_words.MEDICINE_ENDINGS,
        "plain": {chr(code): text for code, text in name_words.PLAIN.items()},
        "near": [names.FUZZY, names.VERY_LONG, names.HIDDEN],
        "terms": [
            [
                term.text,
                sorted(term.owners),
                *map(int, (term.medicine, term.exact, term.sold, term.products)),
            ]
            for term in names.create_terms(knowledge)
        ],
    }


def _numbers(knowledge: Knowledge) -> dict:
    """The numbers of each country: how phones are written, and what calls an ambulance."""
    known = {
        country: record.number
        for record in knowledge.emergency_numbers.values()
        for country in record.countries
    }
    return {
        "countries": sorted(countries()),
        "written": WRITTEN,
        "short": SHORT,
        "phones": {code: found for code in sorted(countries()) if (found := phone_rules(code))},
        "numbers": known,
        "emergency": {
            code: pattern
            for code in sorted(countries() - set(known))
            if (pattern := emergency_pattern(code))
        },
    }


def _choices(knowledge: Knowledge) -> dict:
    """What a clinic chooses from: lines, uses, substances that it may give on day 0, and signs."""
    return {
        **said_on_sheets(knowledge),
        "substances": [
            [record.id, record.name, wider(knowledge, record.id)]
            for record in knowledge.substances.values()
            if record.supply == "anyone" and not closed_on_day_0(knowledge, None, record.id)
        ],
        "signs": [
            [sign.id, sign.words, min(_levels(knowledge, sign.id), key=lambda one: one.rank).value]
            for sign in knowledge.clinic_signs.values()
        ],
    }


def said_on_sheets(knowledge: Knowledge) -> dict:
    """Return what a browser puts on a sheet around what a clinic types and chooses, in the language
    of `knowledge`."""
    labels, phrases = knowledge.handout_labels, phrases_of(knowledge)
    return {
        "lines": [[line.id, line.group, line.words] for line in knowledge.clinic_lines.values()],
        "uses": [[use.id, use.words] for use in knowledge.product_uses.values()],
        "levels": {level.value: item.label for level, item in knowledge.urgencies.items()},
        "words": {name: labels[name].label for name in ("own-sign", "no-changes")},
        "change": phrases.texts["change-own"],
        "colon": phrases.language.colon,
        "dir": phrases.language.dir,
        "dates": phrases.long_dates(),
    }


def create_words(knowledge: Knowledge) -> str:
    """Return a script that sets `handoutWords`: what takes the place of the English words of
    `handoutRules` on a sheet in another language. Days of the week and names of languages stand in
    the order of the English ones."""
    phrases = phrases_of(knowledge)
    words = {
        **said_on_sheets(knowledge),
        "signs": [[sign.id, sign.words] for sign in knowledge.clinic_signs.values()],
        "weekdays": [phrases.weekday(day) for day in WEEKDAYS],
        "languages": [phrases.name_of(name) for name in sorted(languages())],
    }
    return data_script("handoutWords", words)


def _levels(knowledge: Knowledge, sign: str) -> list:
    """The levels that a sign of a clinic's own may not be milder than."""
    record = knowledge.clinic_signs[sign]
    return [record.least, *(knowledge.red_flags[name].urgency for name in record.like)]


def _strictness(knowledge: Knowledge) -> dict:
    """What a clinic's stricter rules may not be looser than: the level of each red flag, and the
    first and last day of each remedy and the end of each wait, after any needling and after deep
    or RF needling; null: until a clinician says so."""
    things = {**knowledge.substances, **knowledge.activities}
    return {
        "flags": {flag.id: flag.urgency.value for flag in knowledge.red_flags.values()},
        "remedies": {
            remedy.id: [
                remedy.first_day,
                remedy.first_day if remedy.first_day_deep is None else remedy.first_day_deep,
                remedy.last_day,
            ]
            for remedy in knowledge.remedies.values()
            if remedy.substances and not remedy.needs_clinician
        },
        "waits": {
            name: [_end(knowledge, name, after) for after in ("any", None)] for name in things
        },
    }


def _end(knowledge: Knowledge, name: str, after: str | None) -> int | None:
    end = max((end_of(window) for window in windows_on(knowledge, name, after)), default=0)
    return None if end == NEVER else end
