"""Fictional meetings: when (days from today, hour, length in hours), what, where and for whom."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Moment:
    """One meeting. `group` is the slug of its leergroep; without it the meeting is for the whole community."""

    day: int
    hour: float
    hours: float
    title: str
    description: str
    place: str
    address: str = ""
    provincie: str = ""
    group: str = ""
    kind: str = "LEERGROEP"
    audience: str = "KRING"
    online: str = ""
    capacity: int | None = None
    coming: tuple[int, ...] = ()
    declined: tuple[int, ...] = ()
    is_cancelled: bool = False


MOMENTS: list[Moment] = [
    Moment(-112, 13, 3, "Peil en pacht in de polder", "We lopen langs twee peilvakken en spreken daarna af.",
           "Dorpshuis De Eendracht", "Kerkweg 2, Veenkade", "UTRECHT", "veenweide-en-water",
           coming=(0, 5, 17, 25, 36), declined=(39,)),
    Moment(-56, 13, 3, "Rekenen aan bodemdaling", "Wat kost niets doen, en wie betaalt dat?", "Boerderij Het Hoogland",
           "Landscheiding 14, Slootwijk", "ZUID_HOLLAND", "veenweide-en-water", coming=(0, 5, 25, 44), declined=(17,)),
    Moment(19, 13, 3, "Vergoeding en grondwaterstand", "Twee leden laten hun regeling zien. Lees hun A4 vooraf.",
           "Gemaal De Hoop", "Dijkstraat 1, Elzenbroek", "NOORD_HOLLAND", "veenweide-en-water", capacity=12,
           coming=(5, 25), declined=(55,)),
    Moment(-30, 14, 2, "Twee vragen uit de praktijk", "Sander en Els brengen een vraag in.", "Gebiedsdienst Oost",
           "Havenplein 3, Meanderstad", "OVERIJSSEL", "regisseurs-oost", coming=(0, 14, 24, 46), declined=(40,)),
    Moment(26, 14, 2, "Samen sturen zonder macht", "Hoe blijf je aan zet als niemand je baas is?", "", "",
           "", "regisseurs-oost", online="https://overleg.regiekamer.example/oost", coming=(14,)),
    Moment(12, 9.5, 2.5, "Wat doet een regisseur?", "Neem een gesprek mee waarin je dat uitlegde.",
           "Bibliotheek Waterwolde", "Marktplein 8, Waterwolde", "ZUID_HOLLAND", "starters-in-de-regie",
           coming=(22, 52)),
    Moment(-75, 10, 4, "Wandeling langs de beek", "Laarzen mee.", "Parkeerplaats Elzenbron", "Bronweg 20, Lintbroek",
           "LIMBURG", "beekdalen-in-beweging", coming=(41, 23, 51)),
    Moment(33, 10, 4, "Grond onder het beekdal", "Met een pachter en een ecoloog.", "Herberg De Bocht",
           "Bronweg 1, Lintbroek", "LIMBURG", "beekdalen-in-beweging"),
    Moment(40, 13, 3, "Zout op het land", "We bezoeken een proefveld.", "Proefboerderij Krekenrak",
           "Zeedijk 44, Krekenrak", "ZEELAND", "kust-en-kreken", is_cancelled=True),
    Moment(-20, 9.5, 7, "Ontwikkeldag najaar", "Een dag over vertrouwen, met vijf werkplaatsen.", "De Graanhal",
           "Silokade 5, Middenstad", "GELDERLAND", kind="ONTWIKKELDAG", audience="LEDEN", capacity=40,
           coming=tuple(range(0, 58, 2))),
    Moment(24, 14, 3.5, "Ontmoeting in het veld: dijk en dorp", "We lopen een dijkversterking en praten met de buurt.",
           "Dorpshuis De Kaai", "Kade 12, Krekenrak", "ZEELAND", kind="ONTMOETING", audience="OPENBAAR", capacity=12,
           coming=(10, 35, 49, 21, 6, 47, 3, 11, 16, 30, 27, 50, 56, 57)),
    Moment(9, 12, 1, "Lunchlezing: wie beslist waarover?", "Een uur online over mandaat. Met ruimte voor vragen.",
           "", kind="WEBINAR", audience="OPENBAAR", online="https://overleg.regiekamer.example/lunch",
           coming=(0, 4, 18, 22, 32)),
    Moment(47, 10, 29.5, "Tweedaagse: van kans naar uitvoering", "Twee dagen in het veld, met een nacht in het dorp.",
           "Herberg De Bocht", "Bronweg 1, Lintbroek", "LIMBURG", kind="ONTMOETING", audience="LEDEN", capacity=20,
           coming=(0, 2, 14, 23, 41)),
    Moment(68, 9.5, 7, "Ontwikkeldag voorjaar", "Het programma volgt.", "De Graanhal", "Silokade 5, Middenstad",
           "GELDERLAND", kind="ONTWIKKELDAG", audience="LEDEN", capacity=60, coming=(1, 8, 24)),
]  # fmt: skip
