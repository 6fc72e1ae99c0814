"""The words by which the lines of a clinic's own are read (clinic_texts)."""

from __future__ import annotations

from knowledge.prose.lexicon import phrases

ENGLISH = frozenset(
    """
    about after again all also always and any apply are ask at back be because before bring but by
    call can clean day days down drink each early eat every face for free from gently had hands has
    have help her his home hours how if into is it keep layer may minutes more near new night nights
    not nurse of off old our out over please put rest shade skin sleep so sun tell than that the
    their then there they thin this to up us visit wash water we wear week what when which who will
    with you your
""".split()
)
"""Words that hardly a line of English does without. A line in another language cannot be held
against the rules."""

MARKS = phrases(r"[<>{}`\\|*_^\[\]~$=]|#(?!\d)|https?:|www\.")
"""Signs of some markup, and addresses."""
HELP = phrases(r"""
    \b(?:call|ring|phone|doctors?|gp|clinicians?|dermatologists?|hospital|emergency|get help|seek|
    tell|read the cards?|(?:not|never) normal)\b""")
"""Words that send to help."""
MEDICAL_HELP = phrases(r"""
    \b(?:doctors?|gp|dermatologists?|hospital|emergency|read the cards?|(?:not|never) normal)\b""")
"""Words that send to a doctor."""
PAST = phrases(r"""
    \b(?:ever|in the past)\b|
    \bbefore (?:your|the|each|every) (?:treatment|session|visit|needling)\b""")
"""A question about the time before the treatment."""
CONDITION = phrases(r"diabetes|immune|chemotherapy|transplant")
"""Red flags that are part of who a reader is, not of how the skin is now."""
DELAYS = phrases(r"""
    \bwait\b|\buntil\b|\btill\b|\blater\b|\bafter\b|\bonly\b|\bunless\b|\bnext\b|\bfirst\b|
    \btomorrow\b|\bmorning\b|\bmonday\b|\bonce\b|\bthen\b|\bif (?:it|they|this|that)\b""")
"""Words that put help off, or make it depend on something."""
ADVICE = phrases(r"""
    \b(?:if|when|wait|until|call|see|use|take|only|do|not|no|is|are|from|until|tonight|start|okay|
    ok|welcome)\b""")
"""Words that make more than a name of a name."""
SYNONYMS = phrases(r"""
    \b(?:red eyes?|high temperature|a temperature|temperature of|feverish|chills|eyesight|vision|
    blister\w*|breathless|breathing|faint(?:s|ing)?|collaps\w+|seizures?|numbness|oozing|spreading|
    infected|(?:yellow|honey)[ -]crusts?|swollen (?:face|lips|tongue|throat|eyes?))\b""")
"""Everyday words for red flags, beside those that their records list."""
CLAUSE = phrases(r"[,;:]\s+|\s+(?:but|then)\s+|\s+-\s+")
"""What parts two clauses, of which only one may say no."""
STOPS = phrases(r"""
    \b(?:no|not|never|nor|neither|avoid|without|stop|nothing|cannot|leave|keep off|
    stay (?:away|off|out)|put off|hold off|wait with|\w+n't)\b""")
"""Words that leave something alone."""
UNSTOPS = phrases(r"""
    (?:not|never|n't|cannot) (?:\w+ )?(?:forget|skip|stop|hesitate|wait|miss|delay|avoid|leave out|
    be afraid|fear|worry)\b|\bnothing (?:but|wrong)\b|\bnot only\b""")
"""Words that look like a no and are none."""
ASKS = phrases(r"""
    ^(?:please )?(?:tell|ask|bring|show|list|write|note|send|keep the (?:box|bottle|label)|
    take (?:a )?(?:photos?|pictures?))\b(?!.*\b(?:(?:and|then) take|
    (?:and|then|or) (?:use|apply|put|start|try|go|do))\b)""")
"""The beginning of a line that only asks or shows."""
SUPPLIED = phrases(r"""
    \b(?:that|which|what)? ?(?:we|the clinic) (?:gave|give|gives|supplied|supply)\b|
    \bfrom (?:us|our clinic|the clinic)\b""")
"""What the clinic itself gave."""
VAGUE = phrases(r"""
    \b(?:until|till|til|tomorrow|tonight|overnight|today|morning|evening|weekend|monday|
    tuesday|wednesday|thursday|friday|saturday|sunday|fortnight|as soon as|once|while|soon|
    \d+ ?(?:hrs?|h|d|wks?|mos?))\b""")
"""An end that is no day of the treatment."""
UNLISTED = phrases(r"""
    \b(?<!hyaluronic )acids?\b(?! wash)|\bpeel(?:s|ing pads?)\b|\btoners?\b|
    \bexfoliat\w+|\bretin(?:-a|\w+)\b|\bascorbic\b|\b(?:usual|normal|own|regular|
    everyday|old|home|full) (?:skin ?care|products?|creams?|routine|regimen|cosmetics)\b|
    \b(?:sports?|running|jogging|beach|pool|jacuzzi|sunbeds?|squeez\w+|pop|lance|prick|drain|burst|
    scratch\w*|pick(?:ing)?(?! up)|peel off)\b""")
"""Words for what has to wait, or never to be done, that no record lists: too wide for one, or for
too many."""
MEDICINE = phrases(r"""
    \b(?:aspirin|paracetamol|acetaminophen|tylenol|advil|antibiotics?|cortisone|steroids?|tablets?|
    pills?|capsules?|\w+(?:cillin|mycin|cycline|ciclovir|cyclovir))\b""")
"""Medicines that no record lists."""
PROFESSIONAL = phrases(r"""
    \b(?:doctor|nurse|clinician|pharmacist|prescri\w+|dermatologist|midwife)\b""")
"""Whom to ask about a medicine."""
USES = phrases(r"""
    \b(?:use|using|apply|put|try|dab|smooth|spread|rub|take|taking|start|add|wear|buy|get|have|
    continue|resume|restart)\b""")
"""Words that tell somebody to use something."""
