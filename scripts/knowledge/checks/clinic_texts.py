"""No line of a clinic's own takes back what the sheet says: its notes, signs and products, and also its name, address and hours.

A note may only ask for more care. It does not allow, calm, delay, or send a reader elsewhere first; and it does not speak of a red flag
without sending to help, nor of something that has to wait without its day. Harmless notes stay possible: a test has a list of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from knowledge.checks import prose_contradictions, words
from knowledge.checks.loosening import LOOSENS
from knowledge.checks.note_topics import closed_topic
from knowledge.clinic import Clinic
from knowledge.lexicon import NEGATIVE, Lexicon, create_lexicon
from knowledge.model import Knowledge, RedFlag, Urgency
from knowledge.problems import Problem, place, quote
from knowledge.prose import CITATION, LINK, MACRO, WORD, Text, sentences
from knowledge.tighten import OWN, tighten
from knowledge.windows import Window, end_of, windows_on

NOTE, SIGN, USE, GIVEN = "stricter.notes", "stricter.red_flags.sign", "products.use", "products.name"
SENTENCES = {NOTE, SIGN, USE}
"""Fields that hold sentences; every other is a name or a place."""

_MARKS = re.compile(r"[<>{}`\\|*_^\[\]~$=]|#(?!\d)|https?:|www\.", re.I)
LETTERS = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "Æ": "AE",
                          "œ": "oe", "Œ": "OE", "ħ": "h", "Ħ": "H", "ŧ": "t", "ŋ": "n", "ĸ": "k", "’": "'", "‘": "'", "‚": "'", "“": '"', "”": '"',
                          "„": '"', "–": "-", "—": "-", "…": "...", "º": "o", "ª": "a"})
_ENGLISH = set("the your you to and of for with if is are us we our not from it this that when any every each new more after before by be bring keep "
               "call tell ask which who what how there their they his her have has had will can may at into out up down off over than then so but wear day days night nights week skin face clean hands water "
               "rest sleep drink eat wash visit nurse help shade sun old near put thin layer apply gently please early minutes hours free back home again always also all about because".split())
"""Words that hardly a line of English does without. A line in another language cannot be held against the rules."""

_HELP = re.compile(r"\b(?:call|ring|phone|doctors?|gp|clinicians?|dermatologists?|hospital|emergency|get help|seek|tell|read the cards?|(?:not|never) normal)\b", re.I)
_MEDICAL_HELP = re.compile(r"\b(?:doctors?|gp|dermatologists?|hospital|emergency|read the cards?|(?:not|never) normal)\b", re.I)
_PAST = re.compile(r"\b(?:ever|in the past)\b|\bbefore (?:your|the|each|every) (?:treatment|session|visit|needling)\b", re.I)
_CONDITION = re.compile(r"diabetes|immune|chemotherapy|transplant", re.I)
_DELAYS = re.compile(r"\bwait\b|\buntil\b|\btill\b|\blater\b|\bafter\b|\bonly\b|\bunless\b|\bnext\b|\bfirst\b|\btomorrow\b|\bmorning\b|\bmonday\b|\bonce\b|\bthen\b|"
                     r"\bif (?:it|they|this|that) ", re.I)
_ADVICE = re.compile(r"\b(?:if|when|wait|until|call|see|use|take|only|do|not|no|is|are|from|until|tonight|start|okay|ok|welcome)\b", re.I)
_SYNONYMS = re.compile(r"\b(?:red eyes?|high temperature|a temperature|temperature of|feverish|chills|eyesight|vision|blister\w*|breathless|breathing|faint(?:s|ing)?|collaps\w+|"
                       r"seizures?|numbness|oozing|spreading|infected|(?:yellow|honey)[ -]crusts?|swollen (?:face|lips|tongue|throat|eyes?))\b", re.I)
"""Everyday words for red flags, beside those that their records list."""

_CLAUSE = re.compile(r"[,;:]\s+|\s+(?:but|then)\s+|\s+-\s+")
_STOPS = re.compile(r"\b(?:no|not|never|nor|neither|avoid|without|stop|nothing|cannot|leave|keep off|stay (?:away|off|out)|put off|hold off|wait with|\w+n't)\b", re.I)
_UNSTOPS = re.compile(r"(?:not|never|n't|cannot) (?:\w+ )?(?:forget|skip|stop|hesitate|wait|miss|delay|avoid|leave out|be afraid|fear|worry)\b|\bnothing (?:but|wrong)\b|\bnot only\b", re.I)
_ASKS = re.compile(r"^(?:please )?(?:tell|ask|bring|show|list|write|note|send|keep the (?:box|bottle|label)|take (?:a )?(?:photos?|pictures?))\b(?!.*\b(?:(?:and|then) take|(?:and|then|or) (?:use|apply|put|start|try|go|do))\b)", re.I)
_SUPPLIED = re.compile(r"\b(?:that|which|what)? ?(?:we|the clinic) (?:gave|give|gives|supplied|supply)\b|\bfrom (?:us|our clinic|the clinic)\b", re.I)
_VAGUE = re.compile(r"\b(?:until|till|til|tomorrow|tonight|overnight|today|morning|evening|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday|fortnight|"
                    r"as soon as|once|while|soon|\d+ ?(?:hrs?|h|d|wks?|mos?))\b", re.I)
UNLISTED = re.compile(r"\b(?<!hyaluronic )acids?\b(?! wash)|\bpeel(?:s|ing pads?)\b|\btoners?\b|\bexfoliat\w+|\bretin(?:-a|\w+)\b|\bascorbic\b|"
                       r"\b(?:usual|normal|own|regular|everyday|old|home|full) (?:skin ?care|products?|creams?|routine|regimen|cosmetics)\b|"
                       r"\b(?:sports?|running|jogging|beach|pool|jacuzzi|sunbeds?|squeez\w+|pop|lance|prick|drain|burst|scratch\w*|pick(?:ing)?(?! up)|peel off)\b", re.I)
"""Words for what has to wait, or never to be done, that no record lists: too wide for one, or for too many."""
MEDICINE = re.compile(r"\b(?:aspirin|paracetamol|acetaminophen|tylenol|advil|antibiotics?|cortisone|steroids?|tablets?|pills?|capsules?|\w+(?:cillin|mycin|cycline|ciclovir|cyclovir))\b", re.I)
_PROFESSIONAL = re.compile(r"\b(?:doctor|nurse|clinician|pharmacist|prescri\w+|dermatologist|midwife)\b", re.I)
_USES = re.compile(r"\b(?:use|using|apply|put|try|dab|smooth|spread|rub|take|taking|start|add|wear|buy|get|have|continue|resume|restart)\b", re.I)


def check_texts(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """Every line of the clinic's own is plain words in English, loosens nothing, and agrees with every record."""
    strict, texts = tighten(knowledge, clinic), tuple(clinic_texts(clinic))
    lexicon = create_lexicon(strict)
    for text in texts:
        yield from _plain(knowledge, text)
        yield from _loosens(knowledge, text)
        for sentence in sentences(text.text):
            yield from _signs(knowledge, text, sentence)
            yield from _topics(knowledge, text, sentence) if text.field in (NOTE, USE) else ()
            yield from _things(lexicon, clinic, text, sentence) if text.field in (NOTE, SIGN) else ()
            yield from _waits(lexicon, clinic, text, sentence)
    for check in (prose_contradictions.check_day_counts, prose_contradictions.check_red_flags_in_prose, prose_contradictions.check_never_said, words.check_sentences):
        yield from check(replace(strict, texts=texts))
    # A house may have the number 112: only sentences are read for numbers to call.
    yield from prose_contradictions.check_typed_urgency(replace(strict, texts=tuple(text for text in texts if text.field in SENTENCES)))


def refused_names(knowledge: Knowledge) -> tuple[tuple[str, ...], ...]:
    """What no name, address or hours may say, for a page that has to tell at once: a text is refused where it has all patterns of one
    group, whatever their case. Each is a regular expression in the words of both Python and browsers."""
    flags = "|".join(re.escape(word) for flag in knowledge.red_flags.values() if flag.urgency is not Urgency.ROUTINE for word in flag.words)
    patterns = ((_MARKS.pattern,), (LOOSENS.pattern,), (rf"\b(?:{flags})(?:e?s)?\b|{_SYNONYMS.pattern}", _ADVICE.pattern))
    return tuple(tuple(re.sub(r"\s+", "", pattern) if pattern is LOOSENS.pattern else pattern for pattern in group) for group in patterns)


def clinic_texts(clinic: Clinic) -> Iterator[Text]:
    """Every free line of a clinic's own, as prose of a page, so that the checks of prose read it."""
    places = [("name",), ("address",), ("hours",), ("device", "name"), ("signed_off", "name"), ("signed_off", "role")]
    places += [("stricter", "notes", number) for number in range(len(clinic.stricter.notes))]
    places += [("stricter", "red_flags", number, "sign") for number in range(len(clinic.stricter.red_flags))]
    places += [("products", number, key) for number in range(len(clinic.products)) for key in ("name", "use")]
    for keys in places:
        value: object = clinic
        for key in keys:
            value = value and (value[key] if isinstance(key, int) else getattr(value, key))
        if value:
            yield Text(clinic.origin.path, clinic.origin.line(*keys), ".".join(key for key in keys if isinstance(key, str)), folded(value), clinic.origin.path)


def folded(text: str) -> str:
    """`text` in letters without accents and with single spaces, so that no accent hides a word from the rules."""
    plain = unicodedata.normalize("NFKD", text.translate(LETTERS))
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


def first_place(knowledge: Knowledge) -> str:
    """The place of the first red flag: what a line that calms or allows takes back before all else."""
    flag = next(iter(knowledge.red_flags.values()))
    return place(flag)


def _plain(knowledge: Knowledge, text: Text) -> Iterator[Problem]:
    if found := CITATION.search(text.text) or LINK.search(text.text) or MACRO.search(text.text) or _MARKS.search(text.text):
        yield Problem(text.path, text.line, text.field, "plain words", quote(found.group()), "write it without marks or addresses")
    said = [word.lower() for word in WORD.findall(text.text)]
    if text.field in SENTENCES and len(said) > 4 and not _ENGLISH & set(said):
        yield Problem(text.path, text.line, text.field, f"words in English, which can be held against {first_place(knowledge)} and the other rules",
                      quote(text.text), "write it in English, as the rest of the sheet")


def _loosens(knowledge: Knowledge, text: Text) -> Iterator[Problem]:
    if found := LOOSENS.search(text.text):
        yield Problem(text.path, text.line, text.field, "words that ask for more care: no line of a clinic's own may allow, calm, delay or call off what "
                      f"{first_place(knowledge)} and the rest of the sheet say", quote(found.group()), "say only what to do besides, or remove it")


def _topics(knowledge: Knowledge, text: Text, sentence: str) -> Iterator[Problem]:
    if word := closed_topic(sentence, text.field == USE):
        yield Problem(text.path, text.line, text.field, f"nothing about {quote(word)} but what sends to help, says hands off, or keeps the sheet at hand: "
                      f"{first_place(knowledge)} and the other records say the rest", quote(sentence, 90), "remove it, or make a rule stricter under stricter")


def _signs(knowledge: Knowledge, text: Text, sentence: str) -> Iterator[Problem]:
    """A line that speaks of a red flag sends to help, for one of today or now to a doctor, and without delay."""
    found = _flag_in(knowledge, sentence)
    if not found or text.field == SIGN:
        return
    word, flag = found
    if text.field not in SENTENCES:
        wrong = text.field == GIVEN or _ADVICE.search(sentence)
    elif _DELAYS.search(sentence) or not _HELP.search(sentence):
        wrong = True
    else:
        wrong = flag.urgency is not Urgency.WITHIN_48H and not _MEDICAL_HELP.search(sentence) and not _PAST.search(sentence) and not _CONDITION.search(word)
    if wrong:
        yield Problem(text.path, text.line, text.field, f"a doctor at once for {quote(word)}, and nothing else about it: {flag.id} is {flag.urgency.value} "
                      f"in {place(flag, 'urgency')}", quote(sentence, 90), "remove it: the sheet says what to do")


def _flag_in(knowledge: Knowledge, sentence: str) -> tuple[str, RedFlag] | None:
    """A red flag that a sentence names, and by which word."""
    flags = {word.lower(): flag for flag in knowledge.red_flags.values() if flag.urgency is not Urgency.ROUTINE and not flag.id.startswith(OWN) for word in flag.words}
    if found := _flag_pattern(frozenset(flags)).search(sentence):
        return found.group(), flags[found.group(1).lower()]
    found = _SYNONYMS.search(sentence)
    return (found.group(), next(iter(knowledge.red_flags.values()))) if found else None


@lru_cache(maxsize=8)
def _flag_pattern(flag_words: frozenset[str]) -> re.Pattern:
    """Finds these words, in the plural and in front of a hyphen too."""
    return re.compile(rf"\b({'|'.join(map(re.escape, sorted(flag_words, key=lambda word: (-len(word), word))))})(?:e?s)?\b" if flag_words else r"(?!)", re.I)


def _things(lexicon: Lexicon, clinic: Clinic, text: Text, sentence: str) -> Iterator[Problem]:
    """A line names what has to wait only to put it off, with its day, or to ask about it; and a medicine only with whom to ask."""
    stopped = False
    for clause in _CLAUSE.split(sentence) if not _ASKS.search(sentence) else ():
        for word, start, window in _named(lexicon, clinic, clause):
            if not _is_put_off(clause, start, stopped) and not (window and window.avoid.unless_clinic and _SUPPLIED.search(clause)):
                yield Problem(text.path, text.line, text.field, f"nothing about {quote(word)} but to leave it alone, or its day, as in "
                              f"{window.place if window else first_place(lexicon.knowledge)}", quote(sentence, 90), "remove it, or make the wait longer under stricter")
                return
        stopped = (stopped or bool(_STOPS.search(clause))) and not _UNSTOPS.search(clause)  # "no swimming, sauna or sport"
        if (found := _medicine(lexicon, clause)) and _USES.search(clause) and not _STOPS.search(clause) and not _PROFESSIONAL.search(sentence):
            yield Problem(text.path, text.line, text.field, f"a pharmacist, nurse or doctor beside {found[0]}, a medicine ({found[1]})", quote(sentence, 90), "say who to ask first")


def _is_put_off(clause: str, start: int, stopped: bool) -> bool:
    """Whether a clause leaves alone what it names at `start`: it has a day count, which other checks hold against the records, or says no.
    `stopped`: the clause before said so, and this one is its list."""
    if any(True for _ in prose_contradictions.day_counts(clause, False)):
        return True
    says_no = _STOPS.search(clause[:start]) or (stopped and not _USES.search(clause))
    return bool(says_no) and not _UNSTOPS.search(clause) and not _VAGUE.search(clause)


def _waits(lexicon: Lexicon, clinic: Clinic, text: Text, sentence: str) -> Iterator[Problem]:
    """A day beside what has to wait is no earlier than the end of its longest wait."""
    for clause in _CLAUSE.split(sentence):
        named = [(word, window) for word, _, window in _named(lexicon, clinic, clause) if window]
        for said, days in prose_contradictions.day_counts(clause, bool(NEGATIVE.search(clause))) if named else ():
            for word, window in named:
                if days < end_of(window):
                    yield Problem(text.path, text.line, text.field, f"no earlier day for {quote(word)} than in {window.place}", quote(said), "write that day or remove it")
                    return


def _named(lexicon: Lexicon, clinic: Clinic, clause: str) -> Iterator[tuple[str, int, Window | None]]:
    """What a clause names that has to wait: the word, where it stands, and its longest wait for this clinic's patients."""
    for named in lexicon.named(clause):
        found = [window for name in lexicon.things(named) for window in windows_on(lexicon.knowledge, name) if clinic.is_deep or window.avoid.after == "any"]
        if found:
            yield named.word, named.start, max(found, key=end_of)
    if found := UNLISTED.search(clause):
        yield found.group(), found.start(), None


def _medicine(lexicon: Lexicon, clause: str) -> tuple[str, str] | None:
    """A medicine that a clause names, and where its record or else the first red flag stands."""
    for named in lexicon.named(clause):
        for name in lexicon.things(named):
            record = lexicon.knowledge.substances.get(name)
            if record and record.supply != "anyone":
                return named.word, place(record, "supply")
    found = MEDICINE.search(clause)
    return (found.group(), first_place(lexicon.knowledge)) if found else None
