"""What somebody typed into a search box, as words that Dutch texts can be compared with."""

import re

# Words that say nothing about what is sought; a search of nothing but these keeps them.
EMPTY_WORDS = frozenset(
    re.findall(
        r"\w+",
        "de het een en of van der den te ter ten in op aan met voor om bij uit naar over door dat die dit is zijn "
        "heeft hebben wie wat waar hoe ik je jij we wij mijn ons onze er niet geen als dan",
    )
)
MOST_WORDS = 8
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
