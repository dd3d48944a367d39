"""The pages every site begins with, in own words. A redacteur changes them in /beheer/."""

from typing import TypedDict


class StartPage(TypedDict):
    """One page: title, address below its parent, introduction, paragraphs (heading, text)."""

    title: str
    slug: str
    inleiding: str
    alineas: list[tuple[str, str]]


HOME_TITLE = "Regisseurs van de Samenwerking"
HOME_INLEIDING = (
    "In veel gebieden moeten provincie, waterschap, gemeente, boeren en natuurorganisaties samen verder. "
    "Wie die samenwerking regisseert, hoeft dat niet alleen te doen."
)
HOME_KAARTEN = [
    (
        "Leren met vakgenoten",
        "Doe mee met een leergroep. Je bespreekt wat je tegenkomt en leert van hoe anderen het doen.",
    ),
    (
        "Je eigen praktijk",
        "Je werkt met je eigen samenwerking. Wat je deelt, blijft bij de mensen met wie je het deelt.",
    ),
    ("Elkaar vinden", "In de ledengids zie je wie waar werkt, wat zij zoekt en waarmee zij je kan helpen."),
]
HOME_OPROEP = (
    "Werk jij aan een samenwerking in een gebied?",
    "Vertel kort wie je bent en waarom je mee wilt doen. Je hoort binnen een week van ons.",
    "Aansluiten",
    "/aansluiten/",
)

PAGES: list[StartPage] = [
    {
        "title": "Over de community",
        "slug": "over",
        "inleiding": "Een netwerk van mensen die samenwerking in een gebied tot stand brengen.",
        "alineas": [
            ("Voor wie", "Regisseurs werken bij een overheid, een waterschap, een agrarisch collectief, een "
             "natuurorganisatie of een bureau. Ze heten gebiedscoördinator, procesbegeleider of projectleider. Hun "
             "opgave is dezelfde: partijen met eigen belangen tot één plan en één werkwijze brengen."),
            ("Wat je er doet", "Je leert in leergroepen, je oefent met je eigen samenwerking en je helpt anderen. De "
             "ontmoetingen in het veld zijn het hart. Deze site houdt bij wat is afgesproken en herinnert je op tijd."),
            ("Vertrouwen", "Regisseurs werken met gevoelige situaties. Daarom staat bij alles wie het ziet. Wat je in een "
             "groep deelt, blijft in die groep."),
        ],
    },
    {
        "title": "Het coördinerend hart",
        "slug": "coordinerend-hart",
        "inleiding": "Een klein team plant, verbindt en houdt de vaart erin.",
        "alineas": [
            ("Wat het team doet", "Het team nodigt mensen uit, plant bijeenkomsten en let op groepen die stilvallen. Het "
             "leest niet mee met wat groepen vertrouwelijk delen."),
            ("Het team bereiken", "Antwoord op een mail van de community. Je antwoord komt bij het team terecht."),
        ],
    },
    {
        "title": "Contact",
        "slug": "contact",
        "inleiding": "Heb je een vraag of loopt iets vast? Laat het ons weten.",
        "alineas": [
            ("Mail ons", "Antwoord op een mail die je van ons kreeg, of schrijf naar het adres in je uitnodiging. Je krijgt "
             "binnen twee werkdagen antwoord."),
            ("Nog geen lid", 'Vul het formulier bij <a href="/aansluiten/">Aansluiten</a> in. Dan weten we meteen waar je '
             "werkt."),
        ],
    },
    {
        "title": "Privacy",
        "slug": "privacy",
        "inleiding": "Welke gegevens we van je bewaren, waarvoor, en wat jij daarover te zeggen hebt.",
        "alineas": [
            ("Waarvoor we gegevens gebruiken", "We gebruiken je gegevens om je lid te laten zijn: om je te laten inloggen, om "
             "je uit te nodigen voor bijeenkomsten en om je te herinneren aan wat is afgesproken."),
            ("Wat anderen zien", "Bij elk onderdeel van je profiel kies je zelf wie het ziet. In de ledengids sta je alleen "
             "als je dat wilt. Je keuze kun je altijd veranderen."),
            ("Wie geen toegang heeft", "Het coördinerend hart ziet planning en aanwezigheid. Het leest de berichten in groepen "
             "niet."),
            ("Rapporten voor partners", "Organisaties die partner zijn, krijgen elk kwartaal een rapport over groepen van vijf of "
             "meer mensen. Je naam staat daar alleen bij als jij dat wilt. Wat we tellen en wat een lezer kan afleiden, lees je "
             'bij <a href="/mijn/rapportage/uitleg/">Zo komt een rapport tot stand</a>.'),
            ("Cookies", "We gebruiken alleen cookies die nodig zijn om in te loggen."),
            ("Je rechten", "Je kunt je gegevens bekijken, verbeteren, meenemen en laten verwijderen. Vraag het via "
             "<a href=\"/contact/\">Contact</a>. Ben "
             "je niet tevreden? Je kunt een klacht indienen bij de Autoriteit Persoonsgegevens."),
        ],
    },
    {
        "title": "Toegankelijkheid",
        "slug": "toegankelijkheid",
        "inleiding": "Iedereen moet met deze site kunnen werken.",
        "alineas": [
            ("Waar we ons aan houden", "De site volgt de richtlijnen WCAG 2.2, niveau AA. Alles werkt met het toetsenbord, op "
             "een telefoon en op papier. Bij elke wijziging controleert een programma alle pagina's."),
            ("Lukt iets niet", "Laat het ons weten via <a href=\"/contact/\">Contact</a>. Vertel welke pagina het is en wat je "
             "wilde doen. We zoeken meteen een andere weg voor je en lossen het daarna op."),
        ],
    },
    {
        "title": "Bronnen",
        "slug": "bronnen",
        "inleiding": "Waar onze kennis vandaan komt.",
        "alineas": [
            ("Kennis van anderen", "De werkwijze van de community bouwt voort op publicaties over samenwerken in het landelijk "
             "gebied. We schrijven alles in eigen woorden en noemen de bron bij het stuk zelf."),
            ("Techniek", "Het lettertype is Source Sans 3 (SIL Open Font License 1.1)."),
        ],
    },
    {
        "title": "Spelregels",
        "slug": "spelregels",
        "inleiding": "Drie regels maken dat je hier open kunt zijn.",
        "alineas": [
            ("Wat je hoort, blijft hier", "Je deelt niets buiten de groep, ook geen schermafdruk. Je eigen les mag je meenemen."),
            ("Schrijf over situaties", "Gebruik rollen in plaats van namen. Beschrijf niemand negatief die er niet bij is."),
            ("Kom je afspraken na", "Meld je af als je niet kunt. Dan kan iemand anders je plek gebruiken."),
        ],
    },
]  # fmt: skip
