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
BREAK = " \u241e "  # no letter: a value stands between the words before and after it


def streams(path: Path) -> Iterator[str]:
    """Yield the texts of a file in which a copied run of words would stand unbroken. None for what is no text."""
    try:
        text = path.read_text()
    except UnicodeDecodeError:
        return
    yield text
    if path.suffix == ".py":
        yield from python_texts(text)
    elif path.suffix in (".html", ".txt", ".svg", ".md"):
        yield visible(text)
    elif path.suffix == ".json":
        yield visible(" ".join(json_texts(json.loads(text))))


def visible(text: str) -> str:
    """Return what a person reads of a template or of rich text."""
    text = TRANSLATE.sub(lambda match: match[1] or match[2] or "", text)
    text = LOGIC.sub(" ", VALUE.sub(BREAK, text))
    return html.unescape(TAG.sub(" ", text))


def python_texts(source: str) -> Iterator[str]:
    """Yield the string constants of Python code one after another, as they stand and without tags.

    All in one stream, so that it makes no difference whether a sentence was cut by a plus, a list or a format string.
    """
    found = [
        (node.lineno, node.col_offset, node.value)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    joined = " ".join(value for _line, _column, value in sorted(found))
    yield joined
    yield visible(joined)


def json_texts(value: object) -> Iterator[str]:
    """Yield the strings of parsed JSON, keys left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from json_texts(part)
