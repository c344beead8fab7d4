"""Tells of command lines whether an engine's parser takes them.

Reads one JSON list a line, the words behind `vllm serve` or `python3 -m sglang.launch_server`; prints a line for each:
`accepted`, or the parser's complaint.
"""

import contextlib
import io
import json
import sys

import parsers


def verdict(parser, words):
    complaint = io.StringIO()
    try:
        with contextlib.redirect_stderr(complaint):
            parser.parse_args(words)
    except SystemExit:
        return complaint.getvalue().strip().splitlines()[-1]
    except Exception as refusal:  # whatever the parser's own checks raise
        return f"{type(refusal).__name__}: {refusal}".splitlines()[0]
    return "accepted"


def main(engine):
    commands = [json.loads(line) for line in sys.stdin]
    parser = parsers.load(engine)
    for words in commands:
        print(verdict(parser, words))


if __name__ == "__main__":
    main(*sys.argv[1:])
