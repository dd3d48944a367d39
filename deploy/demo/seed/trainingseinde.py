"""What comes of a training in the demo that is over: guests, presentations, advices and what was answered.

Call within a scope of the vault.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from casussen.actions.advies import answer_advies, open_gedeeld_advies, save_advies, share_advies
from casussen.models import Advies, Casus
from casussen.queries.advies import advies_of
from community.models import Gastlink, User
from community.workdays import local_date
from deploy.demo.seed.trainingen import OPDRACHTGEVERS
from training.actions.effectmeting import make_effectrapport, save_meting
from training.actions.eindsessies import answer_invitation, invite_guest
from training.actions.presentaties import save_presentatie, share_presentatie
from training.models import Antwoord, Deelnemer, Editie, GenodigdeKind, Meetmoment
from training.models.effectvragen import EFFECTVRAGEN
from training.queries.effectmeting import windows_for
from training.queries.eindsessies import eindsessie_of
from training.queries.presentaties import first_slides

KERNEN = (
    "Het gebied loopt vast omdat iedereen op een ander wacht. Ik stel voor dat wij als eerste een kleine stap zetten.",
    "De partijen zijn het eens over het doel, niet over de weg. Ik stel voor de weg in drie korte stappen te knippen.",
    "Er is vertrouwen, maar geen besluit. Ik stel voor dit najaar samen te besluiten wie wat betaalt.",
)
AANBEVELINGEN = (
    ("Zeg het eerste jaar geld toe, onder voorwaarden.", "Wijs één bestuurder aan die de partijen belt."),
    ("Teken een korte overeenkomst voor een jaar.", "Laat een buitenstaander elk kwartaal meekijken.",
     "Geef de regisseur tijd: een dag per week."),
    ("Deel de kaart met alle eigenaren.", "Begin met twee proefvelden.",
     "Leg vast wat er gebeurt als één partij stopt."),
)  # fmt: skip
CONSEQUENTIES = (
    "Het kost een deel van het budget van volgend jaar. Niets doen kost meer: twee bedrijven verkopen dan hun grond.",
    "Het vraagt tijd van drie mensen. Het levert een besluit op dat ook na de verkiezingen blijft.",
)
BIJDRAGEN = (
    "Neem dit over in de kadernota en bel de andere besturen voor de zomer.",
    "Kom naar het gebiedsoverleg in de herfst en vertel daar zelf wat je toezegt.",
)
BESLUITEN = (
    {"besluit": "JA", "waarom": "Dit past bij ons programma.", "wanneer": ""},
    {"besluit": "LATER", "waarom": "Eerst moet de begroting rond zijn.", "wanneer": "in het voorjaar"},
    {"besluit": "NEE", "waarom": "Hier is bij ons nu geen draagvlak voor.", "wanneer": ""},
)


def tell_outcome(editie: Editie, deelnemers: Sequence[Deelnemer]) -> None:
    """Let everybody invite guests and show a presentation, and most share an advice that is answered."""
    meeting = eindsessie_of(editie)
    if meeting is None:
        return
    for number, row in enumerate(deelnemers):
        _invite(row, number, meeting.starts_at - timedelta(days=50))
        _present(row, meeting.starts_at - timedelta(days=4))
        if number % 4 != 3:
            _advise(row, number, meeting.ends_at + timedelta(days=3))


def tell_effect(editie: Editie, deelnemers: Sequence[Deelnemer], trainer: User, now: datetime) -> None:
    """Let most measure the effect at each moment that was, a little further each time, and the report be made."""
    for step, (moment, window) in enumerate(windows_for(editie).items()):
        at = window.opens_at + timedelta(days=2)
        if at >= min(now, window.closes_at):
            continue
        for number, row in enumerate(deelnemers[: 6 + len(deelnemers) // 6]):
            answers = {vraag.code: min(5, 2 + (number + place) % 3 + step) for place, vraag in enumerate(EFFECTVRAGEN)}
            save_meting(actor=row.user, deelnemer=row, moment=moment, answers=answers, now=at)
        if moment != Meetmoment.INTAKE and window.closes_at < now:
            make_effectrapport(actor=trainer, editie=editie, moment=moment, now=now)


def _invite(row: Deelnemer, number: int, at: datetime) -> None:
    """Invite her opdrachtgever and a colleague; the one comes, the other not always."""
    people = ((GenodigdeKind.OPDRACHTGEVER, OPDRACHTGEVERS[number % 4], "opdrachtgever"),
              (GenodigdeKind.COLLEGA, "Collega van het gebiedsteam", "collega"))  # fmt: skip
    for kind, name, word in people:
        guest = invite_guest(actor=row.user, deelnemer=row, kind=kind, name=name, sees_presentatie=True,
                             email=f"{word}{number}@regiekamer.example", now=at)  # fmt: skip
        comes = Antwoord.KOMT_NIET if kind == GenodigdeKind.COLLEGA and number % 3 == 0 else Antwoord.KOMT
        answer_invitation(gastlink=guest.gastlink, answer=comes, remark="", now=at + timedelta(days=9))


def _present(row: Deelnemer, at: datetime) -> None:
    slides = first_slides(row, row.user, at)
    save_presentatie(actor=row.user, deelnemer=row, version=1, content={"slides": slides}, now=at)
    share_presentatie(actor=row.user, deelnemer=row, is_shared=True, now=at + timedelta(hours=1))


def write_advies(row: Deelnemer, number: int, at: datetime) -> tuple[Advies, list[dict[str, str]]]:
    """Return the advice of a participant and its recommendations; written now when she has none."""
    casus = Casus.objects.get(pk=str(row.casus_id))
    advised = [{"id": str(place), "text": text} for place, text in enumerate(AANBEVELINGEN[number % 3], start=1)]
    content: dict[str, Any] = {
        "aan_wie": "Het bestuur van mijn organisatie", "kern": KERNEN[number % 3], "aanbevelingen": advised,
        "consequenties": CONSEQUENTIES[number % 2], "bijdrage": BIJDRAGEN[number % 2],
    }  # fmt: skip
    found = advies_of(casus)
    saved = found or save_advies(actor=row.user, casus=casus, version=0, content=content, now=at)
    return saved, advised


def _advise(row: Deelnemer, number: int, at: datetime) -> None:
    """Share the advice, and let the opdrachtgever answer; the last one did not read it yet."""
    casus = Casus.objects.get(pk=str(row.casus_id))
    saved, advised = write_advies(row, number, at)
    deling = share_advies(
        actor=row.user, casus=casus, version=saved.version, name=OPDRACHTGEVERS[number % 4],
        email=f"advies{number}@regiekamer.example", last_day=local_date(at) + timedelta(days=60),
        now=at + timedelta(hours=1),
    )  # fmt: skip
    if number % 6 == 5:
        return
    link = Gastlink.objects.get(pk=deling.gastlink_id)
    read_at = at + timedelta(days=2)
    open_gedeeld_advies(gastlink=link, now=read_at)
    answers = {one["id"]: BESLUITEN[(number + place) % 3] for place, one in enumerate(advised)}
    answer_advies(gastlink=link, versie_id=str(deling.versie_id), version=0, answers=answers,
                  now=read_at + timedelta(minutes=20))  # fmt: skip
