"""Fourteen fictional organisaties: name, kind, world, province."""

from community.models import OrganisatieKind as Kind
from community.models import Provincie as P
from community.models import Wereld as W

ORGANISATIES: list[tuple[str, Kind, W, P | str]] = [
    ("Provincie Middenland", Kind.PROVINCIE, W.OVERHEID, P.GELDERLAND),
    ("Provincie Noorderkust", Kind.PROVINCIE, W.OVERHEID, P.GRONINGEN),
    ("Waterschap Rijn en Leem", Kind.WATERSCHAP, W.OVERHEID, P.UTRECHT),
    ("Waterschap De Meanders", Kind.WATERSCHAP, W.OVERHEID, P.OVERIJSSEL),
    ("Waterschap Hoge Kreken", Kind.WATERSCHAP, W.OVERHEID, P.ZEELAND),
    ("Gemeente Elzenbroek", Kind.GEMEENTE, W.OVERHEID, P.NOORD_BRABANT),
    ("Gemeente Waterwolde", Kind.GEMEENTE, W.OVERHEID, P.ZUID_HOLLAND),
    ("Gebiedsdienst Oost", Kind.UITVOERING, W.OVERHEID, P.OVERIJSSEL),
    ("Agrarisch Collectief Weidegang", Kind.COLLECTIEF, W.MARKT, P.NOORD_HOLLAND),
    ("Agrarisch Collectief Zand en Zegge", Kind.COLLECTIEF, W.MARKT, P.DRENTHE),
    ("Stichting Het Groene Lint", Kind.TERREINBEHEER, W.NGO, P.LIMBURG),
    ("Vereniging Levend Landschap", Kind.BELANGEN, W.NGO, P.FRYSLAN),
    ("Kenniscentrum Bodem en Buur", Kind.KENNIS, W.KENNIS, P.GELDERLAND),
    ("Bureau Tussenruimte", Kind.ADVIES, W.MARKT, P.FLEVOLAND),
]

OPGAVEN = ["Water", "Natuur", "Landbouw", "Wonen", "Energie", "Bodem", "Leefbaarheid", "Klimaatadaptatie"]
