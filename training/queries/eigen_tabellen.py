"""Which tables of the training hold what of a person, for the download of her data."""

from community.privacy_points import OwnTable
from training.models import (
    Afwijking,
    Begeleiding,
    Coachgesprek,
    Deelnemer,
    Editie,
    Effectmeting,
    Effectrapport,
    Genodigde,
    Inschrijving,
    Intake,
    Intakenotitie,
    Inzending,
    Materiaalversie,
    Meegenomen,
    Onderdeelstem,
    Ontwikkelmap,
    Presentatie,
    Programmaversie,
    Reactie,
    Scan,
    Teamvoorstel,
)

OF_HER = ("deelnemer__user",)
OWN = (
    OwnTable(Inschrijving, ("user",)),
    OwnTable(Deelnemer, ("user",)),
    *(OwnTable(part, OF_HER) for part in (Ontwikkelmap, Presentatie, Effectmeting, Scan, Inzending, Intake)),
    # What is answered to her work, and what she answered to that of others.
    OwnTable(Reactie, ("inzending__deelnemer__user", "author")),
    # Her own talks with a coach; of a talk that she led as coach only that it was.
    OwnTable(Coachgesprek, OF_HER),
    OwnTable(Meegenomen, ("coachgesprek__deelnemer__user",)),
    OwnTable(Begeleiding, (*OF_HER, "begeleider")),
    # A note of a trainer is private to its author: hers are those she wrote.
    OwnTable(Intakenotitie, ("author",)),
    # What a guest answers is of the guest.
    OwnTable(Genodigde, ("invited_by",), leave_out=("answer", "answered_at", "remark")),
    OwnTable(Onderdeelstem, ("user",)),
    OwnTable(Materiaalversie, ("placed_by",), leave_out=("content",)),
    OwnTable(Afwijking, ("decided_by",)),
    OwnTable(Editie, ("created_by",), only=("id", "name", "created_by", "created_at")),
    OwnTable(Editie.coaches.through, ("user",)),
    OwnTable(Effectrapport, ("made_by",), only=("id", "editie", "made_by", "moment")),
    OwnTable(Teamvoorstel, ("made_by",), only=("id", "editie", "made_by", "made_at")),
    OwnTable(
        Programmaversie, ("established_by",), only=("id", "programma", "number", "established_by", "established_at")
    ),
)
