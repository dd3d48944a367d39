"""Organisations: a kind with its own name (gemeente Goes), a legal form, well-known ones, abbreviations."""

from casussen.naamcontrole import lists
from casussen.naamcontrole.words import Words, is_upper, word_set

HEADS = word_set(
    """gemeente gemeenten waterschap waterschappen hoogheemraadschap wetterskip provincie provincies stichting
    vereniging coöperatie maatschap ministerie omgevingsdienst veiligheidsregio hogeschool universiteit
    woningcorporatie collectief drinkwaterbedrijf waterbedrijf netbeheerder dorpsraad dorpsbelang dorpsbelangen
    wijkraad buurtvereniging bouwbedrijf aannemer aannemersbedrijf ingenieursbureau adviesbureau bureau bedrijf
    boerderij camping landgoed museum basisschool ziekenhuis partij fractie bank werkgroep actiegroep
    bewonersgroep natuurvereniging ontwikkelaar projectontwikkelaar loonbedrijf melkveebedrijf kwekerij
    restaurant hotel zorginstelling zorggroep wildbeheereenheid gebiedscoöperatie energiecoöperatie
    natuurcollectief streekhuis café kasteel hoeve buitenplaats ondernemersvereniging"""
)
# These are followed by a place or by the name of a waterschap, also in a line of capitals.
OF_A_PLACE = word_set(
    """gemeente gemeenten provincie provincies waterschap waterschappen hoogheemraadschap wetterskip"""
)
# Of these a name may follow after 'van' or 'voor'; elsewhere (het bedrijf van Jansen) that is a person.
WITH_CONNECTOR = word_set(
    """stichting vereniging coöperatie universiteit hogeschool hoogheemraadschap omgevingsdienst museum actiegroep
    bewonersgroep"""
)
CONNECTORS = word_set("van voor tot het de den der 't")
INSIDE = word_set("van voor tot het de den der 't op aan te ter ten &")
FORMS = word_set("""bv nv vof b.v n.v holding groep advies consultancy vastgoed bouw adviseurs makelaars notarissen""")
LONGEST, LONGEST_ACRONYM = 9, 5
AGRARIAN = frozenset(["agrarisch", "agrarische"])


def organisation_at(words: Words, at: int) -> int:
    """Return how many pieces from `at` name an organisation; 0 when they name none."""
    low = words.low(at)
    if low in AGRARIAN and words.low(at + 1) in HEADS:
        past = after_head(words, at + 1)
        return past - at if past else 0
    if low in HEADS:
        past = after_head(words, at)
        return past - at if past else 0
    if not words.is_capital(at):
        return 0
    return lists.longest(lists.organisations(), words, at) or with_form(words, at) or acronym(words, at)


def after_head(words: Words, at: int) -> int:
    """Return the piece after the name that follows the kind at `at`; 0 when no name follows."""
    low = words.low(at)
    if low in OF_A_PLACE:
        known = max(lists.longest(lists.water_boards(), words, at + 1), lists.longest(lists.places(), words, at + 1))
        if known:
            return at + 1 + known
    if words.is_shouted(at):
        return 0
    if low == "ministerie":
        return ministry_end(words, at)
    begin = at + 1
    while low in WITH_CONNECTOR and words.low(begin) in CONNECTORS and begin < at + 4:
        begin += 1
    if not is_own_name(words, begin):
        return 0
    return name_end(words, begin)


def ministry_end(words: Words, at: int) -> int:
    """Return the piece after 'ministerie van Landbouw, Natuur en Voedsel'; 0 when no name follows."""
    past, seen = 0, at + 2 if words.low(at + 1) == "van" else at + 1
    while seen < at + LONGEST and (words.is_capital(seen) or (past and words.text(seen) in {",", "en", "&"})):
        past = seen + 1 if words.is_capital(seen) else past
        seen += 1
    return past


def is_own_name(words: Words, at: int) -> bool:
    """Whether piece `at` can begin the own name of an organisation."""
    text = words.text(at)
    return len(text) > 1 and words.is_capital(at) and (words.low(at) not in lists.no_names() or words.low(at) in INSIDE)


def name_end(words: Words, at: int) -> int:
    """Return the piece after a row of capitals from `at`, small words in between allowed."""
    past, seen = at, at
    while seen < min(at + LONGEST, words.count):
        if words.is_capital(seen) and len(words.text(seen)) > 1:
            past = seen + 1
        elif words.low(seen) not in INSIDE:
            break
        seen += 1
    return past


def with_form(words: Words, at: int) -> int:
    """Return how many pieces are a name that ends in a legal form or in what such a firm does."""
    past = name_end(words, at)
    for last in range(past - 1, at, -1):
        if words.low(last) in FORMS and words.is_capital(last):
            return last + 1 - at
    return 0


def acronym(words: Words, at: int) -> int:
    """Return 1 for an abbreviation in capitals that can be an organisation."""
    text = words.text(at)
    if not is_upper(text) or len(text) > LONGEST_ACRONYM or words.is_shouted(at):
        return 0
    return int(text.lower() not in lists.no_names() and text.title() not in lists.first_names())


def holds_organisation(text: str) -> bool:
    """Whether a known organisation stands before a hyphen, as in LTO-bestuurder."""
    before, hyphen, _after = text.partition("-")
    return bool(hyphen) and lists.has(lists.organisations(), before)
