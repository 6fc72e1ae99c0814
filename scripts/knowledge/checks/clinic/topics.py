"""What a clinic's own sentences may speak of, by topic. A list of bad phrases is never whole, so
five topics are closed but for forms that can only add care: signs (send to help, or say hands off),
help itself (call, see, tell), the sheet (keep it, bring it), what goes on skin (no, not, ask), and
skin and face (keep off, keep clean)."""

from __future__ import annotations

from knowledge.prose.lexicon import phrases

_SIGN = phrases(r"""
    \b(?:pus|fever\w*|pains?|painful|hurts?|sore(?:s|ness)?|redness|red(?! (?:box|flags?|cards?))|
    swell\w*|swollen|itch\w*|bumps?|spots?|crusts?|scabs?|blister\w*|rash\w*|hives|infect\w*|
    inflam\w*|react\w*|allerg\w*|bleed\w*|blood(?! thinners?)|numb(?!ing cream|er)\w*|
    burn\w*|heal\w*|scars?|lumps?|flak\w*|dizz\w*|faint\w*|vision|sight|breath\w*|
    symptoms?|signs?|side effects?|complications?|irritat\w*|normal\w*|safe\w*|worse|
    better|risk\w*|danger\w*|worr\w*|recover\w*|serious\w*|chest|throat|tight\w*|
    (?:feel|feels|feeling) (?:odd|ill|unwell|sick|weak|bad|hot|strange))\b""")
_SIGN_FORMS = phrases(r"""
    ^(?:please )?(?:do not|don't|never) (?:touch|pick|scratch|squeeze|rub|pop|peel|cover)\b|
    \bskin has healed\b|\bfeels? (?:\w+ (?:and|or) )?(?:tight|dry|warm|rough|tender)\b|
    ^let flakes fall\b|\b(?:is|are) (?:not|never) (?:safe|normal)\b""")
_TO_HELP = phrases(r"""
    \b(?:call|ring|phone|tell|ask|see an?|see any|see your|go to|get help|seek|
    read the (?:cards?|red flags?))\b""")
_DELAYS = phrases(r"""
    \bwait\b|\buntil\b|\btill\b|\blater\b|\bafter\b|\bonly\b|\bunless\b|\bnext\b|\btomorrow\b|
    \bmorning\b|\bmonday\b|\bonce\b|\bthen\b|\bif (?:it|they|this|that) |\bno\b|\bnot\b|\bnever\b|
    n't\b|\bwithout\b|\brather\b""")
_AT_ONCE = phrases(r"""
    \b(?:do not|don't|never) (?:wait|hesitate|delay|be afraid)\b|\b(?:not|never) normal\b|
    \bif you cannot reach us\b""")
"""What says "no" or "wait" and means: at once."""

_HELP = phrases(r"""
    \b(?:doctors?|gps?|hospitals?|er|emergenc\w+|ambulances?|a&e|urgent care|clinicians?|
    dermatologists?)\b""")
_HELP_FORMS = phrases(r"""
    ^(?:if [^,.]*, ?)?(?:please )?(?:also )?(?:call|see|tell|ask|show|go to|never hesitate to call|
    do not wait to (?:call|see)|take|read|show this sheet)\b""")
_AS_TOLD = phrases(r"""
    \bas (?:your|the|a) (?:doctor|nurse|pharmacist)[a-z ]* (?:told|says?|tells|prescribed)\b""")
_TAKES_BACK = phrases(r"""
    \b(?:rather|instead|only|no|not|never|nor|without|unless|
    before(?! you (?:take|use|start|stop|buy)\b))\b|n't\b""")

_SHEET = phrases(r"""
    \b(?:sheet|handout|leaflet|paper|(?<!by )cards?|red (?:box|part|flags?)|list|warnings?|rules?|
    advice|above|below|day counts?|waits|waiting(?! room)|reading here|days above|shorter|faster|
    half)\b""")
_SHEET_FORMS = phrases(r"""
    ^(?:please )?(?:also )?(?:keep|bring|show|read|put|take|hang|hand|give|share|
    write|use the code)\b|^you (?:will )?get\b|^our sheet (?:comes|is) in\b|
    ^we (?:also )?have this sheet in\b|\b(?:bring|show|keep|read) (?:this|the) sheet\b|
    ^(?:do not wait|never hesitate)\b|^see\b|^(?:if [^,]*, ?)?call\b""")

_TREATMENT = phrases(r"""
    \b(?:creams?|serums?|ointments?|lotions?|balms?|oils?|products?|medicines?|prescriptions?|
    vitamins?|drops|pads|patch(?:es)?|masks?(?! in)|mists?|toners?|stuff|botox|fillers?|glycolic|
    suns?(?! ?glasses)|sunshine|heat|steam|showers?|baths?|massage|remed(?:y|ies)|facials?|rollers?|
    peroxide|dose|yoga|shaves?|dab|rub|smear|apply|inject\w*|(?:any|a|your) gels?)\b""")
_TREATMENT_FORMS = phrases(r"""
    ^(?:please )?(?:tell|ask|bring|show|list|write|keep|throw)\b|
    \b(?:out of|away|off|shade)\b|\b(?:no|not|never|avoid|without|nothing|cannot|stop)\b|n't\b|
    \b(?:that )?(?:we|the clinic) (?:gave|give|supplied)\b|\bif you take\b""")

_BODY = phrases(r"\b(?:skin|face|cheeks?|forehead|nose|lips?|mouth|eyes?|eyelids?|pores?|body)\b")
_BODY_FORMS = phrases(r"""
    \b(?:no|not|never|avoid|without|away|off|out of|hands|pat|healed|lenses|glasses|plan)\b|
    n't\b|^(?:please )?(?:tell|ask|show|call|see)\b|
    \bmay (?:feel|be|look) (?:\w+ (?:and|or) )?(?:tight|dry|warm|rough|shiny)\b|^(?:rinse|clean|
    wash|wear)\b.*\b(?:sink|hands|hair|hat|towel|mask|clothes)\b|\bnext (?:visit|session)\b""")


def closed_topic(sentence: str, is_use: bool) -> str:
    """The word by which a sentence speaks of a closed topic in no open form; "" where it may stand.
    `is_use`: it says how to use what the clinic gave."""
    urged = _AT_ONCE.sub("", sentence)
    if (
        (found := _SIGN.search(sentence))
        and not _SIGN_FORMS.search(sentence)
        and not (_TO_HELP.search(sentence) and not _DELAYS.search(urged))
    ):
        return found.group()
    if (
        (found := _HELP.search(sentence))
        and not _AS_TOLD.search(sentence)
        and (not _HELP_FORMS.search(sentence) or _TAKES_BACK.search(urged))
    ):
        return found.group()
    if (found := _SHEET.search(sentence)) and (
        not _SHEET_FORMS.search(sentence) or _TAKES_BACK.search(urged)
    ):
        return found.group()
    if is_use or _AS_TOLD.search(sentence):
        return ""
    for topic, forms in ((_TREATMENT, _TREATMENT_FORMS), (_BODY, _BODY_FORMS)):
        if (
            (found := topic.search(sentence))
            and not forms.search(sentence)
            and not _TO_HELP.search(sentence)
        ):
            return found.group()
    return ""
