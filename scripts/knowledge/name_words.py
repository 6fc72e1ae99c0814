"""The letters and words of the names that a clinic writes, as `knowledge/names.py` reads them. The
browser's form has the same lists (creators/handout/form_rules.py).
"""

import re
import unicodedata

LETTERS = "A-Za-zÀ-ÖØ-öø-žƠơƯưȘ-țḀ-ỿ"
"""Latin letters, as European languages and Vietnamese write them, which the fonts of the PDFs have.
Each is one character (NFC), and no name can mix scripts."""
SIGNS = {"address": r"0-9 .,:;'’\-–&/()+#ºª", "": r"0-9 .,'’\-–&/()+"}
"""Signs that a name of a kind may have besides letters; "" for every other kind."""
PLAIN = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe"}
    | {"ħ": "h", "ŋ": "n", "ŧ": "t", "’": "", "'": "", "º": "o", "ª": "a"}
)
"""Small letters whose accent is part of them, as plain ones; an apostrophe is none."""

_NAMES = """
    of the and at for in on by de la le les du des d l da do das dos di del della dell delle el los
    las y e i et ve und u och og am an der die das dem den vom von van zu zum zur im het ter ten te
    aan op pa til med na w z s a o
"""
_THINGS = """
    plain gel cream balm mask spray mist water solution foam lotion pads for needled skin with
    sterile saline calm cooling clean hydrating barrier repair recovery dry needling needle needles
    pen roller stamp device machine microneedling deep shallow short fine tips mm ml g rf heat
    serum ointment moisturizer cleanser petrolatum hyaluronic acid white
"""
_ROLES = """
    medical clinical director manager owner founder partner head lead chief senior nurse doctor
    physician surgeon dermatologist practitioner prescriber specialist consultant assistant
    therapist aesthetician esthetician beautician technician pharmacist registered board certified
    aesthetic cosmetic skin clinic practice
"""
SMALL = {
    "name": frozenset(_NAMES.split()),
    "person": frozenset(_NAMES.split()),
    "role": frozenset((_NAMES + _ROLES).split()),
    "device": frozenset((_NAMES + _THINGS).split()),
    "product": frozenset((_NAMES + _THINGS).split()),
}
"""Words that a name of a kind may have in small letters. Any other begins with a capital or a
digit, or has a capital inside; in an address each part between commas has one of these."""

ADVICE = frozenset(
    """
    pop pops popping squeeze squeezing pick picking scratch lance prick pricking poke poking burst
    drain rub rubbing scrub scrubbing seal sealing exfoliate exfoliating apply applying reapply put
    putting use using take taking wait waiting ignore ignoring skip skipping avoid avoiding stop
    stopping inject swallow drink drinking eat eating not never dont until tonight tomorrow
    yesterday overnight
    bump bumps pimple pimples pus fever swelling swollen rash rashes blister blisters infection
    infected bleeding hives
""".split()
)
"""Words of advice, of time and of signs: no kind of name has them."""
SENTENCE = frozenset(
    """
    is are was were be has have no does who whom that it you your says say said tells tell thinks
    allows allow allowed needs need needed normal harmless safe fine ok okay nothing nobody anything
    everything always
    stay stays staying keep keeps keeping let lets leave leaving try forget worry smoke smoking
    cure cures cured heals helps kills clears prevents fades reuse reused reusable shared dirty
    wine beer alcohol
    numb numbness dizzy sick ill itch itchy itching redness puffy crust crusts scab scabs sores
    stings stinging oozing weeping worse
    sun tan wax peel peels peeling makeup sauna gym
""".split()
)
"""Words that make a sentence of a name, of what is felt and of what has to wait: only addresses
have them. A word with a capital inside (iS) is a brand and no word."""
SURNAMES = frozenset("tan sun fine beer wine sick lance pick".split())
"""Words of advice and of sentences that people are called: a person's name may have them."""
NOBODY = frozenset(
    """
    tbd tba na none nobody someone somebody anyone anybody everyone the a team staff their our your
    his her name nurse doctor clinic reception
""".split()
)
"""Words that name no person."""
GENERIC = frozenset(
    """
    own product products new your you cream creams gel ointment ointments plain thick bland mineral
    tinted chemical plant oil oils green extract extracts tablet type clinic clinics clinicians that
    the supplied strong direct water face hard body on skin to are of and alpha beta hydroxy jelly
    white scented tea treatment type essential bed sun cream hot zinc prescription next session
    pool steam room spf retina vera mild anti scent inflammatory
""".split()
)
"""Words of substances' names that say little by themselves."""
MEDICINE_ENDINGS = r"(?:cillin|mycin|cycline|c[iy]clovir)s?$"
TIMES = (
    r"\b(?:day|night|week|hour|minute|month)s? ?[0-9]"
    r"|[0-9] ?(?:day|night|week|hour|minute|month|hr)s?\b"
    r"|\b(?:first|second|third|fourth|fifth|last|next|every|each|one|two|three|four|five|six|seven|"
    r"few) (?:day|night|week|hour)s?\b|\bafter (?:day|night|week|needling|treatment)s?\b"
)
"""A time after the treatment, in a name whose accents are taken away."""
NUMBERED = r"\bno\. ?(?=[0-9])"
"""The short form of "number"."""


def plain(text: str) -> str:
    """`text` in small letters without accents and apostrophes."""
    letters = unicodedata.normalize("NFKD", text.lower().translate(PLAIN))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    return re.findall(f"[{LETTERS}0-9'’]+", text)
