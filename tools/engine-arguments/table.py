"""Prints the arguments of an engine's parser, one a line, in the form that engines/arguments/*.txt has.

    name[,alias…] type [{choice|…}] [= default]

A type is a kind, further words that the value may be, and how often there is a value: none of these marks, exactly
one; `?`, one or none; `+`, one or more; `*`, any number; `&`, one, and the argument may be repeated. `flag` and
`boolean` take no value, and `boolean` also exists as --no-….
"""

import argparse
import enum
import json
import sys

import parsers

# that arguments which want a number take in its place
WORDS = ("None", "auto")


def accepts(convert, text):
    try:
        convert(text)
        return True
    except (ValueError, TypeError, AssertionError, argparse.ArgumentTypeError):
        return False


def kind(convert):
    """Told by what the parser's own function takes, whatever it is called."""
    if accepts(convert, "some-Text"):
        if isinstance(convert('{"a": 1}'), dict):
            return "json-or-text"
        return "word" if convert("some-Text") == "some_text" else "text"
    if accepts(convert, "{}") or accepts(convert, '["a"]'):
        return "json"
    if accepts(convert, "1k"):
        return "count"
    return "number" if accepts(convert, "1.5") else "integer"


def type_of(action):
    if isinstance(action, argparse.BooleanOptionalAction):
        return "boolean"
    if action.nargs == 0:
        return "flag"
    convert = action.type or str
    found = kind(convert)
    if found in ("integer", "number", "count"):
        found += "".join("|" + word for word in WORDS if accepts(convert, word))
    if isinstance(action, argparse._AppendAction):
        return found + "&"
    return found + (action.nargs if isinstance(action.nargs, str) else "")


def default(action):
    value = action.default.value if isinstance(action.default, enum.Enum) else action.default
    if action.nargs == 0 and not isinstance(action, argparse.BooleanOptionalAction):
        return None
    if not isinstance(value, (bool, int, float, str, list)) or value in ("", [], argparse.SUPPRESS):
        return None
    return value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))


def refused(action):
    """Still known to the parser, so that it can say that it is gone."""
    return getattr(action, "error_message", None) is not None


def line(action):
    long = [name[2:] for name in action.option_strings if name.startswith("--")]
    names = long[:1] + [
        name.lstrip("-") for name in action.option_strings if name[2:] not in long[:1] and not name.startswith("--no-")
    ]
    parts = [",".join(names), type_of(action)]
    if action.choices:
        parts.append("{" + "|".join(map(str, sorted(action.choices))) + "}")
    if (value := default(action)) is not None:
        parts.append("= " + value)
    return " ".join(parts)


def arguments(parser):
    return [
        action
        for action in parser._actions
        if action.option_strings and not isinstance(action, argparse._HelpAction) and not refused(action)
    ]


def main(engine, version):
    actions = arguments(parsers.load(engine))
    print(f"# The {len(actions)} arguments of {engine} {version}, as its own parser has them.")
    print("# Written by tools/engine-arguments; not to be edited.")
    for text in sorted(line(action) for action in actions):
        print(text)


if __name__ == "__main__":
    main(*sys.argv[1:])
