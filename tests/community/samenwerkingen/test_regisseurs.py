"""Who keeps a samenwerking: adding, stopping, handing over, ending; and the mail about it."""

import uuid

import pytest
from django.test import Client

from community.access import DeniedError
from community.actions.errors import ActionError
from community.actions.samenwerkingen import (
    add_regisseur,
    change_samenwerking,
    end_samenwerking,
    hand_over,
    remove_regisseur,
)
from community.extension_points import bericht_kinds
from community.models import Bericht, Samenwerking, User
from tests.community.samenwerkingen.test_register import answers
from tests.factories import SamenwerkingFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db


def browser(user: User) -> Client:
    """Return a browser of this member."""
    return browser_of(user, with_factor=False)


def told(user: User) -> list[dict[str, object]]:
    """Return what N217 says to this person now."""
    rows = list(Bericht.objects.filter(kind="N217", recipient=user))
    return [dict(one.context) for one in bericht_kinds.get("N217").load(rows, NOW).values()]


def test_a_regisseur_adds_another_who_is_told_once() -> None:
    row, friend = SamenwerkingFactory(visible="NAAM"), UserFactory()
    client, form = browser(row.owner), {"persoon": friend.email, "eenmalig": str(uuid.uuid4())}
    path = f"/samenwerkingen/{row.code}/regisseurs/nieuw/"
    assert [client.post(path, form).status_code for _twice in range(2)] == [302, 302]
    assert set(row.regisseurs.all()) == {row.owner, friend}
    assert told(friend) == [{"samenwerking": row.name, "is_eigenaar": False}]


def test_a_name_that_members_do_not_see_is_in_no_mail() -> None:
    row, friend = SamenwerkingFactory(visible="REGISSEURS"), UserFactory()
    add_regisseur(actor=row.owner, samenwerking=row, user=friend, now=NOW)
    assert told(friend) == [{"samenwerking": "", "is_eigenaar": False}]


def test_who_stopped_meanwhile_hears_nothing() -> None:
    row, friend = SamenwerkingFactory(), UserFactory()
    add_regisseur(actor=row.owner, samenwerking=row, user=friend, now=NOW)
    remove_regisseur(actor=friend, samenwerking=row, user=friend, now=NOW)
    assert told(friend) == []


@pytest.mark.parametrize("typed", ["", "Niemand van Hier", "a\x00b", "x" * 300])
def test_who_is_nobody_is_not_added(typed: str) -> None:
    row = SamenwerkingFactory()
    answer = browser(row.owner).post(f"/samenwerkingen/{row.code}/regisseurs/nieuw/", {"persoon": typed})
    assert (answer.status_code, row.regisseurs.count()) == (200, 1)


def test_somebody_is_regisseur_once() -> None:
    row = SamenwerkingFactory()
    answer = browser(row.owner).post(f"/samenwerkingen/{row.code}/regisseurs/nieuw/", {"persoon": row.owner.email})
    assert "is al regisseur van deze samenwerking." in answer.content.decode()


def test_there_are_twelve_regisseurs_at_most() -> None:
    row = SamenwerkingFactory(regisseurs=UserFactory.create_batch(11))
    with pytest.raises(ActionError):
        add_regisseur(actor=row.owner, samenwerking=row, user=UserFactory(), now=NOW)


def test_a_regisseur_stops_and_sees_no_more_than_others() -> None:
    friend = UserFactory()
    row = SamenwerkingFactory(visible="REGISSEURS", regisseurs=[friend])
    client, path = browser(friend), f"/samenwerkingen/{row.code}/"
    answer = client.post(f"{path}regisseurs/{friend.profiel.code}/verwijderen/")
    assert (answer["Location"], client.get(path).status_code) == ("/samenwerkingen/", 404)


def test_only_the_owner_lets_somebody_else_stop() -> None:
    first, second = UserFactory(), UserFactory()
    row = SamenwerkingFactory(regisseurs=[first, second])
    path = f"/samenwerkingen/{row.code}/regisseurs/{second.profiel.code}/verwijderen/"
    assert browser(first).get(path).status_code == 404
    assert browser(row.owner).get(path).status_code == 200
    assert browser(row.owner).post(path).status_code == 302
    assert set(row.regisseurs.all()) == {row.owner, first}


def test_the_owner_hands_over_before_she_stops() -> None:
    friend = UserFactory()
    row = SamenwerkingFactory(regisseurs=[friend])
    owner = row.owner
    with pytest.raises(ActionError):
        remove_regisseur(actor=owner, samenwerking=row, user=owner, now=NOW)
    path = f"/samenwerkingen/{row.code}/regisseurs/{friend.profiel.code}/overdragen/"
    assert browser(friend).get(path).status_code == 404
    assert browser(owner).post(path).status_code == 302
    row.refresh_from_db()
    assert (row.owner, told(friend)) == (friend, [{"samenwerking": row.name, "is_eigenaar": True}])
    remove_regisseur(actor=owner, samenwerking=row, user=owner, now=NOW)
    assert list(row.regisseurs.all()) == [friend]


def test_the_last_regisseur_does_not_leave_it_to_nobody() -> None:
    friend = UserFactory()
    row = SamenwerkingFactory(owner=None, regisseurs=[friend])
    with pytest.raises(ActionError):
        remove_regisseur(actor=friend, samenwerking=row, user=friend, now=NOW)


def test_it_ends_once_and_nothing_changes_after_that() -> None:
    row = SamenwerkingFactory()
    client, form = browser(row.owner), {"eenmalig": str(uuid.uuid4())}
    path = f"/samenwerkingen/{row.code}/beeindigen/"
    assert [client.post(path, form).status_code for _twice in range(2)] == [302, 302]
    ended = Samenwerking.objects.get()
    assert ended.ended_at == NOW
    for act in (
        lambda: change_samenwerking(actor=row.owner, samenwerking=ended, version=2, answers=answers(ended), now=NOW),
        lambda: add_regisseur(actor=row.owner, samenwerking=ended, user=UserFactory(), now=NOW),
        lambda: end_samenwerking(actor=row.owner, samenwerking=ended, now=NOW),
    ):
        with pytest.raises(DeniedError):
            act()


def test_what_ended_in_another_window_is_said_in_words() -> None:
    row = SamenwerkingFactory()
    stale = Samenwerking.objects.get()
    end_samenwerking(actor=row.owner, samenwerking=row, now=NOW)
    with pytest.raises(ActionError):
        add_regisseur(actor=row.owner, samenwerking=stale, user=UserFactory(), now=NOW)


def test_a_regisseur_whose_account_is_closed_is_not_shown_and_gets_nothing() -> None:
    gone = UserFactory(is_active=False)
    row = SamenwerkingFactory(regisseurs=[gone])
    assert gone.achternaam not in browser(row.owner).get(f"/samenwerkingen/{row.code}/").content.decode()
    with pytest.raises(ActionError):
        hand_over(actor=row.owner, samenwerking=row, user=gone, now=NOW)


def test_the_hart_gives_one_that_nobody_keeps_to_somebody_and_no_other() -> None:
    left, kept = SamenwerkingFactory(owner__is_active=False), SamenwerkingFactory()
    hart, new = UserFactory(coordinator=True), UserFactory()
    client = browser_of(hart)
    paths = [f"/samenwerkingen/{row.code}/" for row in (left, kept)]
    assert [client.get(f"{path}regisseurs/nieuw/").status_code for path in paths] == [200, 404]
    assert "Niemand houdt deze samenwerking nu bij" in client.get(paths[0]).content.decode()
    assert client.post(f"{paths[0]}regisseurs/nieuw/", {"persoon": new.email}).status_code == 302
    left.refresh_from_db()
    assert (left.owner, new in left.regisseurs.all()) == (new, True)
    with pytest.raises(DeniedError):
        add_regisseur(actor=hart, samenwerking=left, user=UserFactory(), now=NOW)


def test_a_hidden_regisseur_is_named_to_who_keeps_it_only() -> None:
    hidden = UserFactory()
    hidden.profiel.in_ledengids = False
    hidden.profiel.save()
    row = SamenwerkingFactory(owner=hidden, regisseurs=[UserFactory()])
    other = row.regisseurs.exclude(pk=hidden.pk).get()
    path = f"/samenwerkingen/{row.code}/"
    shown = [hidden.achternaam in browser(user).get(path).content.decode() for user in (UserFactory(), other)]
    assert shown == [False, True]
