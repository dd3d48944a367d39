"""Leaving a group and leading it: there is always somebody who does."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from community.access import DeniedError
from community.actions.errors import ActionError
from community.actions.leergroepen import appoint_trekker, remove_member
from community.actions.toetredingen import (
    leave_leergroep,
)
from community.models import (
    Kring,
    KringRol,
    Lidmaatschap,
    User,
)
from tests.community.leergroepen.groups import a_group, people_in, told
from tests.factories import LidmaatschapFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)


def test_one_button_and_a_confirmation_to_leave() -> None:
    leergroep, trekker = a_group()
    lid = LidmaatschapFactory(kring=leergroep.kring).user
    browser = browser_of(lid)
    path = reverse("leergroep-verlaten", kwargs={"slug": leergroep.slug})
    assert path in browser.get(reverse("leergroep", kwargs={"slug": leergroep.slug})).content.decode()
    assert "Je ziet daarna niets meer van deze groep." in browser.get(path).content.decode()
    form = {"eenmalig": str(uuid4())}
    answer = browser.post(path, form, follow=True)
    assert "Je doet niet meer mee met Natte teelten." in answer.content.decode()
    assert browser.post(path, form).status_code == 302  # the same click again
    assert browser.post(path, {"eenmalig": str(uuid4())}).status_code == 404
    assert people_in(leergroep) == {trekker}


def test_the_last_trekker_hands_over_first() -> None:
    leergroep, trekker = a_group()
    lid = LidmaatschapFactory(kring=leergroep.kring)
    browser = browser_of(trekker)
    path = reverse("leergroep-verlaten", kwargs={"slug": leergroep.slug})
    answer = browser.post(path, {"eenmalig": str(uuid4())}, follow=True)
    assert "Een groep heeft een trekker nodig. Maak eerst een ander lid trekker." in answer.content.decode()
    assert trekker in people_in(leergroep)
    role = reverse("leergroep-lid-rol", kwargs={"slug": leergroep.slug, "lidmaatschap_id": lid.pk})
    assert "Trekker in mijn plaats" in browser.get(role).content.decode()
    browser.post(role, {"rol": "OVERDRAGEN", "eenmalig": str(uuid4())})
    roles = dict(Lidmaatschap.objects.filter(kring=leergroep.kring).values_list("user", "role"))
    assert roles == {trekker.pk: "LID", lid.user_id: "TREKKER"}
    assert [kind for kind, _moment in told(lid.user)] == ["N104"]
    browser.post(path, {"eenmalig": str(uuid4())})
    assert people_in(leergroep) == {lid.user}


def test_the_last_trekker_cannot_become_an_ordinary_member() -> None:
    leergroep, trekker = a_group()
    LidmaatschapFactory(kring=leergroep.kring)
    own = trekker.lidmaatschappen.get()
    role = reverse("leergroep-lid-rol", kwargs={"slug": leergroep.slug, "lidmaatschap_id": own.pk})
    answer = browser_of(trekker).post(role, {"rol": "LID", "eenmalig": str(uuid4())})
    assert "Een groep heeft een trekker nodig." in answer.content.decode()
    assert Lidmaatschap.objects.get(pk=own.pk).role == KringRol.TREKKER


@pytest.mark.parametrize("is_closed", [True, False])
def test_a_trekker_alone_or_of_a_closed_group_may_go(is_closed: bool) -> None:
    leergroep, trekker = a_group()
    if is_closed:
        LidmaatschapFactory(kring=leergroep.kring)
        Kring.objects.update(closed_at=NOW)
    leergroep.refresh_from_db()
    leave_leergroep(actor=trekker, leergroep=leergroep, now=NOW)
    assert trekker not in people_in(leergroep)


def test_a_coordinator_gives_a_group_a_trekker() -> None:
    leergroep, trekker = a_group(capacity=2)
    coordinator, outside = (
        UserFactory(coordinator=True),
        UserFactory(voornaam="Bas", tussenvoegsel="", achternaam="Ver"),
    )
    inside = LidmaatschapFactory(kring=leergroep.kring)
    User.objects.filter(pk=trekker.pk).update(is_active=False)
    browser = browser_of(coordinator)
    path = reverse("leergroep-trekker-nieuw", kwargs={"slug": leergroep.slug})
    answer = browser.post(path, {"persoon": "bas ver", "eenmalig": str(uuid4())}, follow=True)
    assert "Bas Ver is nu trekker en krijgt een mail." in answer.content.decode()
    assert outside.lidmaatschappen.get().role == KringRol.TREKKER
    with pytest.raises(ActionError):
        appoint_trekker(actor=coordinator, leergroep=leergroep, user=UserFactory(), now=LATER)  # full by now
    appoint_trekker(actor=coordinator, leergroep=leergroep, user=inside.user, now=LATER)
    assert inside.user.lidmaatschappen.get().role == KringRol.TREKKER


def test_a_trekker_takes_somebody_out() -> None:
    leergroep, trekker = a_group()
    lid = LidmaatschapFactory(kring=leergroep.kring)
    browser = browser_of(trekker)
    path = reverse("leergroep-lid-verwijderen", kwargs={"slug": leergroep.slug, "lidmaatschap_id": lid.pk})
    assert "ziet daarna niets meer van deze groep" in browser.get(path).content.decode()
    form = {"eenmalig": str(uuid4())}
    assert "doet niet meer mee en krijgt een mail." in browser.post(path, form, follow=True).content.decode()
    assert browser.post(path, form).status_code == 302
    assert (people_in(leergroep), told(lid.user)) == ({trekker}, [("N104", "eruit")])


def test_two_trekkers_remove_each_other_and_one_stays() -> None:
    leergroep, trekker = a_group()
    second = LidmaatschapFactory(kring=leergroep.kring, trekker=True)
    first = trekker.lidmaatschappen.get()
    remove_member(actor=trekker, lidmaatschap=second, now=LATER)
    with pytest.raises(DeniedError):
        # Her page was opened before she was removed: by the clock of that request she still leads.
        remove_member(actor=second.user, lidmaatschap=first, now=NOW)
    assert people_in(leergroep) == {trekker}
    with pytest.raises(ActionError):
        remove_member(actor=trekker, lidmaatschap=first, now=LATER)
