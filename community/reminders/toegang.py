"""Messages and duties of logging in, invitations and requests to join: what each says at sending time."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.actions.aanmeldingen import AANMELDING_BEOORDELEN, hand_on_aanmeldingen
from community.actions.opruimen import (
    remove_old_aanmeldingen,
    remove_old_apparaten,
    remove_old_changes,
    remove_old_sessies,
    remove_old_uitnodigingen,
)
from community.berichten.render import absolute
from community.berichten.unneeded import Needing
from community.extension_points import BerichtKind, Inhoud, TaakKind, TaakWords
from community.links import sign
from community.models import AanmeldingStatus
from community.queries.aanmeldingen import aanmeldingen_by_id, may_judge_ids
from community.queries.toegang import apparaten_by_id, changes_by_id
from community.queries.uitnodigingen import open_by_id

SITE = "/"


def invitation_path(pk: uuid.UUID, issue: int) -> str:
    """Return the page of an invitation; its secret is derived, nothing of it is stored."""
    return reverse("uitnodiging", kwargs={"token": sign("uitnodiging", pk, issue)})


def load_invitations(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Tell of an invitation that is still to be used, in the mail of its newest issue only."""
    rows = open_by_id((bericht.object_id for bericht in berichten), now)
    told = {}
    for bericht in berichten:
        row = rows.get(bericht.object_id)
        if row is None or bericht.moment.partition(":")[0] != str(row.issue):
            continue
        told[bericht.pk] = Inhoud(
            path=invitation_path(row.pk, row.issue),
            context={
                "inviter": row.invited_by.naam if row.invited_by else "",
                "group": row.kring.name if row.kring and not row.kring.closed_at else "",
                "expires_at": row.expires_at,
            },
            address=row.email,
            salutation=row.voornaam,
        )
    return told


def load_welcome(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Tell a new member how to begin."""
    told = Inhoud(
        path=reverse("mijn-profiel-bewerken"),
        context={"groups_url": absolute(reverse("leergroepen")), "agenda_url": absolute(reverse("agenda"))},
    )
    return {bericht.pk: told for bericht in berichten}


def load_new_apparaat(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Tell that somebody logged in with a browser that was not used before."""
    rows = apparaten_by_id(bericht.object_id for bericht in berichten)
    return {
        bericht.pk: Inhoud(path=reverse("mfa_index"), context={"at": row.first_seen_at, "label": row.label})
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) is not None
    }


def load_changes(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Tell what changed in the way somebody logs in; after a change of address at her old one."""
    rows = changes_by_id(bericht.object_id for bericht in berichten)
    return {
        bericht.pk: Inhoud(
            path=reverse("mfa_index"), context={"at": row.created_at, "what": row.get_kind_display()},
            address=row.address, salutation=row.user.voornaam,
        )
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) is not None
    }  # fmt: skip


def load_received(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Confirm to a visitor that her request arrived."""
    rows = aanmeldingen_by_id(bericht.object_id for bericht in berichten)
    return {
        bericht.pk: Inhoud(path=SITE, context={"received_at": row.created_at}, address=row.email, salutation=row.naam)
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) is not None
    }


def load_to_judge(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Tell a coördinator of a request that nobody decided on yet."""
    rows = aanmeldingen_by_id(bericht.object_id for bericht in berichten)
    judges = may_judge_ids((bericht.recipient_id for bericht in berichten), now)
    return {
        bericht.pk: Inhoud(path=reverse("aanmelding", kwargs={"pk": row.pk}), context={"received_at": row.created_at})
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) is not None
        and row.status == AanmeldingStatus.NIEUW
        and bericht.recipient_id in judges
    }


def load_declined(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Tell a visitor that she cannot join, in the words of the coördinator."""
    rows = aanmeldingen_by_id(bericht.object_id for bericht in berichten)
    return {
        bericht.pk: Inhoud(
            path=SITE, context={"received_at": row.created_at, "reason_text": row.decision_note},
            address=row.email, salutation=row.naam,
        )
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) is not None and row.status == AanmeldingStatus.AFGEWEZEN
    }  # fmt: skip


def words(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask a coördinator to decide on a request to join."""
    rows = aanmeldingen_by_id(taak.object_id for taak in taken)
    judges = may_judge_ids((taak.user_id for taak in taken), now)
    return {
        taak.pk: TaakWords(
            title=_("Beoordeel de aanmelding van {naam}").format(naam=row.naam),
            why=_("Wie zich aanmeldt, hoort binnen 5 werkdagen van ons."),
            path=reverse("aanmelding", kwargs={"pk": row.pk}),
            button=_("Bekijk de aanmelding"),
        )
        for taak in taken
        if (row := rows.get(taak.object_id)) is not None
        and row.status == AanmeldingStatus.NIEUW
        and taak.user_id in judges
    }


def is_done(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties whose request was decided on, or is gone."""
    rows = aanmeldingen_by_id(taak.object_id for taak in taken)
    return [
        taak.pk for taak in taken if (row := rows.get(taak.object_id)) is None or row.status != AanmeldingStatus.NIEUW
    ]


def _account(code: str, name: str, load: Any, **options: Any) -> BerichtKind:
    """Return a kind that nobody can switch off."""
    return BerichtKind(code=code, name=name, subject="ACCOUNT", mode="DIRECT", load=load, is_mandatory=True, **options)


KINDS = [
    _account("N01", "Uitnodiging", load_invitations),
    _account("N02", "Uitnodiging nog niet gebruikt", load_invitations, at_once=False, resend_uncertain=False),
    _account("N03", "Welkom", load_welcome),
    _account("N05", "Nieuw apparaat", load_new_apparaat),
    _account("N06", "Aanmelding ontvangen", load_received),
    BerichtKind(code="N07", name="Nieuwe aanmelding", subject="COORDINATIE", mode="DAG", load=load_to_judge,
                is_on_screen=True),
    _account("N95", "Beveiliging gewijzigd", load_changes),
    _account("N97", "Aanmelding afgewezen", load_declined),
]  # fmt: skip
TAAK_KINDS = [TaakKind(code=AANMELDING_BEOORDELEN, name="Aanmelding beoordelen", words=words, is_done=is_done)]
PLANNERS: dict[str, Callable[[datetime], None]] = {
    "aanmeldingen": Needing("community.Aanmelding", hand_on_aanmeldingen)
}
PURGES: dict[str, Callable[[datetime], int]] = {
    "sessies": remove_old_sessies,
    "apparaten": remove_old_apparaten,
    "accountwijzigingen": remove_old_changes,
    "uitnodigingen": remove_old_uitnodigingen,
    "aanmeldingen": remove_old_aanmeldingen,
}
