"""The terms and the forms in which Dutch writes them, as one pattern to look for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import escape, unescape

VOWELS = "aeiou"
# Endings that take an s, an apostrophe and an s, or change before 'en'.
WITH_S = ("el", "em", "en", "er", "eur", "ie", "e", "é")
APOSTROPHE = ("a", "i", "o", "u", "y")
SOFTENED = {"f": "v", "s": "z"}
# A short vowel and one consonant: the consonant doubles. A long vowel: one of the two goes.
SHORT = re.compile(rf"(?:^|[^{VOWELS}])[{VOWELS}]([bdfgklmnprst])$")
LONG = re.compile(r"(aa|ee|oo|uu)([bdfgklmnprst])$")
# Where a word may begin and end: not inside another word, an address or a name with a hyphen.
BEFORE, AFTER = r"(?<![\w@/.-])", r"(?![\w@/-]|\.\w)"
# In 'team van regisseurs' the word before these has the plural.
HEAD = re.compile(r"^(\S+)( (?:van|in|op|voor|met|bij|om|tot) .+)$")
# How a text in HTML may write what stands in a term.
SPACE = r"(?:\s|&nbsp;)+"
QUOTE = r"(?:'|’|&#x27;|&#39;|&rsquo;)"


@dataclass(frozen=True)
class Term:
    """A term, what it means, and the other words for it. `is_settled` tells whether a second reader agreed."""

    slug: str
    term: str
    definition: str
    names: tuple[str, ...] = ()
    is_settled: bool = True


def plurals_of(word: str) -> Iterator[str]:
    """Give the forms that may be the plural of a Dutch word; some are nobody's word, which does no harm."""
    yield from (f"{word}en", f"{word}n")
    if word.endswith(WITH_S) or not word.endswith(("s", "x", "z")):
        yield f"{word}s"
    if word.endswith(APOSTROPHE):
        yield f"{word}'s"
    if (short := SHORT.search(word)) is not None:
        yield f"{word}{short[1]}en"
    if (long := LONG.search(word)) is not None:
        stem = f"{word[: long.start()]}{long[1][0]}"
        yield f"{stem}{long[2]}en"
        yield f"{stem}{SOFTENED.get(long[2], long[2])}en"
    if word[-1:] in SOFTENED:
        yield f"{word[:-1]}{SOFTENED[word[-1]]}en"
    if word.endswith("heid"):
        yield f"{word[:-4]}heden"


def forms_of(name: str) -> Iterator[str]:
    """Give a name as it is and the plurals it may have; an abbreviation has none."""
    yield name
    if _is_abbreviation(name):
        return
    yield from plurals_of(name)
    if (parts := HEAD.match(name)) is not None:
        yield from (f"{plural}{parts[2]}" for plural in plurals_of(parts[1]))


@dataclass(frozen=True)
class Lexicon:
    """All terms that can be explained, found by the forms in which texts have them."""

    terms: tuple[Term, ...]

    @cached_property
    def forms(self) -> dict[str, Term]:
        """Return the term of each form. Terms come before other words for them, and names before plurals."""
        named: dict[str, Term] = {}
        for term in self.terms:
            named.setdefault(_key(term.term), term)
        for term in self.terms:
            for name in term.names:
                named.setdefault(_key(name), term)
        for term in self.terms:
            for name in (term.term, *term.names):
                for form in forms_of(name):
                    named.setdefault(_key(form), term)
        return named

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """Return what finds the longest form at each place of a text in HTML; None when there are no terms.

        The signs that HTML writes with an ampersand come first, so that no term is found inside one.
        """
        forms = sorted((form for form in self.forms if form), key=len, reverse=True)
        if not forms:
            return None
        return re.compile(rf"&#?\w+;|{BEFORE}(?:{'|'.join(map(_written, forms))}){AFTER}")

    def find(self, written: str) -> Term | None:
        """Return the term of a piece of text that `pattern` found."""
        said = " ".join(unescape(written).replace("’", "'").split())
        return self.forms.get(said) or self.forms.get(said.casefold())


@lru_cache(maxsize=2)
def lexicon_of(terms: tuple[Term, ...]) -> Lexicon:
    """Return the lexicon of these terms. Made once for as long as they stay the same: its pattern is long."""
    return Lexicon(terms)


def _is_abbreviation(said: str) -> bool:
    return said.isupper() and len(said) > 1


def _key(name: str) -> str:
    """Return what ways to write one form have in common."""
    said = " ".join(name.replace("’", "'").split())
    return said if _is_abbreviation(said) else said.casefold()


@lru_cache(maxsize=8192)
def _written(form: str) -> str:
    """Return the pattern of one form: its spaces, quotes and signs as HTML may write them."""
    words = ("".join(QUOTE if sign == "'" else re.escape(escape(sign)) for sign in word) for word in form.split())
    pattern = SPACE.join(words)
    return pattern if _is_abbreviation(form) else f"(?i:{pattern})"
