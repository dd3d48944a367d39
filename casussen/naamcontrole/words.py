"""A text as a row of words, numbers and signs, each with its place. Every step is linear in the text."""

import re

MAIL = r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
WORD = r"[^\W\d_]+(?:['’\-][^\W\d_]+)*"
NUMBER = r"\d+(?:[.,]\d+)*(?:,-)?"
PIECES = re.compile(rf"{WORD}|{NUMBER}|\n|[^\s]")
PIECES_WITH_MAIL = re.compile(rf"{MAIL}|{WORD}|{NUMBER}|\n|[^\s]")

ENDS = frozenset(".?!:;\n•*–—")
OPENS = frozenset("\"'‘“„«([-`’”")
# A full stop after one of these ends no sentence.
ABBREVIATIONS = frozenset(
    [
        "dhr",
        "mw",
        "mevr",
        "mej",
        "dr",
        "drs",
        "ir",
        "ing",
        "mr",
        "prof",
        "bijv",
        "st",
        "fam",
        "wnd",
        "nl",
        "m",
        "o",
        "a",
    ]
)
# How many words around one word decide whether a stretch is written in capitals.
SHOUT_LOOK, SHOUT_LEAST = 3, 2


class Words:
    """The pieces of one text, by number. Asking for a number outside gives an empty piece."""

    def __init__(self, text: str) -> None:
        pieces = list((PIECES_WITH_MAIL if "@" in text else PIECES).finditer(text))
        self.texts = [piece.group() for piece in pieces]
        self.starts = [piece.start() for piece in pieces]
        self.count = len(pieces)

    def text(self, at: int) -> str:
        """Return piece `at` as it stands."""
        return self.texts[at] if 0 <= at < self.count else ""

    def low(self, at: int) -> str:
        """Return piece `at` in lower case."""
        return self.text(at).lower()

    def end(self, at: int) -> int:
        """Return where piece `at` ends in the text."""
        return self.starts[at] + len(self.texts[at])

    def is_capital(self, at: int) -> bool:
        """Whether piece `at` is a word with a capital, also as in 't Harde or d'Hondt."""
        text = self.text(at)
        return text[:1].isupper() and text[0].isalpha()

    def touches(self, at: int) -> bool:
        """Whether piece `at` follows the one before it without a space."""
        return 0 < at < self.count and self.starts[at] == self.end(at - 1)

    def opens_sentence(self, at: int) -> bool:
        """Whether piece `at` would have a capital anyhow, since a sentence or a quotation begins there."""
        before = at - 1
        if before >= 0 and self.texts[before] in OPENS:
            # ‘Wij doen niet mee’: a quotation begins with a capital; a quoted name does so too, and is missed here.
            return True
        if before < 0:
            return True
        if self.texts[before] == ".":
            return not self.is_abbreviation(before - 1)
        return self.texts[before] in ENDS

    def is_abbreviation(self, at: int) -> bool:
        """Whether the full stop after piece `at` belongs to a title or to an initial."""
        text = self.text(at)
        return text.lower() in ABBREVIATIONS or (len(text) == 1 and text.isupper())

    def is_shouted(self, at: int) -> bool:
        """Whether piece `at` stands in a stretch of capitals, where a capital says nothing."""
        if not is_upper(self.text(at)):
            return False
        if is_upper(self.text(at - 1)) or is_upper(self.text(at + 1)):
            return True
        near = range(at - SHOUT_LOOK, at + SHOUT_LOOK + 1)
        return sum(is_upper(self.text(one)) for one in near if one != at) >= SHOUT_LEAST


def is_upper(text: str) -> bool:
    """Whether this is a word of two letters or more in capitals."""
    return len(text) > 1 and text.isupper()


def as_name(text: str) -> str:
    """Return a word as a list holds it: without the possessive, and FATIMA as Fatima."""
    if text.endswith(("'s", "’s")):
        text = text[:-2]
    return text.title() if len(text) > 3 and text.isupper() else text


def word_set(words: str) -> frozenset[str]:
    """Return the words of a line as a set."""
    return frozenset(words.split())
