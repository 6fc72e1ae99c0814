"""YAML with the line of every key and item, and with duplicate keys refused."""

import yaml

Lines = dict[tuple, int]

DEEPEST = 20
"""Lists and mappings inside each other, at most: libyaml ends the process at 100,000."""
LARGEST_NUMBER = 10**18
"""The largest whole number; Python refuses to print one of more than 4,300 digits."""

LOOK = (
    "look at this line and the one above: a text with a colon or # needs quotes, and no line begins"
    " with a tab"
)
"""What to do where YAML itself cannot be read."""

_WORDS, _BOOL = "tag:yaml.org,2002:str", "tag:yaml.org,2002:bool"
# libyaml where there is one: ten times as fast
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlError(ValueError):
    """What is wrong with a YAML text, on which of its lines (from 1), and what to `do`."""

    def __init__(self, message: str, line: int, do: str = LOOK) -> None:
        super().__init__(message)
        self.line, self.do = line, do


def parse_yaml(text: str, first_line: int = 1) -> tuple[object, Lines]:
    """Return the value of `text`, and the line of each key and list item in it, counted from
    `first_line`.

    Raises YamlError when the text is not YAML, repeats a key, nests too deep, or uses a tag or an
    anchor, which would hide what a value is or where it stands.
    """
    lines: Lines = {}
    loader = None
    try:
        loader = _Loader(text)
        return _document(loader, lines, first_line), lines
    except yaml.MarkedYAMLError as error:
        # then what was left open matters, not where the text ends
        ends = "end of stream" in (error.problem or "")
        mark = (ends and error.context_mark) or error.problem_mark or error.context_mark
        # a list that is never closed is missed below the last line
        last = text.rstrip().count("\n")
        line = min(mark.line if mark else 0, last) + first_line
        raise YamlError(
            (error.problem or error.context or "not valid YAML").removeprefix("but "), line
        ) from None
    except (yaml.YAMLError, UnicodeError) as error:  # a character that YAML does not take: no mark
        raise YamlError(str(error).splitlines()[0], first_line) from None
    finally:
        if loader:
            loader.dispose()


def _document(loader, lines: Lines, first: int) -> object:
    """Return the value of the one document there is, from the events that it is read as: nodes of
    YAML would be a second pass over them."""
    loader.get_event()  # the stream begins
    if isinstance(loader.get_event(), yaml.StreamEndEvent):
        return None
    value = _value(loader, loader.get_event(), (), lines, first)
    loader.get_event()  # the document ends
    after = loader.get_event()
    if not isinstance(after, yaml.StreamEndEvent):
        line = after.start_mark.line + first
        raise YamlError("found another document", line, "delete the line of --- and all below it")
    return value


def _value(loader, event: yaml.Event, where: tuple, lines: Lines, first: int) -> object:
    line = event.start_mark.line + first
    lines.setdefault(where, line)
    if event.anchor:
        raise YamlError(f"an anchor or alias: {event.anchor}", line, "write it out, in quotes")
    if event.tag:
        raise YamlError(f"a tag: {event.tag}", line, "write it out, in quotes")
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(loader, event)
    if len(where) == DEEPEST:
        raise YamlError("lists nested too deep", line, "take brackets away")
    if isinstance(event, yaml.MappingStartEvent):
        return _mapping(loader, where, lines, first)
    items: list = []
    while not isinstance(item := loader.get_event(), yaml.SequenceEndEvent):
        items.append(_value(loader, item, where + (len(items),), lines, first))
    return items


def _scalar(loader, event: yaml.ScalarEvent) -> object:
    tag = loader.resolve(yaml.ScalarNode, event.value, event.implicit)
    # "country: NO" is Norway, in quotes or not
    if tag == _WORDS or (tag == _BOOL and event.value.lower() not in ("true", "false")):
        return event.value
    try:
        value = loader.construct_object(yaml.ScalarNode(tag, event.value, event.start_mark))
    except (ValueError, OverflowError):
        # a scalar that looks like a date or number and is none: the model says what it should be
        return event.value
    return event.value if isinstance(value, int) and abs(value) > LARGEST_NUMBER else value


def _mapping(loader, where: tuple, lines: Lines, first: int) -> dict:
    result: dict = {}
    while not isinstance(key_event := loader.get_event(), yaml.MappingEndEvent):
        line = key_event.start_mark.line + first
        if not isinstance(key_event, yaml.ScalarEvent):
            raise YamlError("a key that is not a plain word", line, "write one before the colon")
        key = key_event.value
        if key in result:
            raise YamlError(f"the key {key} stands twice", line, "delete one of the two")
        lines[where + (key,)] = line
        result[key] = _value(loader, loader.get_event(), where + (key,), lines, first)
    return result
