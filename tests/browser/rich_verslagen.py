"""Adds to the demo what comes of visits: letters in every state, actions, texts of a toernee; and bemiddeling."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from community.actions.groepsleven import close_evaluaties, open_evaluatie
from community.confidential import confidential
from community.models import Kring, Profiel, User
from community.workdays import local_date, workday_on_or_before
from intervisie.actions.bemiddeling import finish_vraag
from intervisie.actions.bezoekacties import drop_actie, finish_actie, show_acties
from intervisie.actions.stappen import open_steps
from intervisie.actions.toerneebrieven import agree_to_brief, propose_brief, save_toerneebrief
from intervisie.models import BriefKind, Toernee
from intervisie.queries.verslagen import letter_from
from tests.factories.bemiddeling import a_chosen_vraag, a_vraag
from tests.factories.bezoeken import bezoeken_of, plan_visits
from tests.factories.toernees import a_toernee, deelnemers_of
from tests.factories.verslagen import a_verslag, an_actie, observed

LETTER = letter_from({
    "opening": "Dank voor jullie open dag. We zagen een groep die elkaar goed kent.",
    "strengths_1": "Iedereen weet van elkaar wat hij doet.", "strengths_2": "De boeren kwamen uit zichzelf.",
    "questions_1": "Wie beslist als het schuurt?", "questions_2": "Wat gebeurt er na 2028?",
    "todos_1": "Maak een kaart met rollen.", "todos_2": "Vraag de wethouder om een mandaat.",
})  # fmt: skip
STATES = ("BEANTWOORD", "VASTGESTELD", "VASTGESTELD", "CONCEPT", "CONCEPT")


@transaction.atomic
def enrich_verslagen(people: dict[str, User], now: datetime) -> dict[str, list[str]]:
    """Add everything; return by person the addresses that no page leads her to."""
    lid, trekker, coordinator = people["lid"], people["trekker"], people["coordinator"]
    profielen = Profiel.objects.filter(in_ledengids=True, user__is_active=True)
    others = profielen.exclude(user__in=list(people.values())).select_related("user").order_by("user__sort_key", "pk")
    members = [lid, trekker, *(row.user for row in others[14:17])]
    over = a_finished_tour("Toernee Maas", members, coordinator, now)
    letters_of(over, now)
    written(over, members, now, is_final=False)
    asked = open_evaluatie(Kring.objects.get(pk=over.kring_id), now)
    signed = a_tour("Toernee Spui", members, coordinator, now)
    written(signed, members, now, is_final=True)
    earlier = open_evaluatie(Kring.objects.get(pk=signed.kring_id), now - timedelta(days=40))
    close_evaluaties(now)
    mediated(people, now)
    past, shown = bezoeken_of(over)[:2]
    pages = [
        reverse("bezoek", args=[past.code]), reverse("bezoek-acties", args=[past.code]),
        reverse("bezoek-brief", args=[past.code]), reverse("bezoek-reactie", args=[past.code]),
        *(reverse("bezoek-brief", args=[one.code]) for one in bezoeken_of(over)[3:]),
        reverse("toernee", args=[over.code]), reverse("toernee-opbrengst", args=[over.code]),
        reverse("toernee-evaluatie", args=[over.code]),
        reverse("toerneebrief", args=[signed.code, "opdrachtgevers"]),
        reverse("toerneebrief-afdrukken", args=[signed.code]), reverse("toerneeactielijst", args=[shown.code]),
        *(reverse("toernee-evaluatie-uitkomst", args=[tour.code, row.pk])
          for tour, row in ((over, asked), (signed, earlier)) if row is not None),
    ]  # fmt: skip
    chair = [reverse(name, args=[past.code]) for name in ("bezoek-brief", "bezoek-brief-vaststellen")]
    return {"lid": pages, "trekker": [*chair, reverse("bezoek-acties", args=[shown.code])]}


def a_tour(name: str, members: list[User], coordinator: User, now: datetime) -> Toernee:
    """Return a toernee of these people that began some months ago; no visit is planned yet."""
    return a_toernee(
        *members, name=name, actor=coordinator, since=now - timedelta(days=160),
        from_date=local_date(now) - timedelta(days=150), until_date=local_date(now) + timedelta(days=90),
    )  # fmt: skip


def a_finished_tour(name: str, members: list[User], coordinator: User, now: datetime) -> Toernee:
    """Return a toernee of these people whose visits are all over."""
    toernee = a_tour(name, members, coordinator, now)
    first = workday_on_or_before(local_date(now) - timedelta(days=150))
    plan_visits(toernee, first=first, now=now - timedelta(days=158))
    # With steps that are open it goes on: one in which nothing is waited for ends by itself.
    open_steps(toernee, now - timedelta(days=158))
    return Toernee.objects.select_related("kring", "protocolversie").get(pk=toernee.pk)


def letters_of(toernee: Toernee, now: datetime) -> None:
    """Let each visit of a toernee have a letter in another state, and its host actions."""
    group = Kring.objects.get(name="Intervisie Merwede")
    for number, (visit, state) in enumerate(zip(bezoeken_of(toernee), STATES, strict=True)):
        observed(visit, now - timedelta(days=30))
        is_final = state == "VASTGESTELD"
        a_verslag(visit, until=state, letter=LETTER, now=now - timedelta(days=20), is_counted=is_final)
        if state == "CONCEPT":
            continue
        host, today = visit.host.user, local_date(now)
        late = an_actie(visit, "Ik bel de dijkgraaf over het mandaat.", today - timedelta(days=2), now)
        ready, let_go = (
            an_actie(visit, text, today, now) for text in ("Een kaart met rollen.", "Een brief schrijven.")
        )
        an_actie(visit, "Een avond met de boeren.", today + timedelta(days=40), now)
        with confidential():
            finish_actie(actor=host, actie=ready, outcome="Hij hangt aan de muur.", now=now)
            drop_actie(actor=host, actie=let_go, reason="Een gesprek werkte beter.", now=now)
            if number == 1:
                show_acties(actor=host, bezoek=visit, kring=group, now=now)
        assert late.due_date < today


def written(toernee: Toernee, members: list[User], now: datetime, *, is_final: bool) -> None:
    """Let a toernee write both texts; its letter is proposed, or final."""
    with confidential():
        for kind, text in (
            (BriefKind.RODE_DRAAD, "Overal ontbreekt mandaat. Overal is goede wil."),
            (BriefKind.OPDRACHTGEVERS, "Geef wie aan tafel zit ook iets te beslissen."),
        ):
            row = save_toerneebrief(actor=members[1], toernee=toernee, kind=kind, version=0, text=text, now=now)
        propose_brief(actor=members[1], toernee=toernee, version=row.version, now=now)
        for one in deelnemers_of(toernee) if is_final else deelnemers_of(toernee)[2:4]:
            if one.user != members[1]:
                agree_to_brief(actor=one.user, toernee=toernee, version=row.version, agrees=True, now=now)


def mediated(people: dict[str, User], now: datetime) -> None:
    """Add requests for bemiddeling in every state."""
    lid, trekker, starter, hart = (people[code] for code in ("lid", "trekker", "starter", "coordinator"))
    Profiel.objects.filter(user=trekker).update(biedt="Bemiddelen als een samenwerking vastloopt.")
    earlier = now - timedelta(days=9)
    a_vraag(lid, now=earlier, wanted_by=local_date(now) + timedelta(days=30))
    a_chosen_vraag(lid, trekker, hart=hart, now=earlier, is_taken=True)
    a_chosen_vraag(starter, lid, hart=hart, now=earlier)
    a_chosen_vraag(trekker, lid, hart=hart, now=earlier, is_taken=True)
    over = a_chosen_vraag(starter, trekker, hart=hart, now=earlier, is_taken=True)
    with confidential():
        finish_vraag(actor=starter, vraag=over, now=now)
