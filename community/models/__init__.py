"""All tables of the network; one file per subject."""

from community.models.agenda import (
    SEATED,
    AgendaFeed,
    AttendedVia,
    Audience,
    Bijeenkomst,
    BijeenkomstKind,
    BijeenkomstStatus,
    Deelname,
    DeelnameStatus,
)
from community.models.berichten import (
    Bericht,
    BerichtStatus,
    MailMode,
    Postpauze,
    Voorkeur,
    Zending,
    ZendingStatus,
)
from community.models.choices import Ervaring, Provincie
from community.models.kalender import Kalenderperiode, PeriodeKind, PeriodeStatus, Regio
from community.models.kennis import HomePage, InhoudPage, NieuwsIndexPage, NieuwsPage
from community.models.kringen import (
    OPEN_TOETREDING,
    Afspraken,
    Kring,
    KringKind,
    KringRol,
    Lidmaatschap,
    Toetreding,
    ToetredingStatus,
)
from community.models.leergroepen import Groepsbericht, Joining, Leergroep, LeergroepPhase
from community.models.organisaties import Dienstverband, Organisatie, OrganisatieKind, Wereld
from community.models.people import Opgave, Profiel, User, VisibleTo, normalise_email
from community.models.rollen import PRIVILEGED_ROLLEN, Rol, Roltoekenning
from community.models.taken import Taak
from community.models.toegang import Aanmelding, AanmeldingStatus, Apparaat, Sessie, Uitnodiging, Verzoek

__all__ = [
    "OPEN_TOETREDING",
    "PRIVILEGED_ROLLEN",
    "SEATED",
    "Aanmelding",
    "AanmeldingStatus",
    "Afspraken",
    "AgendaFeed",
    "Apparaat",
    "AttendedVia",
    "Audience",
    "Bericht",
    "BerichtStatus",
    "Bijeenkomst",
    "BijeenkomstKind",
    "BijeenkomstStatus",
    "Deelname",
    "DeelnameStatus",
    "Dienstverband",
    "Ervaring",
    "Groepsbericht",
    "HomePage",
    "InhoudPage",
    "Joining",
    "Kalenderperiode",
    "Kring",
    "KringKind",
    "KringRol",
    "Leergroep",
    "LeergroepPhase",
    "Lidmaatschap",
    "MailMode",
    "NieuwsIndexPage",
    "NieuwsPage",
    "Opgave",
    "Organisatie",
    "OrganisatieKind",
    "PeriodeKind",
    "PeriodeStatus",
    "Postpauze",
    "Profiel",
    "Provincie",
    "Regio",
    "Rol",
    "Roltoekenning",
    "Sessie",
    "Taak",
    "Toetreding",
    "ToetredingStatus",
    "Uitnodiging",
    "User",
    "Verzoek",
    "VisibleTo",
    "Voorkeur",
    "Wereld",
    "Zending",
    "ZendingStatus",
    "normalise_email",
]
