"""What participation reports count of trainings."""

from community.models import BijeenkomstKind
from community.report_points import Effectlijn, Rapportactiviteit
from training.queries.effect import growth, heard_opdrachtgevers

ACTIVITEITEN = (
    Rapportactiviteit(
        "TRAINING", "Trainingen",
        "Dagdelen, eindsessies, teamgesprekken, intakegesprekken en coachgesprekken van een training.",
        (BijeenkomstKind.DAGDEEL, BijeenkomstKind.EINDSESSIE, BijeenkomstKind.TEAMGESPREK, BijeenkomstKind.INTAKE,
         BijeenkomstKind.COACHING),
    ),
)  # fmt: skip
EFFECTLIJNEN = (
    Effectlijn(
        "OPDRACHTGEVERS", "Antwoorden van opdrachtgevers",
        "Welk deel van de vragen aan opdrachtgevers een antwoord kreeg. Het gaat om instemming met een training, de "
        "uitnodiging voor de eindsessie en het advies uit een casus.",
        heard_opdrachtgevers,
    ),
    Effectlijn(
        "VOORUITGANG", "Groei in vakmanschap",
        "Bij welk deel van de vragen een trainingsgroep vooruitging sinds de intake. Alleen groepen met minstens vijf "
        "mensen van deze organisatie tellen mee. Niemands eigen antwoorden staan hierin.",
        growth,
    ),
)  # fmt: skip
