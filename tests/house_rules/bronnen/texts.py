"""What a file says, as streams of words: all of it as it stands, and what remains when code and tags are taken away."""

import ast
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

TRANSLATE = re.compile(r"{%\s*trans(?:late)?\s+(?:\"([^\"]*)\"|'([^']*)')[^%]*%}", re.S)
VALUE = re.compile(r"{{.*?}}", re.S)
LOGIC = re.compile(r"{%.*?%}", re.S)
TAG = re.compile(r"<[^<>]*>", re.S)
TAG_OR_VALUE = re.compile(r"[<{&]")
TAGGED = (".py", ".html", ".txt", ".svg", ".md", ".json")
BREAK = " \u241e "  # no letter: a value stands between the words before and after it


def streams(path: Path) -> Iterator[str]:
    """Yield the texts of a file in which a copied run of words would stand unbroken. None for what is no text."""
    try:
        text = path.read_text()
    except UnicodeDecodeError:
        return
    if path.suffix == ".json":
        text = " ".join(json_texts(json.loads(text)))
    yield text
    if path.suffix == ".py":
        text = python_text(text)
        yield text
    if path.suffix in TAGGED and TAG_OR_VALUE.search(text):
        yield visible(text)


def visible(text: str) -> str:
    """Return what a person reads of a template or of rich text."""
    text = TRANSLATE.sub(lambda match: match[1] or match[2] or "", text)
    text = LOGIC.sub(" ", VALUE.sub(BREAK, text))
    return html.unescape(TAG.sub(" ", text))


def python_text(source: str) -> str:
    """Return the string constants of Python code one after another.

    All in one, so that it makes no difference whether a sentence was cut by a plus, a list or a format string.
    """
    found = [
        (node.lineno, node.col_offset, node.value)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    return " ".join(value for _line, _column, value in sorted(found))


def json_texts(value: object) -> Iterator[str]:
    """Yield the strings of parsed JSON, and after those of each object its keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from json_texts(part)
    elif isinstance(value, dict):
        yield from json_texts([*value.values(), BREAK, *value.keys()])
