"""YAML with the line of every key and item, and with duplicate keys refused."""

import yaml

Lines = dict[tuple, int]

DEEPEST = 20
"""Lists and mappings inside each other, at most: libyaml ends the process at 100,000."""
LARGEST_NUMBER = 10**18
"""The largest whole number; Python refuses to print one of more than 4,300 digits."""

_WORDS = "tag:yaml.org,2002:str"
# libyaml where there is one: ten times as fast
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlError(ValueError):
    """What is wrong with a YAML text, and on which of its lines (from 1)."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def parse_yaml(text: str, first_line: int = 1) -> tuple[object, Lines]:
    """Return the value of `text`, and the line of each key and list item in it, counted from
    `first_line`.

    Raises YamlError when the text is not YAML, repeats a key, nests too deep, or uses a tag or an
    anchor, which would hide what a value is or where it stands.
    """
    lines: Lines = {}
    try:
        _check_events(text, first_line)
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            return None if node is None else _value(loader, node, (), lines, first_line), lines
        finally:
            loader.dispose()
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


def _check_events(text: str, first: int) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + first
        if getattr(event, "anchor", None):
            raise YamlError(f"an anchor or alias: {event.anchor}", line)
        if getattr(event, "tag", None):
            raise YamlError(f"a tag: {event.tag}", line)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(
            event, yaml.CollectionEndEvent
        )
        if depth > DEEPEST:
            raise YamlError("lists nested too deep", line)


def _value(loader, node: yaml.Node, where: tuple, lines: Lines, first: int) -> object:
    line = node.start_mark.line + first
    lines.setdefault(where, line)
    if isinstance(node, yaml.MappingNode):
        return _mapping(loader, node, where, lines, first)
    if isinstance(node, yaml.SequenceNode):
        return [
            _value(loader, item, where + (n,), lines, first) for n, item in enumerate(node.value)
        ]
    if node.tag == _WORDS:
        return node.value
    try:
        value = loader.construct_object(node)
    except (ValueError, OverflowError):
        # a scalar that looks like a date or number and is none: the model says what it should be
        return node.value
    return node.value if isinstance(value, int) and abs(value) > LARGEST_NUMBER else value


def _mapping(loader, node: yaml.MappingNode, where: tuple, lines: Lines, first: int) -> dict:
    result: dict = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + first
        if not isinstance(key_node, yaml.ScalarNode):
            raise YamlError("a key that is not a plain word", line)
        key = key_node.value
        if key in result:
            raise YamlError(f"the key {key} stands twice", line)
        lines[where + (key,)] = line
        result[key] = _value(loader, value_node, where + (key,), lines, first)
    return result
