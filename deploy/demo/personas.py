"""The people as whom anyone logs in at `/demo/`, one for each role. None of them exists.

The demo data gives an account to each of these addresses, with the role, the groups and the duties that the text
promises.
"""

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Persona:
    """One person of the demo. `code` stands in the address of her button."""

    code: str
    title: str
    voornaam: str
    tussenvoegsel: str
    achternaam: str
    text: str

    @property
    def naam(self) -> str:
        """The name as it is shown."""
        return " ".join(part for part in (self.voornaam, self.tussenvoegsel, self.achternaam) if part)

    @property
    def email(self) -> str:
        """The address that the demo data gives this person."""
        return demo_email(self.naam)


def demo_email(naam: str) -> str:
    """Return the address of a person of the demo: 'noor.van.der.wal@regiekamer.example'."""
    letters = unicodedata.normalize("NFKD", naam.casefold().replace("ı", "i")).encode("ascii", "ignore").decode()
    return f"{'.'.join(letters.split())}@regiekamer.example"


PERSONAS = (
    Persona("lid", "Regisseur", "Noor", "van der", "Wal",
            "Lid van leergroepen, met taken en bijeenkomsten. Doet mee aan een gesprek met kaarten dat nu bezig is."),
    Persona("starter", "Startende regisseur", "Yara", "", "Benali",
            "Net begonnen. Gaf nog geen akkoord op de afspraken van haar groep."),
    Persona("trekker", "Trekker", "Mirjam", "", "Kuipers",
            "Leidt een leergroep en plant bijeenkomsten. Begeleidt een gesprek met kaarten dat nu bezig is."),
    Persona("trainer", "Trainer", "David", "", "Oeverland", "Geeft trainingen en logt in met een tweede stap."),
    Persona("coordinator", "Coördinator", "Joris", "de", "Boer",
            "Hoort bij het coördinerend hart: ziet wat een hand vraagt en stuurt de mail aan."),
    Persona("partnercontact", "Partnercontact", "Zeynep", "", "Koç", "Contact van een organisatie die meedoet."),
    Persona("redacteur", "Redacteur", "Esmee", "van", "Lindenberg", "Schrijft de openbare pagina's en het nieuws."),
    Persona("privacycontact", "Privacycontact", "Xander", "", "Doornik",
            "Beslist mee als een beheerder in nood een casus moet openen."),
    Persona("beheerder", "Beheerder", "Ruben", "", "Tromp", "Geeft rollen en ziet of de mail loopt."),
    Persona("ex-lid", "Vertrokken uit een groep", "Gwen", "", "Maasdam",
            "Ging weg uit een leergroep en ziet daar niets meer van."),
)  # fmt: skip


def persona(code: str) -> Persona | None:
    """Return the person behind a button, or None."""
    return next((each for each in PERSONAS if each.code == code), None)
