"""Erasing a person from the network: what she wrote to all stays under no name, everything else of hers goes."""

from collections.abc import Mapping
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, Model, Q, Value
from django.db.models.functions import Replace
from wagtail.models import APIToken, ModelLogEntry, Page, PageSubscription, UploadedFile
from wagtail.users.models import UserProfile

from community.actions.aanbod import erase_aanvragen
from community.actions.fotos import remove_foto_of
from community.actions.gastlinks import revoke_gastlink
from community.actions.kringen import end_member, lock_kring
from community.actions.slots import free_slot
from community.actions.verhalen import erase_verhalen
from community.actions.werk import erase_werk
from community.models import (
    Aanmelding,
    Accountwijziging,
    Adreswijziging,
    AgendaFeed,
    Antwoord,
    Apparaat,
    Bericht,
    Beschikbaarheid,
    Bezetting,
    Bezorging,
    Dienstverband,
    Gastlink,
    Groepsbericht,
    Groepsuitnodiging,
    Inlogkoppeling,
    Invulling,
    Kennisvoorstel,
    Lidmaatschap,
    Naamtoestemming,
    Profiel,
    Rapporttelling,
    Regisseurregel,
    Roltoekenning,
    Samenwerking,
    Sessie,
    Slot,
    Taak,
    Toestemming,
    Toetreding,
    Uitnodiging,
    User,
    Vermelding,
    Verzoek,
    Voorkeur,
    Zending,
)
from community.queries.eigen_gegevens import addresses_of
from community.queries.groepsberichten import OUD_LID
from community.wegdoen import remove_file

NOWHERE = "verwijderd.invalid"
NO_LONGER_HERE = "Degene met wie je sprak, is geen lid meer van de community."
# Rows that are hers alone. Messages before the mails that carry them.
HERS: tuple[type[Model], ...] = (
    Taak, Voorkeur, Bezorging, Beschikbaarheid, Bezetting, AgendaFeed, Antwoord, Invulling, Toetreding,
    Groepsuitnodiging, Dienstverband, Roltoekenning, Naamtoestemming, Toestemming, Rapporttelling, Kennisvoorstel,
    Apparaat, Accountwijziging, Adreswijziging, Inlogkoppeling, Verzoek, Sessie, Authenticator, EmailAddress,
    UserProfile, APIToken, PageSubscription,
)  # fmt: skip


def erase_network(user: User, now: datetime) -> Mapping[str, int]:
    """End what she is in and remove what is hers; return how much. Once more changes nothing.

    Messages, decisions, actions and reports of groups stay; her name and address go from them.
    """
    left = _leave_groups(user, now)
    _call_off_talks(user, now)
    numbers = {"groepen": left, "werk": erase_werk(user, now), **erase_verhalen(user, now)}
    with transaction.atomic():
        numbers |= erase_aanvragen(user, now)
        numbers["adressen"] = _forget_addresses(user, now)
        numbers["vermeldingen"] = _unname(user)
        _let_go(user)
        numbers["berichten"] = Bericht.objects.filter(Q(recipient=user) | Q(taak__user=user)).delete()[0]
        Zending.objects.filter(recipient=user).delete()
        numbers["eigen rijen"] = sum(model._default_manager.filter(user=user).delete()[0] for model in HERS)
        remove_foto_of(user)
        Profiel.objects.filter(user=user).delete()
    return numbers


def unname_account(user: User) -> None:
    """Leave of the account a row without a name, by which what she wrote still belongs together. The very last step."""
    row = User.objects.select_for_update().get(pk=user.pk)
    row.email, row.last_login = f"{row.pk}@{NOWHERE}", None
    row.voornaam, row.tussenvoegsel, row.achternaam = OUD_LID, "", ""
    row.is_active = row.is_superuser = False
    row.set_unusable_password()
    row.save()
    row.groups.clear()
    row.user_permissions.clear()


def is_erased(user: User) -> bool:
    """Whether nothing is left of this person but a row without a name."""
    return user.email == f"{user.pk}@{NOWHERE}"


def _leave_groups(user: User, now: datetime) -> int:
    """End every membership, one group at a time; who leads hears of open actions, as when somebody leaves."""
    open_rows = Lidmaatschap.objects.filter(user=user).exclude(until_at__lte=now).order_by("kring")
    rows = list(open_rows.values_list("pk", "kring"))
    for pk, kring_id in rows:
        with transaction.atomic():
            kring = lock_kring(kring_id)
            row = Lidmaatschap.objects.select_related("user").filter(pk=pk).exclude(until_at__lte=now).first()
            if row is not None:
                row.kring = kring
                end_member(lidmaatschap=row, now=now)
    return len(rows)


def _call_off_talks(user: User, now: datetime) -> None:
    """Call off the talks that still come: her own times go, times of others are offered on."""
    coming = Slot.objects.filter(Q(host=user) | Q(booked_by=user), starts_at__gt=now)
    for slot in coming.order_by("pk"):
        with transaction.atomic():
            free_slot(slot=slot, reason=NO_LONGER_HERE, is_offered_on=slot.host_id != user.pk, now=now)


def _forget_addresses(user: User, now: datetime) -> int:
    """Remove rows that know her by her address: requests, invitations, lists of partners, links she had as a guest."""
    known = addresses_of(user)
    hers = Q(email__in=known)
    for link in Gastlink.objects.filter(hers):
        revoke_gastlink(gastlink=link, now=now)
    removed = 0
    for model in (Aanmelding, Regisseurregel, Gastlink):
        removed += model._default_manager.filter(hers).delete()[0]
    invited = Q(accepted_by=user) | Q(hers, accepted_by__isnull=True)
    return removed + Uitnodiging.objects.filter(invited).delete()[0]


def _unname(user: User) -> int:
    """Take her name out of messages that name her after '@'; what others wrote around it stays."""
    rows = Vermelding.objects.filter(user=user)
    for pk, written in rows.exclude(written="").values_list("groepsbericht", "written"):
        named = Replace(F("text"), Value(f"@{written}"), Value(f"@{OUD_LID}"))
        Groepsbericht.objects.filter(pk=pk).update(text=named)
    return rows.delete()[0]


def _let_go(user: User) -> None:
    """Let others keep what she kept with them, and /beheer/ forget that it was she."""
    Samenwerking.regisseurs.through.objects.filter(user=user).delete()
    for row in Samenwerking.objects.filter(owner=user).prefetch_related("regisseurs"):
        heir = row.regisseurs.filter(is_active=True).order_by("sort_key", "pk").first()
        Samenwerking.objects.filter(pk=row.pk).update(owner=heir, version=F("version") + 1)
    Page.objects.filter(locked_by=user).update(locked_by=None, locked=False, locked_at=None)
    for upload in UploadedFile.objects.filter(uploaded_by_user=user):
        upload.delete()
        remove_file(upload.file.storage, upload.file.name)
    about_her = ContentType.objects.get_for_model(User)
    ModelLogEntry.objects.filter(content_type=about_her, object_id=str(user.pk)).delete()
