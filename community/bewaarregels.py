"""How long the network keeps what: the only place where its terms stand (blueprint §14).

A purge reads its days here; the page for everybody is made of it; community/gegevens.csv names a rule for each field.
"""

from collections.abc import Mapping

from community.privacy_points import Bewaarregel, by_code

_OF_PEOPLE = (
    Bewaarregel("account", "Je account, je profiel en hoe je inlogt", None, "", "Weg als je je account verwijdert."),
    Bewaarregel("verwijderverzoek", "Je vraag om je account te verwijderen", 30, "je vraag",
                "Je account wordt gewist. Wat je in groepen schreef, blijft staan onder ‘Oud-lid’.",
                "verwijderverzoeken"),
    Bewaarregel("stille-accounts", "Een account waarop niemand inlogt", 365, "de laatste keer inloggen",
                "Je krijgt een mail. Log je 30 dagen daarna nog niet in, dan wissen we je account.",
                "stille accounts"),
    Bewaarregel("stille-accounts-wissen", "Een account na de mail dat het stil is", 30, "die mail",
                "Je account wordt gewist.", "stille accounts"),
    Bewaarregel("aanmeldingen", "Een aanmelding die is afgewezen of die een account werd", 183, "het besluit",
                "Verwijderd.", "aanmeldingen"),
    Bewaarregel("uitnodigingen", "Een uitnodiging om lid te worden", 183, "de dag dat zij verliep of gebruikt is",
                "Verwijderd, met naam en e-mailadres.", "uitnodigingen"),
    Bewaarregel("apparaten", "Een apparaat waarmee je inlogde", 365, "de laatste keer", "Verwijderd.", "apparaten"),
    Bewaarregel("accountwijzigingen", "Een wijziging in hoe je inlogt", 365, "de wijziging", "Verwijderd.",
                "accountwijzigingen"),
    Bewaarregel("adreswijzigingen", "Een nieuw e-mailadres dat niemand bevestigde", 2, "de vraag", "Verwijderd.",
                "adreswijzigingen"),
    Bewaarregel("sessies", "Dat je bent ingelogd, en hoe vaak inloggen mislukte", 0, "het einde", "Verwijderd.",
                "sessies"),
    Bewaarregel("rollen", "Een rol die voorbij is", 730, "de laatste dag", "Verwijderd.", "rollen"),
    Bewaarregel("toestemmingen", "Een toestemming die je introk", 365, "het intrekken", "Verwijderd.",
                "toestemmingen"),
    Bewaarregel("gastlinks", "Naam en e-mailadres van een gast met een link", 183, "het einde van de link",
                "Verwijderd. In het inzagelog staat dan alleen nog ‘een gast’.", "gastlinks"),
    Bewaarregel("aanvragen", "Een aanvraag uit ons aanbod", 183, "het antwoord", "Verwijderd.", "aanvragen"),
)  # fmt: skip
_OF_GROUPS = (
    Bewaarregel("groepen", "Berichten, bestanden, acties en besluiten van een groep, en wie erin zat", 730,
                "de dag dat de groep sluit", "Verwijderd. De naam van de groep blijft.", "groepen"),
    Bewaarregel("toetredingen", "Je vraag om bij een groep te komen", 183, "het besluit", "Verwijderd.",
                "toetredingen"),
    Bewaarregel("groepsuitnodigingen", "Een uitnodiging voor een groep", 183, "je antwoord, of de laatste dag",
                "Verwijderd.", "groepsuitnodigingen"),
    Bewaarregel("deelnames", "Of je bij een bijeenkomst was", 730, "de bijeenkomst",
                "Verwijderd. In de rapporten staan alleen aantallen.", "deelnames"),
    Bewaarregel("datumprikkers", "Een datumprikker met de antwoorden", 183, "de dag dat hij sluit", "Verwijderd.",
                "datumprikkers"),
    Bewaarregel("bezettingen", "Wanneer je bezet was", 31, "het moment zelf", "Verwijderd.", "bezettingen"),
    Bewaarregel("beschikbaarheid", "Wanneer je kunt", 0, "de dag zelf", "Verwijderd.", "beschikbaarheid"),
    Bewaarregel("samenwerkingen", "Een samenwerking die je bijhoudt", None, "",
                "Blijft tot je haar verwijdert. Ga je weg, dan blijft zij staan onder ‘Oud-lid’."),
)  # fmt: skip
_OF_PARTNERS = (
    Bewaarregel("partnerschappen", "De afspraken met een partner", None, "", "Blijft: hier staan geen leden in."),
    Bewaarregel("rapporten", "De rapporten voor partners", None, "", "Blijft: hier staan alleen aantallen in."),
    Bewaarregel("rapporttellingen", "In welk rapport je bent meegeteld", 122, "het einde van het partnerschap",
                "Verwijderd.", "rapporttellingen"),
    Bewaarregel("naamtoestemmingen", "Dat een partner je naam mag zien", 122, "het einde van het partnerschap",
                "Verwijderd.", "naamtoestemmingen"),
    Bewaarregel("regisseurlijsten", "De lijst van een partner met eigen mensen", 122,
                "het einde van het partnerschap", "Verwijderd.", "regisseurlijsten"),
)  # fmt: skip
_OF_MAIL = (
    Bewaarregel("post", "Welke mail we je stuurden, zonder de tekst", 183, "het versturen", "Verwijderd.", "post"),
    Bewaarregel("meldingen", "Een melding die je zag", 61, "het zien", "Weg van je scherm.", "meldingen"),
    Bewaarregel("meldingen-ongezien", "Een melding die je niet zag", 92, "het moment van de melding",
                "Weg van je scherm.", "meldingen"),
    Bewaarregel("taken", "Een taak die klaar is", 365, "het afronden", "Verwijderd.", "taken"),
    Bewaarregel("werk", "Dat je een pdf of een verdeling liet maken", 30, "het einde",
                "Verwijderd. Het bestand zelf is na een dag al weg.", "werk"),
    Bewaarregel("weekrondes", "Dat het weekoverzicht is verstuurd", 183, "die dag", "Verwijderd.", "storingen"),
)  # fmt: skip
_OF_RUNNING = (
    Bewaarregel("logboek", "Het logboek: wie wat veranderde", 365, "de wijziging", "Verwijderd.", "logboek"),
    Bewaarregel("redactielog", "Wat redacteuren op de website deden", 365, "de wijziging", "Verwijderd.",
                "redactielog"),
    Bewaarregel("redactie", "Halve formulieren van redacteuren", 7, "de laatste wijziging", "Verwijderd.",
                "redactie"),
    Bewaarregel("kennisvoorstellen", "Een voorstel om een tekst te verbeteren", 365, "de behandeling",
                "Verwijderd.", "kennisvoorstellen"),
    Bewaarregel("formulieren", "Welk formulier al is verwerkt", 7, "het versturen", "Verwijderd.", "formulieren"),
    Bewaarregel("storingen", "Fouten in het systeem, zonder inhoud", 31, "de laatste keer", "Verwijderd.",
                "storingen"),
    Bewaarregel("opruimingen", "Hoeveel er elke dag is opgeruimd", 365, "die dag", "Verwijderd.", "opruimingen"),
    Bewaarregel("sleutels", "Een sleutel die niemand gebruikt", 1, "het maken", "Vernietigd.", "sleutels"),
    Bewaarregel("kluisbestanden", "Een versleuteld bestand waar niets meer bij hoort", 1, "het bewaren",
                "Verwijderd.", "kluisbestanden"),
    Bewaarregel("bestanden", "Een bestand van een bericht dat weg is", 1, "het bewaren", "Verwijderd.", "bestanden"),
    Bewaarregel("fotos", "Een profielfoto die niemand meer gebruikt", 1, "het bewaren", "Verwijderd.", "fotos"),
    Bewaarregel("vernietigingen", "Dat iets voorgoed is vernietigd, zonder inhoud", None, "",
                "Blijft, zodat een reservekopie het niet terughaalt.", "vernietigingen"),
    Bewaarregel("website", "De pagina’s, foto’s en bestanden van de website", None, "",
                "Blijft tot een redacteur het verwijdert."),
    Bewaarregel("registers", "Lijsten zoals organisaties, begrippen en bronnen", None, "",
                "Blijft: hier staan geen leden in."),
    Bewaarregel("werking", "Instellingen van het systeem", None, "", "Blijft: hier staan geen leden in."),
)  # fmt: skip

REGELS: Mapping[str, Bewaarregel] = by_code(*_OF_PEOPLE, *_OF_GROUPS, *_OF_PARTNERS, *_OF_MAIL, *_OF_RUNNING)
