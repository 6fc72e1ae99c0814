"""YAML with the line of every key and item, and with duplicate keys refused."""

from __future__ import annotations

import yaml

Lines = dict[tuple, int]

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where there is one: ten times as fast


class YamlError(ValueError):
    """What is wrong with a YAML text, and on which of its lines (from 1)."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def parse_yaml(text: str, first_line: int = 1) -> tuple[object, Lines]:
    """The value of `text`, and the line of each key and list item in it, counted from `first_line`.

    Raises YamlError when the text is not YAML, repeats a key, or uses an anchor, which would hide where a value stands.
    """
    loader = _Loader(text)
    lines: Lines = {}
    try:
        node = loader.get_single_node()
        if node is None:
            return None, lines
        return _value(loader, node, (), lines, first_line), lines
    except YamlError:
        raise
    except yaml.MarkedYAMLError as error:
        ends = "end of stream" in (error.problem or "")  # then what was left open matters, not where the text ends
        mark = (ends and error.context_mark) or error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + first_line
        raise YamlError(error.problem or error.context or "not valid YAML", line) from None
    except yaml.YAMLError as error:  # a control character, for example: no mark
        raise YamlError(str(error).splitlines()[0], first_line) from None
    except RecursionError:
        raise YamlError("lists nested too deep", first_line) from None
    finally:
        loader.dispose()


def _value(loader, node: yaml.Node, where: tuple, lines: Lines, first: int) -> object:
    line = node.start_mark.line + first
    lines.setdefault(where, line)
    if isinstance(node, yaml.MappingNode):
        return _mapping(loader, node, where, lines, first)
    if isinstance(node, yaml.SequenceNode):
        return [_value(loader, item, where + (n,), lines, first) for n, item in enumerate(node.value)]
    try:
        return loader.construct_object(node, deep=True)
    except ValueError:  # a scalar that looks like a date or number and is none: the model says what it should be
        return node.value


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
