"""The words by which a clinic's own line could take back what a sheet says, in families: they calm,
allow, call off, delay or deter."""

from __future__ import annotations

import re


def _any(words: str) -> str:
    """A pattern for any of these words. A pattern on several lines drops its spaces, so they are
    said."""
    return "(?:" + "|".join(words.split()).replace("_", r"\s") + ")"


_DOCTOR = _any(
    "doctors? gps? hospitals? er emergency(?:_room|_department|_number|_services?|_help|_line)?"
    " ambulances? a&e urgent_care clinicians? dermatologists?"
)
_SHEET = _any(
    "sheet cards? box(?:es)? red_part page list handout leaflet paper warnings? red_flags? rules?"
    " signs? advice"
)
_REACH = _any("call ring phone contact dial")
_ASK = _any(
    "call ask ring phone contact message tell email e-mail text dm whatsapp speak_to talk_to"
    " check_with write_to reach send"
)
_NOT = _any(
    "do_not don't never no_need_to need_not needn't no_reason_to not_necessary_to not_need_to"
    " not_have_to rather_than instead_of no_point_in should_not shouldn't must_not mustn't"
    " refrain_from stop no not"
)
_KIND = _any(
    "call ask contact bring send message phone ring reach tell text e-?mail write book find come"
    " show read see feel park pay visit talk speak download scan print collect drink eat sit hand"
)
_COUNT = (
    _any(r"\d+ an? one two three four five six seven ten few several some")
    + r"[\s-](?:full\s|whole\s|more\s)?"
    + _any("hours? days? nights? weeks? hrs?")
)

_FAMILIES = {
    "calms": (
        rf"""
        \b(?:is|are|was|were|be|being|it's|that's|they're|seems?|stays?)\s(?:(?!not\b|never\b|no\b)\w+\s){{0,2}}?(?:normal|common|usual|
            typical|natural|harmless|safe|fine|
            expected|rare|unlikely|ok|okay|all\sright|alright|minor|temporary|nothing|part\sof|to\sbe\sexpected|good\s(?:for|sign)|
                a\s(?:good|healthy)\ssign)\b
        |\b(?:is|are)\s(?:good|no\s(?:problem|concern|worry|emergency|big\sdeal|danger|risk))\b
        |\b(?:nothing|no\sneed|no\sreason|no\scause|without)\s(?:to|for|of)?\s?(?:worry|worries|concern|fear|panic|alarm)
        |\b{_NOT}\s(?:\w+\s){{0,2}}?(?:worry|worrying|panic|fear|fret|be\s(?:alarmed|afraid|scared|worried|concerned)|
            overreact)\b(?!\sto\s{_ASK})
        |(?<!not\s)\bharmless\b|\brest\sassured|\brelax\b|\bcalm\sdown|\bbe\scalm\b|\b(?:is|are)\senough\b|\boverreact|\bfalse\salarm
        |\b(?:will|should|usually|often|always)\s(?:soon\s)?(?:pass(?:es)?|settles?|clears?|fades?|goe?s?\s(?:away|down)|dry|dries|
            drains?|heals?)\b
        |\b(?:goe?s?|pass(?:es)?|settles?|clears?|fades?|heals?|drains?)\s(?:away\s|down\s|off\s|up\s)?(?:alone|soon|in\stime|
            with\stime)\b|(?<!off\s)\b(?:by\s(?:itself|themselves)|on\s(?:its|their)\sown)\b
        |\bnot\s(?:an?\s|so\s|that\s|very\s|really\s|at\sall\s)?(?:emergency|urgent|serious|dangerous|harmful|a\sproblem|a\sconcern|
            worrying|infected)\b
        |\bno\s(?:harm|downtime|down\stime|restrictions?|side\seffects?|risks?)\b|\bnothing\swrong\b|\b(?:guarantee|cannot\sgo\swrong)"""
    ),
    "allows": (
        rf"""
        \b(?:you|patients|everyone|anyone)\s(?:can|may|could|might\sas\swell|are\s(?:free|welcome|allowed|cleared)|
            need\snot)\b(?!\s(?:also\s|always\s|still\s|not\s)*{_KIND}\b)
        |\byou\s(?:can|may)\s(?:also\s|always\s|still\s)*(?:see|feel|find|show|come)\s(?:some|a\slittle|yellow|pus|fluid)
        |(?<!not\s)(?<!never\s)\b(?:safe|fine|ok|okay|all\sright|alright|allowed|permitted|cleared|free|welcome)\sto\b(?!\s{_KIND}\b)
        |\bfeel\sfree(?!\sto\s{_KIND}\b)|(?<!no\s)(?<!not\s)(?<!any\s)\b(?:earlier|sooner|faster)\sthan\b|\bas\ssoon\sas\syou\s(?:like|
            want|wish|feel)|\bwhenever\syou\b|\bgo\sahead\b
        |\bback\sto\s(?:normal|usual|work\sout|your\s(?:usual|normal))|\bas\s(?:you\s)?(?:normal|usual)\b(?!\sdo)(?=[^.]*\b(?:skin|
            products?|creams?|make-?up|exercis\w+|face)\b)"""
    ),
    "calls off": (
        rf"""
        \b{_NOT}\s(?!wait|hesitate|delay|be\safraid|be\sshy|forget|worry\sto|later|more|sooner|only)(?:[\w']+\s){{0,3}}?
            (?:{_REACH}|calling|phoning|ringing|contacting|bother\w*|disturb\w*|rush\w*|seek(?:ing)?|run(?:ning)?\sto|(?:see(?:ing)?|
                visit(?:ing)?|need(?:ing)?|want|trust)\s(?:an?\s|any\s|the\s|your\s)?(?:{_DOCTOR}|help|us|anyone)|
            (?:go|going)\sto\s(?:an?\s|any\s|the\s|your\s)?{_DOCTOR}|(?:read(?:ing)?|follow(?:ing)?|listen(?:ing)?\sto|believe|mind|use|
                need|trust|obey)\s(?:this|the|that|these|those|all|every|our)\s(?:\w+\s){{0,2}}?{_SHEET})\b
        |\bignor|\bdisregard|\boverlook|\b(?:skip|cross\sout|tear\soff|throw\saway|forget|cover|strike|delete)\s(?:about\s)?(?:the|this|
            that|any|these|those)\s(?:\w+\s){{0,2}}?{_SHEET}
        |\b(?:does|do|need|will|did)\s?(?:not|n't)\s(?:apply|count|concern|matter)|\bdoesn't\s(?:apply|count|concern|matter)|\boverrid|
            \boverrul|\bsupersed|\bin\splace\sof\b|\breplaces?\b|\bexcept\b|\bexempt|\bwaive
        |\binstead\sof\s(?:\w+\s){{0,2}}?(?:\d|{_SHEET}|{_DOCTOR}|calling|seeing|going|ringing)|\btoo\s(?:strict|careful|cautious)|
            \bover-?cautious|\blegal\sreasons|\blawyers?\b
        |\b(?:this|the|that)\s(?:\w+\s)?{_SHEET}\s(?:is|are)\s(?:only|just|old|outdated|wrong|for\s(?:others|other))|
            \bmade\sby\slawyers|\btrust\b|\bknows?\sbest\b|\bour\s(?:rules?|advice|sheet)\s(?:wins?|(?:comes?|goes?|counts?)\s(?:first|
            before|over|above|more))
        |\bonly\s(?:{_REACH}|see|go|come|seek)\b|\b(?:{_REACH}|see|go|come)\b[^.]*\bonly\s(?:if|when|after|for|in|on|at)\b|
            \bavoid\s(?:\w+\s)?{_DOCTOR}|\bstay\saway\sfrom\s(?:\w+\s)?{_DOCTOR}"""
    ),
    "sends elsewhere first": (
        rf"""
        \b{_ASK}\b[^.]{{0,40}}?\bfirst\b(?!\s(?:visit|session|time|aid|day|card|page|week|treatment))
        |\b{_ASK}\b[^.]{{0,40}}?\b(?:instead|before\s(?:you\s)?(?:call|calling|go|going|see|seeing|ring|phone|seek|seeking|do|doing)\b|
            before\s(?:an?\s|any\s|the\s|your\s|another\s)?(?:{_DOCTOR}|anyone|anybody|anything)\b)
        |\bbefore\s(?:you\s)?(?:call|calling|ring|phone|dial|seek|see\san?|seeing\san?|go(?:ing)?\sto\s(?:\w+\s)?{_DOCTOR})
        |\b(?:not|never)\s(?:an?|the|your|any)\s{_DOCTOR}|\bwe\s(?:will\s|can\s|shall\s)?(?:decide|judge|(?:tell\syou|say|see|
            check)\s(?:if|whether))|\bonly\swe\b|\bonly\s(?:\w+\s){{0,2}}?you\sneed\b|\blet\sus\s(?:decide|judge)
        |\b(?:call|dial|ring|phone|text|whatsapp)\b[^.]*\d{{3}}|\bdecides?\s(?:if|whether)"""
    ),
    "delays": (
        rf"""
        \bwait\sand\ssee|\bgive\sit\s(?:an?\s|some\s)?(?:day|time|week|few|night|couple)|\bsleep\son\sit|\bsee\show\s(?:it|you|things)|
            \bkeep\san\seye\son\sit|\bride\sit\sout
        |(?<!not\s)(?<!never\s)(?<!n't\s)\bwait\s(?:until|till|for|an?|at\sleast|\d|one|two|three|some|before|and|with\scalling|
            to\s)[^.]*(?:\b(?:{_ASK}|see|doctor|help|clinic|report|monday|pus|fever)\b)?(?=[^.]*(?:{_REACH}|see\b|doctor|help|report|
            tell|ask|monday|weekend|open|visit))
        |\b(?:{_REACH}|see|tell|ask|visit|report|go|come)\b[^.]*\b(?:if|when|once|after|unless)\b[^.]*\b{_COUNT}|\b(?:if|when|once|
            after|unless)\b[^.]*\b{_COUNT}\b[^.]*\b(?:{_REACH}|see|tell|ask|visit|report)\b
        |(?<!we\s)(?<!will\s)(?<!to\s)\b(?:{_REACH}|see|report)\b(?!\syou\b)[^.]*\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|
            (?<!we\s)(?<!will\s)\b(?:{_REACH}|see|report)\b(?!\syou\b)[^.]*\b(?:weekday|morning|(?:office|opening|business|
            working)\shours|
            next\s(?:visit|session|appointment|week)|follow-?up|check-?up|later|eventually|convenient|some\s?time)\b
        |\b(?:can|could|may)\swait\b"""
    ),
    "deters": (
        rf"""
        \b{_DOCTOR}\b[^.]{{0,60}}\b(?:busy|expensive|costs?|crowded|useless|waste|overreact|unnecessary|no\sidea|wrong|scare|(?:cannot|
            can't|will\snot|won't|do\snot|don't|does\snot|doesn't|rarely|never)\s(?:help|know|understand|need|treat|see))\b
        |\b(?:needs?|without|save|spare)\s(?:no\s|the\s|your\s|an?\s)?{_DOCTOR}\b|\bfor\sreal\s(?:problems|emergencies)|\b(?:nobody|no\sone|none)\s(?:\w+\s){{0,2}}?need
        |\b(?:waste|costs?|charges?|bill|fees?|penalt\w+|fined?)\b[^.]{{0,40}}\b(?:calls?|calling|{_DOCTOR})\b|\b(?:calls?|
            calling)\b[^.]{{0,30}}\b(?:costs?|charged?|charges|fees?|fined?)\b"""
    ),
}
LOOSENS = re.compile("|".join(f"(?:{pattern})" for pattern in _FAMILIES.values()), re.I | re.X)
"""A note is for more care: it never does any of these."""
