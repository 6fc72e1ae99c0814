"""Opening hours: days, months, times and a closed set of words, as one pattern that Python and
browsers read alike."""

_DAYS = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?\.?",
    r"weekdays?",
    r"weekends?",
    r"(?:bank |public )?holidays?",
)
_MONTHS = {
    31: "jan(?:uary)?|mar(?:ch)?|may|july?|aug(?:ust)?|oct(?:ober)?|dec(?:ember)?",
    30: "apr(?:il)?|june?|sept?(?:ember)?|nov(?:ember)?",
    29: "feb(?:ruary)?",
}
_NUMBERS = {
    31: "(?:[1-9]|[12][0-9]|3[01])",
    30: "(?:[1-9]|[12][0-9]|30)",
    29: "(?:[1-9]|[12][0-9])",
}
_DATES = tuple(
    f"(?:{_NUMBERS[days]} )?(?:{months})(?: {_NUMBERS[days]})?" for days, months in _MONTHS.items()
)
_TIMES = (
    r"24 hours(?: a day)?",
    r"(?:[01]?[0-9]|2[0-4])(?:[:.][0-5][0-9])?(?: ?[ap]\.?m\.?)?",
    "noon|midday|midnight",
)
_WORDS = (
    "(?:every|each|all) (?:day|week|month|year)",
    "(?:every )?(?:first|second|third|fourth|last|other)",
    "by appointment(?: only)?",
    "for lunch",
    "of (?:the|each|every) month",
    "in the (?:morning|afternoon|evening)s?",
    "(?:morning|afternoon|evening)s?",
    "open|closed|daily|every|from|to|until|till|and|or|on|also|except|only|the|lunch",
)
_ONE = f"(?:{'|'.join((*_DAYS, *_DATES, *_TIMES, *_WORDS))})"
HOURS = rf"^\(?{_ONE}(?:(?:[ ,;:()&/–-]{{1,3}}){_ONE})*[).]*$"
"""Whole hours, in any case."""
EXAMPLE = "Monday to Friday, 9 to 5; Saturday by appointment"
