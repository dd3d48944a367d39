"""Adds to the demo an editie that is halfway: days with presence, material in versions, a day that is evaluated."""

from datetime import datetime, timedelta

from django.urls import reverse

from casussen.models import Casus
from community.actions.bestandsinhoud import Inhoud
from community.actions.planned_elsewhere import give_seats
from community.confidential import confidential
from community.models import BestandKind, Bijeenkomst, Deelname, KringRol, Rol, User
from community.workdays import local_date
from tests.factories import LidmaatschapFactory
from tests.factories.training import a_deelnemer, an_editie
from training.actions.evaluaties import answer_evaluatie
from training.actions.materialen import MateriaalAnswers, place_materiaal, place_version, withdraw_materiaal
from training.models import Deelnemer, Editie, Materiaal, Onderdeelevaluatie

PAPER = Inhoud("werkblad vormen.txt", BestandKind.TXT, b"Welke vorm heeft jouw samenwerking nu?\n")
NEWER = Inhoud("werkblad vormen 2.txt", BestandKind.TXT, b"Welke vorm heeft jouw samenwerking nu, en straks?\n")
WORDS = ("Meer tijd voor de casus graag.", "Fijne groep.", "", "Het voorbeeld van de polder hielp.", "")


def enrich_dagen(people: dict[str, User], now: datetime) -> dict[str, list[str]]:
    """Add everything; return by person the addresses that no page leads her to. `people` goes by code of the demo."""
    begins = local_date(now) - timedelta(days=45)
    while begins.weekday() != 1:
        begins += timedelta(days=1)
    editie = an_editie(name="Leergang Kust en klei", slug="kust-en-klei", first_day=begins)
    trainer, lid = people["trainer"], people["lid"]
    LidmaatschapFactory(kring=editie.kring, user=trainer, role=KringRol.TREKKER, by_rol=Rol.TRAINER)
    others = User.objects.filter(is_active=True, roltoekenningen__isnull=True).exclude(pk=lid.pk)
    group = [lid, *others.order_by("sort_key", "pk")[:7]]
    for user in group:
        a_deelnemer(editie, user, now=now - timedelta(days=80), ready_at=now - timedelta(days=50))
    with confidential():
        casus = Casus.objects.filter(owner=lid).earliest("created_at")
    Deelnemer.objects.filter(editie=editie, user=lid).update(casus=casus.pk)
    presence(editie, group, trainer, now)
    material(editie, trainer, now)
    judged(editie, group, now)
    first = reverse("editie-presentie", args=[editie.slug, "1"])
    return {"trainer": [first, reverse("editie-eindsessie-presentie", args=[editie.slug])]}


def presence(editie: Editie, group: list[User], trainer: User, now: datetime) -> None:
    """Write down who was at the days that are over; one was absent, the member of the demo missed dagdeel 3."""
    for meeting in Bijeenkomst.objects.filter(editiedeel__editie=editie).order_by("starts_at"):
        give_seats(meeting, [*group, trainer], now)
        if meeting.ends_at > now:
            continue
        places = Deelname.objects.filter(bijeenkomst=meeting)
        places.update(status="AANWEZIG", attended_via="LIJST")
        absent = group[0] if meeting.title == "Dagdeel 3" else group[-1]
        places.filter(user=absent).update(status="AFWEZIG", attended_via="")
        Bijeenkomst.objects.filter(pk=meeting.pk).update(attendance_saved_at=meeting.ends_at)


def material(editie: Editie, trainer: User, now: datetime) -> None:
    """Place material: with a newer version, made to measure, announced, for trainers only, and taken back."""
    shared = placed(trainer, None, "Werkblad vier vormen", "1", PAPER, now=now)
    place_version(actor=trainer, materiaal=shared, file=NEWER, is_told=True, now=now)
    placed(trainer, editie, "Werkblad vormen aan de kust", "1", PAPER, origin=shared, now=now)
    placed(trainer, editie, "Kaart van het gebied", "B", None, now=now)
    placed(trainer, None, "Aanwijzingen bij dagdeel 4", "4", PAPER, audience="TRAINERS", now=now)
    placed(trainer, None, "Woordenlijst samenwerken", "", PAPER, audience="LEDEN", now=now)
    gone = placed(trainer, editie, "Oud programma", "3", PAPER, now=now)
    withdraw_materiaal(actor=trainer, materiaal=gone, now=now)


def placed(
    trainer: User, editie: Editie | None, title: str, code: str, file: Inhoud | None, *, now: datetime,
    audience: str = "DEELNEMERS", origin: Materiaal | None = None,
) -> Materiaal:  # fmt: skip
    """Place one piece of material."""
    programma = Editie.objects.select_related("programmaversie__programma").get(slug="kust-en-klei").programmaversie
    return place_materiaal(
        actor=trainer, programma=programma.programma, editie=editie, file=file, now=now,
        origin_id=origin.pk if origin else None,
        answers=MateriaalAnswers(title=title, code=code, audience=audience, licence="eigen werk, CC BY 4.0"),
    )  # fmt: skip


def judged(editie: Editie, group: list[User], now: datetime) -> None:
    """Let five people answer about dagdeel 1 and 2, which can be read, and one about dagdeel 3, which cannot."""
    delen = {deel.onderdeel.code: deel for deel in editie.delen.select_related("onderdeel")}
    rounds = [
        Onderdeelevaluatie.objects.create(editiedeel=delen[code], opened_at=now, closes_at=now + timedelta(days=5))
        for code in ("1", "3")
    ]
    for number, user in enumerate(group[1:6]):
        answers = {"nut": number % 3 + 3, "begeleiding": 4, "tekst": WORDS[number]}
        answer_evaluatie(actor=user, evaluatie=rounds[0], answers=answers, now=now)
    answer_evaluatie(actor=group[1], evaluatie=rounds[1], answers={"nut": 4, "begeleiding": 3}, now=now)
    # Read once it is closed.
    Onderdeelevaluatie.objects.filter(pk=rounds[0].pk).update(closes_at=now)
