"""All tables of the training; one file per subject."""

from training.models.deelnemers import (
    HOLDING_PLACE,
    WAITING,
    Deelnemer,
    Inschrijving,
    InschrijvingStatus,
    Instemming,
    Ontwikkelmap,
)
from training.models.edities import Afwijking, Editie, Editiedeel, EditieStatus
from training.models.eindsessies import Antwoord, Genodigde, GenodigdeKind, Presentatie
from training.models.evaluaties import (
    Effectmeting,
    Effectrapport,
    Meetmoment,
    Onderdeelantwoord,
    Onderdeelevaluatie,
    Onderdeelstem,
)
from training.models.gesprekken import Begeleiding, Coachgesprek, Intake, Intakenotitie, Meegenomen
from training.models.materialen import Materiaal, MateriaalAudience, Materiaalversie
from training.models.programmas import (
    Draaiboekregel,
    OnderdeelForm,
    OnderdeelKind,
    Ontwikkeldoel,
    Programma,
    Programmaonderdeel,
    Programmaversie,
)
from training.models.teams import Team, Teamvoorstel
from training.models.tussentijden import Inzending, InzendingStatus, Reactie
from training.models.vakmanschap import Competentie, Scan, Scanmoment

__all__ = [
    "HOLDING_PLACE",
    "WAITING",
    "Afwijking",
    "Antwoord",
    "Begeleiding",
    "Coachgesprek",
    "Competentie",
    "Deelnemer",
    "Draaiboekregel",
    "Editie",
    "EditieStatus",
    "Editiedeel",
    "Effectmeting",
    "Effectrapport",
    "Genodigde",
    "GenodigdeKind",
    "Inschrijving",
    "InschrijvingStatus",
    "Instemming",
    "Intake",
    "Intakenotitie",
    "Inzending",
    "InzendingStatus",
    "Materiaal",
    "MateriaalAudience",
    "Materiaalversie",
    "Meegenomen",
    "Meetmoment",
    "OnderdeelForm",
    "OnderdeelKind",
    "Onderdeelantwoord",
    "Onderdeelevaluatie",
    "Onderdeelstem",
    "Ontwikkeldoel",
    "Ontwikkelmap",
    "Presentatie",
    "Programma",
    "Programmaonderdeel",
    "Programmaversie",
    "Reactie",
    "Scan",
    "Scanmoment",
    "Team",
    "Teamvoorstel",
]
