"""Keeping the register of organisaties (COM-02)."""

import pytest

from community import access
from community.access.organisaties import choosable_organisaties, may_manage_organisaties, visible_organisaties
from community.actions.organisaties import (
    OrganisatieError,
    create_organisatie,
    rename_organisatie,
    set_organisatie_active,
)
from community.models import Organisatie, Rol, User
from tests.factories import OrganisatieFactory, RoltoekenningFactory, UserFactory
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db


def create(actor: User, name: str = "Waterschap De Meanders") -> Organisatie:
    return create_organisatie(actor=actor, name=name, kind="WATERSCHAP", wereld="OVERHEID", now=NOW)


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
        lambda: rename_organisatie(actor=actor, organisatie=row, name="X", now=NOW),
        lambda: set_organisatie_active(actor=actor, organisatie=row, is_active=False, now=NOW),
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
        rename_organisatie(actor=actor, organisatie=other, name=row.name, now=NOW)
    assert Organisatie.objects.get(pk=other.pk).name == other.name


def test_another_name_keeps_the_address() -> None:
    row = OrganisatieFactory(slug="weidestad")
    rename_organisatie(actor=UserFactory(coordinator=True), organisatie=row, name=" Nieuwe naam ", now=NOW)
    assert list(Organisatie.objects.values_list("name", "slug")) == [("Nieuwe naam", "weidestad")]


def test_who_stopped_is_seen_by_who_keeps_the_register_and_chosen_by_nobody() -> None:
    row, coordinator, member = OrganisatieFactory(), UserFactory(coordinator=True), UserFactory()
    set_organisatie_active(actor=coordinator, organisatie=row, is_active=False, now=NOW)
    assert list(visible_organisaties(coordinator, NOW)) == [row]
    assert [list(rows) for rows in (visible_organisaties(member, NOW), choosable_organisaties(coordinator, NOW))] == [
        [],
        [],
    ]
    set_organisatie_active(actor=coordinator, organisatie=row, is_active=True, now=NOW)
    assert list(visible_organisaties(member, NOW)) == [row]


def test_a_closed_account_sees_none() -> None:
    OrganisatieFactory()
    assert list(visible_organisaties(UserFactory(is_active=False), NOW)) == []
