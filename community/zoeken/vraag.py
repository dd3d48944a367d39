"""What somebody typed into the search box, as words that texts can be compared with."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from community.zoeken.vormen import forms_of, plain

# Words that say nothing about what is sought; a search of nothing but these keeps them.
EMPTY_WORDS = frozenset(
    re.findall(
        r"\w+",
        "de het een en of van der den te ter ten in op aan met voor om bij uit naar over door dat die dit is zijn "
        "heeft hebben wie wat waar hoe ik je jij we wij mijn ons onze er niet geen als dan",
    )
)
MOST_WORDS = 8
LONGEST_WORD = 40
# How much somebody may type. Nobody seeks with more; what is longer is text from elsewhere.
LONGEST_TEXT = 200
MOST_SYNONYMS = 3
# How many words are compared with names of terms, and how long such a name is.
MOST_TYPED, MOST_IN_NAME = 12, 5
WORD = re.compile(r"[^\W_]+")
OWNED = re.compile(r"['’`]s?\b")


@dataclass(frozen=True)
class Zoekwoord:
    """One word: plain, and the forms of which a text must hold one."""

    text: str
    forms: tuple[str, ...]


Weg = tuple[Zoekwoord, ...]


@dataclass(frozen=True)
class Zoekvraag:
    """The words that must all be found; `synonyms` are other words that will do as well.

    `is_guess`: nothing was found with these very words, so what looks like them is sought.
    """

    words: Weg
    synonyms: tuple[Weg, ...] = ()
    is_guess: bool = False
    # Every word as it was typed, the empty ones too, to be compared with the names of terms.
    typed: Weg = ()
    # Of a guess: known words that the words were probably meant to be.
    meant: Weg = ()

    @property
    def ways(self) -> tuple[Weg, ...]:
        """All ways to say what is sought, first the words as typed."""
        return (self.words, *self.synonyms)

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form that counts, for marking them in a text."""
        return tuple(dict.fromkeys(form for way in (*self.ways, self.meant) for word in way for form in word.forms))

    def guessing(self, meant: Iterable[str] = ()) -> "Zoekvraag":
        """Return the same question for what looks like it, or holds a word that was probably meant."""
        typed = {word.text for word in self.words}
        return replace(self, is_guess=True, meant=_words(word for word in meant if word not in typed))


def vraag_of(text: str) -> Zoekvraag:
    """Return the question in this text; it has no words when there is no letter or digit in it."""
    return Zoekvraag(words_in(text), typed=_words(_split(text)[:MOST_TYPED]))


def words_in(text: str) -> Weg:
    """Return the words to look for, at most eight, without the empty ones."""
    words = _split(text)
    telling = [word for word in words if word not in EMPTY_WORDS] or words
    return _words(list(dict.fromkeys(telling))[:MOST_WORDS])


def phrases_of(vraag: Zoekvraag) -> list[str]:
    """Return every row of words of a question, and every form of one word: each may be another name of a term."""
    words = [word.text for word in vraag.typed]
    rows = [" ".join(words[i : i + size]) for size in range(1, MOST_IN_NAME + 1) for i in range(len(words) - size + 1)]
    return list(dict.fromkeys([*rows, *(form for word in vraag.words for form in word.forms)]))


def with_synonyms(vraag: Zoekvraag, terms: Iterable[tuple[str, str]]) -> Zoekvraag:
    """Return the question with other ways to say it: `terms` are (name in the question, term that is meant)."""
    found = []
    for name, term in terms:
        old = {form for word in words_in(name) for form in word.forms}
        kept = tuple(word for word in vraag.words if not old & set(word.forms))
        if kept != vraag.words:
            found.append((*kept, *words_in(term)))
    return replace(vraag, synonyms=tuple(found[:MOST_SYNONYMS]))


def _split(text: str) -> list[str]:
    return [word[:LONGEST_WORD] for word in WORD.findall(OWNED.sub(" ", plain(text[:LONGEST_TEXT])))]


def _words(words: Iterable[str]) -> Weg:
    return tuple(Zoekwoord(word, forms_of(word)) for word in words)
