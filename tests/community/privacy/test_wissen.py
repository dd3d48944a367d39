"""T97: after erasing a person nothing of her is left in any table or file; a restored copy is erased again."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from wagtail.models import ModelLogEntry

from community.actions import verwijderen
from community.actions.kluis import reapply_ledger
from community.actions.verwijderen import erase_person, reapply_erasures
from community.actions.wissen import OUD_LID, is_erased
from community.confidential import confidential
from community.kluis import KeyDestroyedError
from community.models import (
    Aanmelding,
    Accountwijziging,
    Adreswijziging,
    Bericht,
    Gastlink,
    Groepsbericht,
    Invulling,
    Kennisvoorstel,
    Lidmaatschap,
    Profiel,
    Regisseurregel,
    Sessie,
    Taak,
    Toetreding,
    Uitnodiging,
    User,
    Vermelding,
    Vernietiging,
    Verwijderverzoek,
)
from community.queries.eigen_gegevens import tables
from community.sleutels.router import ALIAS
from tests.casussen.kanaries.filled import sealed_fields
from tests.community.privacy.scan import files_with, rows_with
from tests.factories import DatumprikkerFactory, GroepsberichtFactory, KringFactory, UserFactory
from tests.factories.begrippen import a_begrip
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.partners import a_partnerschap
from tests.toegang.world import World, a_world

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
# What stays with others as long as they keep it: handed in at a visit, said in a session, written to a group.
STAYS = {
    "Groepsnotitie", "Waarneming", "Stapantwoord", "Bezoekverslag", "Sessieblad", "Kaartfoto", "Reactie", "Noodtoegang",
}  # fmt: skip


def named(user: User, word: str) -> set[str]:
    """Give this person a name and an address that stand nowhere else; return the words."""
    voornaam, achternaam, email = f"V{word}", f"A{word}", f"{word}@kanarie.example"
    User.objects.filter(pk=user.pk).update(voornaam=voornaam, achternaam=achternaam, email=email)
    user.refresh_from_db()
    return {voornaam, achternaam, email}


def with_everything(user: User) -> set[str]:
    """Leave words of hers in every place where somebody can; return those that must go."""
    words = named(user, "zilverreiger")
    Profiel.objects.filter(user=user).update(zoekt="zoeksnorrebot", biedt="biedsnorrebot", telefoon="0687654321")
    user.profiel.foto.save("x.jpg", ContentFile(b"fotosnorrebot"))
    Toetreding.objects.create(kring=KringFactory(), user=user, status="AANGEVRAAGD", motivation="motiefsnorrebot",
                              requested_at=NOW)  # fmt: skip
    Invulling.objects.create(datumprikker=DatumprikkerFactory(), user=user, note="notitiesnorrebot", saved_at=NOW)
    Kennisvoorstel.objects.create(user=user, begrip=a_begrip("polder"), text="voorstelsnorrebot", created_at=NOW)
    Adreswijziging.objects.create(user=user, email="nieuw@snorrebot.example", old_email=user.email, asked_at=NOW)
    Accountwijziging.objects.create(user=user, kind="EMAIL", created_at=LONG_AGO, address="oud@snorrebot.example")
    for address in (user.email, "oud@snorrebot.example"):
        Aanmelding.objects.create(naam="Snorrebotnaam", email=address, organisatie="x", motivatie="aanvraagsnorrebot",
                                  created_at=LONG_AGO)  # fmt: skip
    Regisseurregel.objects.create(partnerschap=a_partnerschap(), naam="Vzilverreiger A", email=user.email,
                                  created_at=NOW)  # fmt: skip
    Uitnodiging.objects.create(email=user.email, voornaam="Snorrebotvoornaam", created_at=LONG_AGO, issued_at=LONG_AGO,
                               expires_at=NOW, accepted_at=LONG_AGO, accepted_by=user)  # fmt: skip
    Gastlink.objects.create(kind="SESSIE", object_id=user.pk, name="Snorrebotgast", email=user.email, made_at=LONG_AGO,
                            expires_at=NOW)  # fmt: skip
    theirs = GroepsberichtFactory(text=f"Dank @{user.naam}, mooi gedaan.")
    Vermelding.objects.create(groepsbericht=theirs, user=user, written=user.naam)
    ModelLogEntry.objects.log_action(user, "wagtail.edit", title=user.naam)
    return words | {"snorrebot", "0687654321"}


@pytest.fixture
def world() -> World:
    with time_machine.travel(NOW, tick=False):
        return a_world()


def sealed_of(user: User) -> set[tuple[Any, Any]]:
    """Return all sealed rows that are hers, as (model, key)."""
    by_model = {table.model: table for _label, table in tables()}
    found = set()
    with confidential():
        for model, _fields in sealed_fields():
            for path in by_model[model].whose if model in by_model else ():
                found |= {
                    (model, pk) for pk in model._default_manager.filter(**{path: user.pk}).values_list("pk", flat=True)
                }
    return found


def erase(user: User) -> dict[str, int]:
    with time_machine.travel(NOW, tick=False):
        return dict(erase_person(user=user, now=NOW))


def test_every_role_leaves_no_trace_of_a_name_or_address(world: World) -> None:
    for role, user in sorted(world.people.items()):
        words = named(user, f"kanarie{role.lower()}")
        hers = sealed_of(user)
        assert rows_with(words)
        with time_machine.travel(NOW, tick=False):
            is_last = bool(verwijderen.why_not_yet(user, NOW))
        if is_last:
            assert (erase(user), bool(rows_with(words))) == ({}, True)
            continue
        assert erase(user)["personen"] == 1
        assert rows_with(words) == set(), role
        assert _still_open(hers) == set(), role
        assert is_erased(User.objects.get(pk=user.pk))


def test_everything_of_hers_goes_and_once_more_changes_nothing(
    world: World, django_capture_on_commit_callbacks: Any, mailoutbox: list[Any]
) -> None:
    user = world.people["GL"]
    words = with_everything(user)
    assert {word for word in words if not rows_with([word])} <= {"fotosnorrebot"}
    assert files_with(["fotosnorrebot"])
    with django_capture_on_commit_callbacks(execute=True):
        erase(user)
    assert rows_with(words) == set()
    assert files_with(["fotosnorrebot"]) == set()
    assert [mail.to for mail in mailoutbox] == [["zilverreiger@kanarie.example"]]
    assert "snorrebot" not in mailoutbox[0].body
    assert erase(user) == {}
    assert not Sessie.objects.filter(user=user).exists()
    assert not Bericht.objects.filter(recipient=user).exists()
    assert not Taak.objects.filter(user=user).exists()
    assert not Lidmaatschap.objects.filter(user=user, until_at__isnull=True).exists()


def test_what_she_wrote_to_a_group_stays_under_oud_lid(world: World) -> None:
    user, reader = world.people["GL"], world.people["TK"]
    words = named(user, "zilverreiger")
    kring = world.cast.leergroep.kring
    GroepsberichtFactory(author=user, kring=kring, text="Dit blijft staan: purperreiger.")
    client = Client()
    erase(user)
    with time_machine.travel(NOW, tick=False):
        client.force_login(reader)
        page = client.get(f"/leergroepen/{world.cast.leergroep.slug}/").content.decode()
        talk = client.get(f"/leergroepen/{world.cast.leergroep.slug}/berichten/").content.decode()
    assert Groepsbericht.objects.filter(author=user, text__contains="purperreiger").exists()
    assert "purperreiger" in page + talk
    assert OUD_LID in page + talk
    assert not any(word in page + talk for word in words)


def test_a_mention_loses_the_name_and_keeps_the_words() -> None:
    user = UserFactory(voornaam="Noor", achternaam="Zilver")
    said = GroepsberichtFactory(text="Dank @Noor Zilver, dit helpt.")
    Vermelding.objects.create(groepsbericht=said, user=user, written="Noor Zilver")
    erase(user)
    assert Groepsbericht.objects.get(pk=said.pk).text == "Dank @Oud-lid, dit helpt."


def test_her_address_is_free_for_a_new_account() -> None:
    user = UserFactory(email="noor@kanarie.example")
    erase(user)
    again = User.objects.create_user("noor@kanarie.example", voornaam="Noor", achternaam="Terug", joined_at=NOW)
    assert again.pk != user.pk


def test_a_restored_copy_is_erased_again_and_tells_nobody(world: World, mailoutbox: list[Any]) -> None:
    user = world.people["GL"]
    words = with_everything(user)
    before = transaction.savepoint()
    erase(user)
    assert rows_with(words) == set()
    # An older copy of the data comes back; the key store is of today.
    transaction.savepoint_rollback(before)
    user.refresh_from_db()
    assert rows_with(words)
    assert Vernietiging.objects.using(ALIAS).filter(pk=user.pk, kind="PERSOON").exists()
    mailoutbox.clear()
    reapply_ledger()
    with time_machine.travel(NOW, tick=False):
        assert reapply_erasures(NOW) == 1
        assert reapply_erasures(NOW) == 0
    assert rows_with(words) == set()
    assert mailoutbox == []


def test_cut_off_in_the_middle_it_is_taken_up_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    user = world.people["GL"]
    words = named(user, "zilverreiger")

    def breaks(_user: User) -> None:
        raise RuntimeError

    monkeypatch.setattr(verwijderen, "unname_account", breaks)
    with pytest.raises(RuntimeError):
        erase(user)
    monkeypatch.undo()
    assert Verwijderverzoek.objects.get(user=user).done_at is None
    assert User.objects.get(pk=user.pk).is_active is False
    with time_machine.travel(NOW, tick=False):
        assert verwijderen.erase_due(NOW + timedelta(days=1)) == 1
    assert rows_with(words) == set()


def _still_open(rows: set[tuple[Any, Any]]) -> set[str]:
    """Return which of these rows still give their content."""
    found = set()
    with confidential():
        for model, pk in rows:
            if model.__name__ in STAYS:
                continue
            fields = dict(sealed_fields())[model]
            for row in model._default_manager.filter(pk=pk):
                try:
                    found |= {model.__name__ for field in fields if getattr(row, field.name)}
                except KeyDestroyedError:
                    continue
    return found
