"""Keeping the register of organisaties (COM-02)."""

from typing import Any

import pytest

from community import access
from community.access.organisaties import choosable_organisaties, may_manage_organisaties, visible_organisaties
from community.actions.organisaties import (
    OrganisatieError,
    change_organisatie,
    create_organisatie,
    remove_organisatie,
)
from community.models import Organisatie, Rol, User
from tests.factories import DienstverbandFactory, OrganisatieFactory, RoltoekenningFactory, UserFactory
from tests.factories.moments import NOW
from tests.factories.partners import a_partnerschap

pytestmark = pytest.mark.django_db


def create(actor: User, name: str = "Waterschap De Meanders") -> Organisatie:
    return create_organisatie(actor=actor, name=name, kind="WATERSCHAP", wereld="OVERHEID", now=NOW)


def change(actor: User, row: Organisatie, **changes: Any) -> None:
    fields = ("name", "kind", "wereld", "provincie", "website", "is_active")
    change_organisatie(actor=actor, organisatie=row, now=NOW, **{name: getattr(row, name) for name in fields} | changes)


@pytest.mark.parametrize("trait", ["coordinator", "beheerder"])
def test_who_keeps_the_register_adds(trait: str) -> None:
    row = create(UserFactory(**{trait: True}), "  Waterschap De Meanders ")
    assert (row.name, row.slug, row.is_active) == ("Waterschap De Meanders", "waterschap-de-meanders", True)


@pytest.mark.parametrize("rol", [None, Rol.TRAINER, Rol.REDACTEUR, Rol.COACH, Rol.EXPERT])
def test_others_keep_nothing(rol: Rol | None) -> None:
    actor, row = (RoltoekenningFactory(rol=rol).user if rol else UserFactory()), OrganisatieFactory()
    assert not may_manage_organisaties(actor, NOW)
    for attempt in (
        lambda: create(actor),
        lambda: change(actor, row, name="X"),
        lambda: remove_organisatie(actor=actor, organisatie=row, now=NOW),
    ):
        with pytest.raises(access.DeniedError):
            attempt()
    assert list(Organisatie.objects.values_list("name", "is_active")) == [(row.name, True)]


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Agrarisch Collectief Veenwêide", "agrarisch-collectief-veenweide"), ("李", "organisatie"),
     ("a" * 160, "a" * 150), ("R&D / Advies", "rd-advies")],
)  # fmt: skip
def test_an_address_is_made_from_the_name(name: str, slug: str) -> None:
    assert create(UserFactory(coordinator=True), name).slug == slug


def test_two_names_with_one_address_get_two_addresses() -> None:
    actor = UserFactory(coordinator=True)
    assert [create(actor, name).slug for name in ("De Polder", "De polder", "De Polder.")] == [
        "de-polder", "de-polder-2", "de-polder-3",
    ]  # fmt: skip


def test_a_name_that_is_taken_is_said() -> None:
    actor = UserFactory(coordinator=True)
    row = OrganisatieFactory(name="Gemeente Weidestad")
    other = OrganisatieFactory()
    with pytest.raises(OrganisatieError, match="Er is al een organisatie met de naam 'Gemeente Weidestad'"):
        create(actor, "Gemeente Weidestad ")
    with pytest.raises(OrganisatieError, match="Er is al een organisatie"):
        change(actor, other, name=row.name)
    assert Organisatie.objects.get(pk=other.pk).name == other.name


def test_another_name_keeps_the_address() -> None:
    row = OrganisatieFactory(slug="weidestad")
    change(UserFactory(coordinator=True), row, name=" Nieuwe naam ")
    assert list(Organisatie.objects.values_list("name", "slug")) == [("Nieuwe naam", "weidestad")]


def test_who_stopped_is_seen_by_who_keeps_the_register_and_chosen_by_nobody() -> None:
    row, coordinator, member = OrganisatieFactory(), UserFactory(coordinator=True), UserFactory()
    change(coordinator, row, is_active=False)
    assert list(visible_organisaties(coordinator, NOW)) == [row]
    assert [list(rows) for rows in (visible_organisaties(member, NOW), choosable_organisaties(coordinator, NOW))] == [
        [],
        [],
    ]
    change(coordinator, row, is_active=True)
    assert list(visible_organisaties(member, NOW)) == [row]


def test_a_closed_account_sees_none() -> None:
    OrganisatieFactory()
    assert list(visible_organisaties(UserFactory(is_active=False), NOW)) == []


def test_an_organisatie_where_people_worked_stays_and_a_mistake_goes() -> None:
    actor, kept, mistake = UserFactory(coordinator=True), DienstverbandFactory().organisatie, OrganisatieFactory()
    partner = a_partnerschap().organisatie
    for stays, reason in ((kept, "horen mensen"), (partner, "een partnerschap")):
        with pytest.raises(OrganisatieError, match=f"{reason}.*Zet 'actief' uit"):
            remove_organisatie(actor=actor, organisatie=stays, now=NOW)
    remove_organisatie(actor=actor, organisatie=mistake, now=NOW)
    assert set(Organisatie.objects.all()) == {kept, partner}
    with pytest.raises(OrganisatieError, match="intussen verwijderd"):
        change(actor, mistake, name="Toch weer")
