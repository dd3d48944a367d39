"""Persons: after a title, with a first name of the list, with initials, or with a tussenvoegsel before a capital."""

from casussen.naamcontrole import lists
from casussen.naamcontrole.words import Words, as_name, word_set

SHORT = frozenset(["v", "d"])
# Initials of more than one letter.
LONG_INITIALS = frozenset(["Ch", "Chr", "Fr", "IJ", "Ph", "Sj", "Th", "Tj"])
LONGEST, LONGEST_PREFIX, MOST_INITIALS = 8, 3, 5
# Surnames that are plain words: after 'de' their capital is what tells.
SURNAMES = word_set(
    """boer vries jong wit groot haan graaf bruin ruiter koning bakker boom smit lange korte jonge wilde vos beer
    wolf rooij roo ronde zwart witte haas leeuw bie regt roos vink valk mol ridder kok kuiper visser meijer
    wever jager keizer goede waal bont kleine oude backer bruijn waard haer gier laat heer kruif kort zeeuw
    clercq raadt"""
)
STRONG = frozenset([("van", "der"), ("van", "den"), ("van", "de"), ("van", "'t"), ("van", "het"), ("op", "den")])
UNMISTAKABLE = STRONG - {("van", "de"), ("van", "het")}


def person_at(words: Words, at: int) -> int:
    """Return how many pieces from `at` name a person; 0 when they name none."""
    if "@" in words.text(at) and len(words.text(at)) > 1:
        return 1
    if after := after_title(words, at):
        return after
    if words.low(at) in lists.PREFIX_START:
        return by_prefix(words, at)
    if not words.is_capital(at):
        return 0
    return by_initials(words, at) or by_first_name(words, at) or by_surname(words, at)


def is_surname(words: Words, at: int) -> bool:
    """Whether piece `at` can be a surname: a capital that is no plain word."""
    text = words.text(at)
    return len(text) > 1 and words.is_capital(at) and words.low(at) not in lists.no_names()


def prefixes(words: Words, at: int) -> int:
    """Return the piece after the tussenvoegsels that stand from `at`."""
    past = at
    while past < at + 2 * LONGEST_PREFIX:
        if words.low(past) in lists.PREFIXES:
            past += 1
        elif words.low(past) in SHORT and words.text(past + 1) == ".":  # v.d. Berg
            past += 2
        else:
            break
    return past


def is_surname_after(words: Words, at: int, past: int) -> bool:
    """Whether a surname stands at piece `past`, after tussenvoegsels from `at`: de Boer, van der Meer."""
    if is_surname(words, past):
        return True
    if past == at or not words.is_capital(past) or len(words.text(past)) == 1:
        return False
    if words.low(past - 1) in {"de", "het"} and past == at + 1:
        return words.low(past) in SURNAMES
    return (words.low(at), words.low(at + 1)) in UNMISTAKABLE


def surname_end(words: Words, at: int) -> int:
    """Return the piece after a surname at `at` with its tussenvoegsels; `at` when there is none."""
    past = prefixes(words, at)
    if not is_surname_after(words, at, past):
        return at
    past += 1
    # Smit-de Groot: the first half of a double name ends in the tussenvoegsel of the second.
    if words.low(past - 1).rpartition("-")[2] in lists.PREFIXES:
        return surname_end_once(words, past)
    return surname_end_once(words, past) if is_surname(words, past) and not words.is_shouted(past) else past


def surname_end_once(words: Words, at: int) -> int:
    """Return the piece after one more surname, without looking for a third; `at` when there is none."""
    past = prefixes(words, at)
    known = is_surname_after(words, at, past) and not lists.longest(lists.organisations(), words, past)
    return past + 1 if known else at


def is_title(words: Words, at: int) -> bool:
    """Whether what stands before piece `at` announces a person."""
    before = at - 2 if words.text(at - 1) == "." else at - 1
    return words.low(before) in lists.SALUTATIONS or (before == at - 1 and words.low(before) in lists.ROLES)


def after_title(words: Words, at: int) -> int:
    """Return how many pieces name the person announced by the title before `at`."""
    if not is_title(words, at):
        return 0
    if initials := by_initials(words, at):
        return initials
    before = at - 2 if words.text(at - 1) == "." else at - 1
    if words.low(before) not in lists.SALUTATIONS and lists.longest(lists.organisations(), words, at):
        return 0
    return surname_end(words, at) - at


def is_initial(text: str) -> bool:
    """Whether this is the letter or letters of an initial."""
    return (len(text) == 1 and text.isupper()) or text in LONG_INITIALS


def by_initials(words: Words, at: int) -> int:
    """Return how many pieces are initials with a surname: A.B. van Dijk."""
    past = at
    while past < at + 2 * MOST_INITIALS and is_initial(words.text(past)) and words.text(past + 1) == ".":
        past += 2
    if past == at:
        return 0
    end = surname_end(words, past)
    return end - at if end > past else 0


def by_first_name(words: Words, at: int) -> int:
    """Return how many pieces are a first name of the list with what belongs to it."""
    name = as_name(words.text(at))
    if not is_first_name(name) or words.low(at) in lists.no_names():
        return 0
    past = at + 1
    while past < at + LONGEST and is_first_name(as_name(words.text(past))) and words.is_capital(past):
        past += 1
    end = surname_end(words, past)
    if end == past and (initials := by_initials(words, past)):
        end = past + initials
    has_more = end > at + 1
    if name in lists.word_names() and not has_more:
        return int(is_person_here(words, at))
    return end - at


def is_first_name(name: str) -> bool:
    """Whether this is a first name, or two with a hyphen."""
    names = lists.first_names()
    if name in names:
        return True
    first, hyphen, second = name.partition("-")
    return bool(hyphen) and first in names and second in names


def is_person_here(words: Words, at: int) -> bool:
    """Whether a first name that is a word too is meant as a name: in the sentence, or before what a person does."""
    if words.is_shouted(at):
        return False
    return not words.opens_sentence(at) or words.low(at + 1) in lists.PERSON_VERBS


def by_prefix(words: Words, at: int) -> int:
    """Return how many pieces are a surname that begins with its tussenvoegsel: Van der Meer, de Boer."""
    past = prefixes(words, at)
    name = words.low(past)
    if not is_surname_after(words, at, past) or words.is_shouted(past) or lists.longest(lists.places(), words, at):
        return 0
    pair = (words.low(at), words.low(at + 1))
    in_sentence = words.is_capital(at) and not words.opens_sentence(at)
    is_sure = past == at + 2 and pair in STRONG and (words.is_capital(at) or not is_known_place(words, past))
    if in_sentence or is_sure or (words.low(at) == "de" and name in SURNAMES):
        return surname_end(words, at) - at
    return 0


def is_known_place(words: Words, at: int) -> bool:
    """Whether a place of the list begins at piece `at`."""
    return bool(lists.longest(lists.places(), words, at))


def by_surname(words: Words, at: int) -> int:
    """Return how many pieces are a surname of the list, or an unknown name of which the tussenvoegsel tells."""
    if as_name(words.text(at)) in lists.surnames() and not words.is_shouted(at):
        return 1
    return by_shape(words, at) or by_deed(words, at)


def by_deed(words: Words, at: int) -> int:
    """Return 2 for two unknown words with a capital at the head of a sentence that do what a person does."""
    if not (is_surname(words, at) and is_surname(words, at + 1)) or words.is_shouted(at) or is_known_place(words, at):
        return 0
    if words.low(at) in lists.ROLES or words.low(at) in lists.SALUTATIONS:
        return 0
    is_name = as_name(words.text(at + 1)) in lists.surnames() or words.low(at + 2) in lists.PERSON_VERBS
    return 2 if is_name and not words.touches(at + 1) else 0


def by_shape(words: Words, at: int) -> int:
    """Return how many pieces are an unknown first name with tussenvoegsel and surname: Xyr van der Meer."""
    past = prefixes(words, at + 1)
    if past == at + 1 or not is_surname(words, at) or not is_surname(words, past):
        return 0
    if words.opens_sentence(at) and (words.low(at + 1), words.low(at + 2)) not in STRONG:
        return 0
    if words.low(at + 1) not in {"van", "de", "ter", "ten", "von", "el"} or is_known_place(words, at):
        return 0
    return surname_end(words, past) - at
