"""The forms of a Dutch word: what singular and plural share, also where the spelling changes.

The stemmer of the database splits casus/casussen and waterschap/waterschappen; it does not know afspraak/afspraken,
brief/brieven or huis/huizen either. What is found here is looked for inside words, so that 'groep' is found in
'leergroepen'.
"""

import re
import unicodedata

DOUBLED = re.compile(r"([bcdfghjklmnpqrstvwxz])\1en$")
# 'afspraken': one vowel, one consonant, -en; in singular that vowel is written twice.
OPEN_SYLLABLE = re.compile(r"(?<![aeiou])([aeou])([bcdfghjklmnpqrtvwxz])en$")
# 'afspraak': in plural it is written once.
CLOSED_SYLLABLE = re.compile(r"(aa|ee|oo|uu)([bcdfghjklmnpqrstvwxz])$")
# 'brief', 'huis': in plural the last letter is another one.
VOICELESS_END = re.compile(r"(?:[aeiou]{2}|ij)[fs]$")
# Words on an -s that is no plural: casus, proces, crisis.
OWN_S = ("us", "is", "ss", "ces", "res")
SHORTEST = 5
VOICED, VOICELESS = {"f": "v", "s": "z"}, {"v": "f", "z": "s"}


def plain(text: str) -> str:
    """Return the text in lower case without accents, as the database's `community_plain` makes it."""
    taken_apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in taken_apart if not unicodedata.combining(sign))


def forms_of(word: str) -> tuple[str, ...]:
    """Return what a plain word shares with its other forms; a text with one of these holds the word."""
    if len(word) < SHORTEST - 1 or not word.isalpha():
        return (word,)
    found = _singular(word) if len(word) >= SHORTEST else []
    return tuple(dict.fromkeys(found or [word, *_plural(word)]))


def _singular(word: str) -> list[str]:
    """Return the stem of a plural, or nothing for what looks like a singular."""
    if DOUBLED.search(word):
        return [word[:-3]]
    if word.endswith("en"):
        stem = word[:-2]
        if (open_one := OPEN_SYLLABLE.search(word)) is not None:
            closed = f"{stem[:-2]}{open_one[1] * 2}{VOICELESS.get(open_one[2], open_one[2])}"
            return [stem, closed]
        return [stem, stem[:-1] + VOICELESS[stem[-1]]] if stem[-1] in VOICELESS else [stem]
    if word.endswith("s") and not word.endswith(OWN_S):
        return [word[:-1]]
    return [word[:-1]] if word.endswith("e") else []


def _plural(word: str) -> list[str]:
    """Return the plural of a singular whose stem changes in it."""
    if (closed := CLOSED_SYLLABLE.search(word)) is not None:
        last = VOICED.get(closed[2], closed[2])
        return [f"{word[:-3]}{closed[1][0]}{last}en"]
    if VOICELESS_END.search(word):
        return [f"{word[:-1]}{VOICED[word[-1]]}en"]
    return []
