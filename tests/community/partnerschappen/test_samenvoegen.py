"""Organisaties that merge: who and what goes along, what is refused, and what two at once do."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import connection

from community.access import DeniedError
from community.access.partnerschappen import own_partnerschappen
from community.actions.errors import ActionError
from community.actions.organisatiefusie import merge_organisatie
from community.actions.organisaties import OrganisatieError, change_organisatie
from community.actions.partnerschappen import create_partnerschap, end_partnerschap
from community.models import Organisatie, User
from community.queries.organisaties import employer_on
from tests.community.partnerschappen.test_invoer import text_of
from tests.community.partnerschappen.test_paginas import an_example, browser
from tests.community.partnerschappen.test_verloop import NOTHING, TODAY, in_beheer
from tests.factories import DienstverbandFactory, OrganisatieFactory, UserFactory
from tests.factories.moments import LONG_AGO_DAY, NOW
from tests.factories.partners import a_contact, a_partnerschap

pytestmark = pytest.mark.django_db


@pytest.fixture
def hart() -> User:
    """Return a coördinator."""
    user: User = UserFactory(coordinator=True)
    return user


def a_worker(organisatie: Organisatie, until: date | None = None) -> User:
    user: User = UserFactory()
    DienstverbandFactory(user=user, organisatie=organisatie, from_date=LONG_AGO_DAY, until_date=until)
    return user


def test_merging_takes_people_partnerschap_and_contacts_along_and_leaves_history(hart: User) -> None:
    row = a_partnerschap(OrganisatieFactory(name="Oud"))
    old, new = row.organisatie, OrganisatieFactory(name="Nieuw")
    worker, left = a_worker(old), a_worker(old, TODAY - timedelta(days=10))
    planned = UserFactory()
    DienstverbandFactory(user=planned, organisatie=old, from_date=TODAY + timedelta(days=30))
    contact, example = a_contact(row), an_example(row)
    assert merge_organisatie(actor=hart, organisatie=old, into=new, now=NOW) == 1
    for model in (row, old):
        model.refresh_from_db()
    assert (row.organisatie, old.merged_into, old.is_active) == (new, new, False)
    assert [employer_on(worker, TODAY), employer_on(worker, TODAY - timedelta(days=1))] == [new, old]
    assert [employer_on(left, TODAY), employer_on(planned, TODAY + timedelta(days=31))] == [None, new]
    fresh = User.objects.get(pk=contact.pk)
    assert (set(own_partnerschappen(fresh, NOW)), set(example.organisaties.all())) == ({row}, {new})


def test_merging_is_refused_for_circles_and_for_two_partnerschappen(hart: User) -> None:
    one, two = a_partnerschap(), a_partnerschap()
    third = OrganisatieFactory()
    cases = [(one.organisatie, two.organisatie, "Beide organisaties hebben een partnerschap"),
             (third, third, "in zichzelf")]  # fmt: skip
    for organisatie, into, said in cases:
        with pytest.raises(OrganisatieError, match=said):
            merge_organisatie(actor=hart, organisatie=organisatie, into=into, now=NOW)
    merge_organisatie(actor=hart, organisatie=third, into=one.organisatie, now=NOW)
    for organisatie, into, said in ((one.organisatie, third, "doet niet meer mee"),
                                    (third, two.organisatie, "al opgegaan")):  # fmt: skip
        with pytest.raises(OrganisatieError, match=said):
            merge_organisatie(actor=hart, organisatie=organisatie, into=into, now=NOW)
    with pytest.raises(DeniedError):
        merge_organisatie(actor=UserFactory(), organisatie=one.organisatie, into=two.organisatie, now=NOW)


def test_a_contact_of_what_merged_reads_nothing_of_the_other_partner(hart: User) -> None:
    old, other = a_partnerschap(), a_partnerschap()
    contact = a_contact(old)
    end_partnerschap(actor=hart, partnerschap=old, version=1, ended_date=TODAY, now=NOW)
    merge_organisatie(actor=hart, organisatie=old.organisatie, into=other.organisatie, now=NOW)
    assert not own_partnerschappen(User.objects.get(pk=contact.pk), NOW).exists()


def test_merging_on_its_page_from_the_register(hart: User) -> None:
    old, new = OrganisatieFactory(name="Oud"), OrganisatieFactory(name="Nieuw")
    a_worker(old)
    client = in_beheer(hart)
    page = f"/coordinatie/organisaties/{old.slug}/samenvoegen/"
    assert page in client.get("/beheer/organisaties/").content.decode()
    assert "werkt hier 1 persoon" in text_of(client.get(page))
    form = {"into": str(new.pk), "eenmalig": str(uuid.uuid4())}
    assert {client.post(page, form).headers["Location"] for _ in range(2)} == {"/beheer/organisaties/"}
    assert page not in client.get("/beheer/organisaties/").content.decode()
    assert browser(UserFactory()).get(page).status_code == 404


def test_what_merged_is_never_chosen_again(hart: User) -> None:
    old, new = OrganisatieFactory(), OrganisatieFactory()
    merge_organisatie(actor=hart, organisatie=old, into=new, now=NOW)
    kept = {name: getattr(old, name) for name in ("name", "kind", "wereld", "provincie", "website")}
    with pytest.raises(OrganisatieError, match="is opgegaan in een andere"):
        change_organisatie(actor=hart, organisatie=old, is_active=True, now=NOW, **kept)
    change_organisatie(actor=hart, organisatie=old, is_active=False, now=NOW, **kept)


def at_once(acts: list[Callable[[], object]]) -> list[str]:
    """Do these at the same moment, each over its own connection; return the refusals, '' for what was done."""

    def run(act: Callable[[], object]) -> str:
        try:
            act()
        except ActionError as error:
            return error.message
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_begins_the_partnerschap_and_one_merge_wins() -> None:
    hart = UserFactory(coordinator=True)
    one, two = OrganisatieFactory(name="Een"), OrganisatieFactory(name="Twee")
    begin = partial(create_partnerschap, actor=hart, organisatie=one, afspraken=NOTHING, now=NOW)
    assert at_once([begin, begin]) == ["", "Met Een is er al een partnerschap. Beëindig dat eerst."]
    merge = partial(merge_organisatie, actor=hart, now=NOW)
    answers = at_once([partial(merge, organisatie=one, into=two), partial(merge, organisatie=two, into=one)])
    assert (answers[0], len(answers[1]) > 0, Organisatie.objects.filter(is_active=True).count()) == ("", True, 1)
