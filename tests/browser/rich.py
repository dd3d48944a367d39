"""Adds to the demo what its story has no place for, so that every page has something to show.

Requests to join, invitations in every state, a photo, a person with all ways to log in, failed mail. It writes
addresses that no page leads to into `links.json` in the folder of the site. Needs a database
with the demo in it.
"""

import io
import json
from datetime import datetime, timedelta
from pathlib import Path

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils.text import slugify
from PIL import Image

from community import clock
from community.access.berichten import unsubscribe_token
from community.accounts.tokens import ResetTokens
from community.actions.aanmeldingen import Answers, decline_aanmelding, submit_aanmelding
from community.actions.accounts import ask_new_email, close_account, remember_apparaat
from community.actions.feed import renew_feed
from community.actions.fotos import set_foto
from community.actions.kringen import accept_afspraken
from community.actions.leergroepen import appoint_trekker
from community.actions.toegang import invite_member
from community.actions.toetredingen import hand_on_requests
from community.berichten import planning, sender
from community.links import sign
from community.models import (
    AanbodPage,
    Bericht,
    BerichtStatus,
    Besluit,
    Bijeenkomst,
    Leergroep,
    Profiel,
    User,
    Zending,
    ZendingStatus,
)
from community.workdays import local_date
from deploy.demo.personas import PERSONAS, persona
from deploy.demo.seed.edities import OVER
from tests.browser.rich_bezoeken import enrich_bezoeken
from tests.browser.rich_casussen import enrich_casussen
from tests.browser.rich_dagen import enrich_dagen
from tests.browser.rich_eindsessie import enrich_eindsessie
from tests.browser.rich_gesprekken import enrich_gesprekken
from tests.browser.rich_groepen import enrich_groepen
from tests.browser.rich_inschrijvingen import enrich_inschrijvingen
from tests.browser.rich_intervisie import enrich_rondes
from tests.browser.rich_opruimen import enrich_opruimen
from tests.browser.rich_papier import enrich_papier
from tests.browser.rich_partners import enrich_partners
from tests.browser.rich_planning import enrich_planning
from tests.browser.rich_sessieacties import enrich_sessieacties
from tests.browser.rich_sessiegasten import enrich_sessiegasten
from tests.browser.rich_sessies import enrich_sessies
from tests.browser.rich_stappen import enrich_stappen
from tests.browser.rich_toernees import enrich_toernees
from tests.browser.rich_tussentijden import enrich_tussentijden
from tests.browser.rich_verslagen import enrich_verslagen
from tests.browser.rich_voorstellen import enrich_voorstellen
from tests.browser.rich_website import enrich_website
from tests.browser.rich_werkvormen import enrich_werkvormen
from tests.browser.ways_in import CODE_APP, PASSWORD


def enrich(now: datetime) -> dict[str, list[str]]:
    """Add everything; return for each person the addresses that no page leads her to."""
    coordinator, lid, trekker = person("coordinator"), person("lid"), person("trekker")
    requests(coordinator, now)
    photo(lid, now)
    ways_in(person("trainer"), now)
    lead_another_group(coordinator, trekker, now)
    closed = unknown_member()
    close_account(actor=coordinator, person=closed, now=now - timedelta(hours=1))
    links = {
        "anoniem": [*invitations(coordinator, now), *secret_links(lid, trekker, now), *after_asking()],
        "trekker": [meeting_with_an_outcome(), reverse("editie-verder", args=[slugify(OVER)])],
        "beheerder": [reverse("account", args=[user.profiel.code]) for user in (closed, person("trainer"))],
        "lid": [at_the_door(lid), day_of_a_meeting()],
        "coordinator": [group_to_start(), reverse("editie-plan-archiveren", args=[slugify(OVER)])],
    }
    people = {each.code: person(each.code) for each in PERSONAS}
    more_of_each = (
        enrich_casussen,
        enrich_inschrijvingen,
        enrich_dagen,
        enrich_eindsessie,
        enrich_tussentijden,
        enrich_gesprekken,
        enrich_rondes,
        enrich_groepen,
        enrich_sessieacties,  # in the first of these groups
        enrich_bezoeken,
        enrich_stappen,  # of the same toernee
        enrich_voorstellen,  # after the groups: who met before counts in a proposal
        enrich_toernees,
        enrich_planning,
        enrich_verslagen,
        enrich_partners,
        enrich_sessies,
        enrich_sessiegasten,
        enrich_papier,
        enrich_opruimen,
        enrich_werkvormen,
        enrich_website,
    )
    for found in (enrich_more(people, now) for enrich_more in more_of_each):
        for code, more in found.items():
            links[code] = [*links.get(code, []), *more]
    hand_on_requests(now)
    planning.plan(now)
    sender.deliver(now)
    troubles()
    return links


def after_asking() -> list[str]:
    """Return where a stranger comes who asked for what is offered."""
    return [reverse("aanbod-aangevraagd", args=[page.slug]) for page in AanbodPage.objects.filter(live=True)[:1]]


def person(code: str) -> User:
    """Return the account of one of the demo's people."""
    known = persona(code)
    assert known is not None, f"the demo knows no {code}"
    return User.objects.get(email=known.email)


def at_the_door(lid: User) -> str:
    """Return where the QR code on the sheet of her last meeting leads."""
    meeting = Bijeenkomst.objects.filter(deelnames__user=lid, deelnames__status="AANWEZIG").order_by("-starts_at")[0]
    return f"{reverse('bijeenkomst-inchecken', args=[meeting.code])}?code={meeting.checkin_code}"


def day_of_a_meeting() -> str:
    """Return the page of one day; the month leads there from days on which more happens than it can show."""
    day = local_date(Bijeenkomst.objects.earliest("starts_at").starts_at)
    return reverse("agenda-dag", args=[day.year, day.month, day.day])


def meeting_with_an_outcome() -> str:
    """Return the page of a meeting where something was decided; other meetings stand before it in every list."""
    return reverse("bijeenkomst", args=[Besluit.objects.earliest("pk").bijeenkomst.code])


def group_to_start() -> str:
    """Return where a group that is being set up begins; other groups stand before it in every list."""
    return reverse("leergroep-starten", args=[Leergroep.objects.filter(phase="IN_OPRICHTING").earliest("slug").slug])


def unknown_member() -> User:
    """Return a member whom no button of the demo becomes and who has no role."""
    return User.objects.filter(roltoekenningen__isnull=True).order_by("-joined_at", "email")[0]


def requests(coordinator: User, now: datetime) -> None:
    """Two requests to join that wait, and one that was refused."""
    for number, naam in enumerate(("Anouk Terpstra", "Hidde Wolters", "Femke Blauw")):
        answers = Answers(
            naam=naam,
            email=f"{naam.split()[0].lower()}@voorbeeld.example",
            organisatie="Gemeente Elzenbroek",
            functie="Projectleider",
            motivatie="Ik zoek collega's om mee te sparren.",
        )
        row = submit_aanmelding(answers=answers, now=now - timedelta(days=2, hours=number))
        if row is not None and number == 2:
            decline_aanmelding(actor=coordinator, aanmelding=row, text="Je gebied valt buiten ons netwerk.", now=now)


def lead_another_group(coordinator: User, trekker: User, now: datetime) -> None:
    """Let this trekker lead a group where people ask to join as well."""
    group = Leergroep.objects.select_related("kring").get(slug="regisseurs-oost")
    appoint_trekker(actor=coordinator, leergroep=group, user=trekker, now=now - timedelta(days=1))
    accept_afspraken(actor=trekker, kring=group.kring, number=1, now=now - timedelta(hours=20))


def photo(user: User, now: datetime) -> None:
    """A picture of nobody: two colours."""
    picture = Image.new("RGB", (400, 400), "#d9e4dc")
    picture.paste("#1d5c3f", (120, 90, 280, 250))
    file = io.BytesIO()
    picture.save(file, "JPEG")
    file.size = len(file.getvalue())  # type: ignore[attr-defined]  # as an uploaded file has
    set_foto(actor=user, profiel=Profiel.objects.get(user=user), upload=file, now=now)  # type: ignore[arg-type]  # idem


def ways_in(user: User, now: datetime) -> None:
    """A password, a code app whose seed the tests know, recovery codes and an older browser."""
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    TOTP.activate(user, CODE_APP)
    RecoveryCodes.activate(user)
    remember_apparaat(user=user, token="a" * 43, label="Firefox op Windows", now=now - timedelta(days=20))


def invitations(coordinator: User, now: datetime) -> list[str]:
    """An open invitation and an expired one; return their links."""
    links = []
    for voornaam, days in (("Sterre", 0), ("Jurre", 20)):
        row = invite_member(actor=coordinator, email=f"{voornaam.lower()}@voorbeeld.example", voornaam=voornaam,
                            now=now - timedelta(days=days))  # fmt: skip
        links.append(reverse("uitnodiging", args=[sign("uitnodiging", row.pk, row.issue)]))
    return links


def secret_links(lid: User, other: User, now: datetime) -> list[str]:
    """The other links that only a mail or a calendar program knows."""
    change = ask_new_email(actor=other, email="mirjam.kuipers@voorbeeld.example", now=now)
    assert change is not None, "the address is taken"
    reset = [user_pk_to_url_str(other), ResetTokens().make_token(other)]
    return [
        reverse("account_confirm_email", args=[sign("e-mailadres", change.pk)]),
        reverse("account_reset_password_from_key", args=reset),
        reverse("berichten-uitzetten", args=[unsubscribe_token(lid.pk, ["AGENDA"])]),
        reverse("agenda-feed", args=[renew_feed(actor=lid, now=now)]),
    ]


def troubles() -> None:
    """Let one mail have failed, and leave it unknown whether another arrived."""
    alone = Zending.objects.annotate(parts=Count("berichten")).filter(status=ZendingStatus.VERZONDEN, parts=1)
    failed, unknown = alone.order_by("-due_at", "pk")[:2]
    Zending.objects.filter(pk=failed.pk).update(status=ZendingStatus.MISLUKT, smtp_code="550", error_code="smtp")
    Bericht.objects.filter(zending=failed).update(status=BerichtStatus.MISLUKT)
    Zending.objects.filter(pk=unknown.pk).update(status=ZendingStatus.ONZEKER, smtp_code="", uncertain=1)
    Bericht.objects.filter(zending=unknown).update(status=BerichtStatus.ONZEKER)


def main() -> None:
    """Fill, and write the links down."""
    (Path(settings.STATE) / "links.json").write_text(json.dumps(enrich(clock.now())))
