"""Amounts of money: with a sign, the word euro, or a size that stands for money. Shares and weights are none."""

from casussen.naamcontrole.words import Words, word_set

SIGNS = frozenset(["€", "eur", "euro", "euro's"])
SIZES = frozenset(["duizend", "honderd", "ton", "miljoen", "mln", "miljard", "mld", "k", "m", "mille", "tonnen"])
BIG = frozenset(["ton", "miljoen", "mln", "miljard", "mld", "k", "mille"])
NUMBERS = word_set(
    """een één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien
    achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd duizend anderhalf
    anderhalve half halve enkele"""
)
LINKS = frozenset(["à", "tot", "-", "–", "en"])
# What a size may be followed by when it is money; any other plain word after it is what is counted.
AFTER_MONEY = word_set(
    """aan af al beschikbaar bij voor van op in uit om te per extra erbij meer minder nodig over tekort subsidie
    budget krediet nog niet is was zijn ligt was en of maar als dan dat die wat wordt moet kan toe mee mis eigen
    gereserveerd waarvan terwijl zodat want omdat naar tussen vast vrij neer bijdrage euro met door gevraagd
    geboden uitgetrokken"""
)
PAID = word_set(
    """subsidie budget krediet bijdrage bedrag bod kost kosten kostte kostten betaalt betalen betaalde biedt bood
    ontvangt begroting vergoeding schuld prijs lening"""
)
LONGEST = 8


def amount_at(words: Words, at: int) -> int:
    """Return how many pieces from `at` are an amount; 0 when they are none."""
    low = words.low(at)
    if low in {"€", "eur"}:
        past = quantity(words, at + 1)
        return past - at if past > at + 1 else 0
    if not is_number(words, at):
        return 0
    past = quantity(words, at)
    if past == at:
        return 0
    if words.low(past) in SIGNS:
        return past + 1 - at
    has_size = any(words.low(one) in BIG for one in range(at, past))
    has_size = has_size or words.text(past - 1).endswith(",-") or is_paid(words, at, past)
    return past - at if has_size and is_money(words, past) else 0


def quantity(words: Words, at: int) -> int:
    """Return the piece after '2,5 miljoen', '2 à 3 ton', 'een half miljoen', '250.000'; `at` when none stands there."""
    past = at
    stop = min(at + LONGEST, words.count)
    while past < stop and is_number(words, past):
        past += 1
    if past == at:
        return at
    if words.low(past) in LINKS and is_number(words, past + 1) and past + 1 < stop:
        past += 2
    while past < stop and words.low(past) in SIZES:
        past += 1
    return past


def is_number(words: Words, at: int) -> bool:
    """Whether piece `at` is a number in digits or in words."""
    low = words.low(at)
    return low[:1].isdigit() or low in NUMBERS or low.endswith(("duizend", "honderd"))


def is_paid(words: Words, at: int, past: int) -> bool:
    """Whether thousands without a size are money by the word beside them: 200.000 subsidie, het kost 15.000."""
    if not ("." in words.text(past - 1) or "duizend" in words.low(past - 1)):
        return False
    return words.low(past) in PAID or any(words.low(one) in PAID for one in range(at - 2, at))


def is_money(words: Words, past: int) -> bool:
    """Whether a size without the word euro is money: no noun follows that says what is counted."""
    after = words.low(past)
    return not after.isalpha() or after in AFTER_MONEY
