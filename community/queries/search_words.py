"""What somebody typed into a search box, as words that Dutch texts can be compared with."""

import re

from community.zoeken.vraag import EMPTY_WORDS, MOST_WORDS

DOUBLED = re.compile(r"([bcdfghjklmnpqrstvwxz])\1en$")


def words_of(text: str) -> list[str]:
    """Return the words to look for, at most eight, without the empty ones."""
    words = re.findall(r"[^\W_]+", text.lower())
    telling = [word for word in words if word not in EMPTY_WORDS]
    return list(dict.fromkeys(telling or words))[:MOST_WORDS]


def stem_of(word: str) -> str:
    """Return the part that singular and plural of a Dutch word share: 'casus' for 'casussen', 'groep' for 'groepen'.

    The database's own stemmer splits some of these pairs. Short words stay whole, so that a name stays a name.
    """
    if len(word) < 6:
        return word
    if DOUBLED.search(word):
        return word[:-3]
    for ending in ("eën", "en", "s", "e"):
        if word.endswith(ending):
            return word.removesuffix(ending)
    return word
