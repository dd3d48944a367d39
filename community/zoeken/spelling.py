"""The word that was probably meant: the nearest one in a list of words, by the groups of three letters they share."""

from collections.abc import Iterable
from functools import lru_cache

# How much of two words must be the same, between 0 and 1, as pg_trgm counts it.
LIKENESS = 0.4
SHORTEST = 4
MOST_DIFFERENCE = 3


def _threes(word: str) -> frozenset[str]:
    padded = f"  {word} "
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2))


# Of words that everybody may read, and of no others: what is kept outlives the request.
_threes_of_public = lru_cache(maxsize=50_000)(_threes)


def likeness(one: str, other: str) -> float:
    """Return how much two words are alike: 1 for the same word, 0 for words that share nothing. Keeps neither."""
    return _shared(_threes(one), _threes(other))


def is_swapped(one: str, other: str) -> bool:
    """Whether two words have the same letters, two neighbours of which changed places."""
    if len(one) != len(other) or one == other:
        return False
    apart = [i for i in range(len(one)) if one[i] != other[i]]
    first, last = apart[0], apart[-1]
    return last == first + 1 and one[first] == other[last] and one[last] == other[first]


def nearest(word: str, words: Iterable[str]) -> str:
    """Return the word of a public list that looks most like this one, or nothing when none does."""
    if len(word) < SHORTEST:
        return ""
    best, found = 0.0, ""
    threes = _threes(word)
    for other in words:
        if abs(len(other) - len(word)) > MOST_DIFFERENCE or len(other) < SHORTEST:
            continue
        like = 0.95 if is_swapped(word, other) else _shared(threes, _threes_of_public(other))
        if like >= LIKENESS and (like, found) > (best, other):
            best, found = like, other
    return found


def _shared(first: frozenset[str], second: frozenset[str]) -> float:
    return len(first & second) / len(first | second)
