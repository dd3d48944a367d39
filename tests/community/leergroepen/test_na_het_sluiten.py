"""Who writes or decides while the group is closed, or while she is taken out of it: what was decided first holds."""

import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, connections, transaction

from community.access import DeniedError
from community.actions.acties import add_actie
from community.actions.agenda import Opzet, plan_bijeenkomst
from community.actions.errors import ActionError
from community.actions.groepsberichten import edit_groepsbericht, post_groepsbericht, reply_to_groepsbericht
from community.actions.groepssamenvoeging import merge_leergroep
from community.actions.kringen import KringClosedError, end_member, lock_kring, publish_afspraken
from community.actions.leergroepen import appoint_trekker
from community.actions.rondmail import write_to_all
from community.models import (
    Actie,
    Afspraken,
    Audience,
    Bericht,
    Bijeenkomst,
    BijeenkomstKind,
    Datumprikker,
    Groepsbericht,
    Kring,
    Leergroep,
    Lidmaatschap,
    Taak,
    User,
)
from tests.community.datumprikker.polls import poll_of
from tests.community.leergroepen.groups import a_group, people_in
from tests.community.leergroepen.test_gelijktijdig import at_once
from tests.factories import BijeenkomstFactory, GroepsberichtFactory, LeergroepFactory, LidmaatschapFactory, UserFactory
from tests.factories.moments import NOW

LATER = NOW + timedelta(minutes=1)


def post(trekker: User, kring: Kring, first: Groepsbericht) -> object:
    return post_groepsbericht(actor=trekker, kring=kring, text="Nog iets", now=LATER)


def ask(trekker: User, kring: Kring, first: Groepsbericht) -> object:
    return post_groepsbericht(actor=trekker, kring=kring, title="Wie?", text="Nog iets", now=LATER)


def reply(trekker: User, kring: Kring, first: Groepsbericht) -> object:
    return reply_to_groepsbericht(actor=trekker, bericht=first, text="Nog iets", now=LATER)


def edit(trekker: User, kring: Kring, first: Groepsbericht) -> object:
    return edit_groepsbericht(actor=trekker, bericht=first, version=1, text="Anders", now=LATER)


def mail(trekker: User, kring: Kring, first: Groepsbericht) -> object:
    return write_to_all(actor=trekker, kring=kring, title="Dag", text="Dag allen", now=LATER)


def agree(trekker: User, kring: Kring, first: Groepsbericht) -> object:
    return publish_afspraken(actor=trekker, kring=kring, text="Nieuw", number=0, now=LATER)


def plan(trekker: User, kring: Kring, first: Groepsbericht) -> object:
    opzet = Opzet(kind=BijeenkomstKind.LEERGROEP, audience=Audience.KRING, title="Veldbezoek",
                  starts_at=NOW + timedelta(days=9), ends_at=NOW + timedelta(days=9, hours=2))  # fmt: skip
    return plan_bijeenkomst(actor=trekker, opzet=opzet, kring=kring, now=LATER)


def ask_dates(trekker: User, kring: Kring, first: Groepsbericht) -> object:
    return poll_of(kring, trekker)


def agree_on_action(trekker: User, kring: Kring, first: Groepsbericht) -> object:
    held = Bijeenkomst.objects.select_related("kring").get(title="Gehouden")
    held.kring = kring
    other = Lidmaatschap.objects.filter(kring=kring).exclude(user=trekker).earliest("pk").user
    return add_actie(actor=trekker, bijeenkomst=held, text="Bel de molenaar.", owner_id=other.pk,
                     due_date=NOW.date(), now=LATER)  # fmt: skip


WRITING = [post, ask, reply, edit, mail, agree, plan, ask_dates, agree_on_action]


def stored() -> tuple[object, ...]:
    """Return all that writing leaves behind."""
    rows = list(Groepsbericht.objects.order_by("pk").values())
    counted = (Afspraken, Bericht, Bijeenkomst, Datumprikker, Actie, Taak)
    return rows, [model.objects.count() for model in counted]


def scene() -> tuple[Leergroep, User, Groepsbericht]:
    """Return a group with a trekker, another member, and a message of the trekker."""
    leergroep, trekker = a_group()
    LidmaatschapFactory(kring=leergroep.kring)
    LidmaatschapFactory(kring=leergroep.kring, trekker=True)
    BijeenkomstFactory(kring=leergroep.kring, kind="LEERGROEP", audience="KRING", title="Gehouden")
    return leergroep, trekker, GroepsberichtFactory(kring=leergroep.kring, author=trekker)


@pytest.mark.django_db
@pytest.mark.parametrize("act", WRITING)
def test_nothing_is_written_in_a_group_that_was_closed_after_the_page_was_asked_for(act: Callable[..., object]) -> None:
    leergroep, trekker, first = scene()
    before = stored()
    Kring.objects.filter(pk=leergroep.kring_id).update(closed_at=NOW)  # what the act holds in its hand is older
    with pytest.raises(KringClosedError, match="intussen afgesloten"):
        act(trekker, leergroep.kring, first)
    assert stored() == before


@pytest.mark.django_db
def test_nobody_is_made_trekker_of_a_group_that_was_closed_meanwhile() -> None:
    leergroep, _trekker, _first = scene()
    coordinator, user = UserFactory(coordinator=True), UserFactory()
    Kring.objects.filter(pk=leergroep.kring_id).update(closed_at=NOW)
    with pytest.raises(KringClosedError):
        appoint_trekker(actor=coordinator, leergroep=leergroep, user=user, now=LATER)
    assert user not in people_in(leergroep)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", WRITING)
def test_who_is_taken_out_while_she_waits_for_the_lock_writes_nothing(act: Callable[..., object]) -> None:
    """T8: no success after the commit that removed her."""
    leergroep, trekker, first = scene()
    before = stored()
    came_of_it: list[object] = []

    def write() -> None:
        try:
            came_of_it.append(act(trekker, leergroep.kring, first))
        except (ActionError, DeniedError) as refusal:
            came_of_it.append(type(refusal))
        finally:
            connections.close_all()

    with transaction.atomic():
        lock_kring(leergroep.kring_id)
        end_member(lidmaatschap=Lidmaatschap.objects.get(kring=leergroep.kring, user=trekker), now=NOW)
        writing = threading.Thread(target=write)
        writing.start()
        wait_until_somebody_waits(writing)
    writing.join(30)
    assert (came_of_it, stored()) == ([DeniedError], before)


def wait_until_somebody_waits(thread: threading.Thread) -> None:
    """Return once another connection waits for a lock of this one, or its work is over."""
    pause = threading.Event()
    while thread.is_alive():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        pause.wait(0.02)


@pytest.mark.django_db(transaction=True)
def test_who_posts_while_it_is_put_into_another_group_is_read_or_told() -> None:
    """Never a word that is lost: it stands in the archive, or its writer was told that nothing was placed."""
    leergroep, trekker, first = scene()
    target, coordinator = LeergroepFactory(), UserFactory(coordinator=True)
    came_of_it = at_once([
        partial(merge_leergroep, actor=coordinator, leergroep=leergroep, target=target, keeps_meetings=True, now=NOW),
        *(partial(act, trekker, leergroep.kring, first) for act in (post, ask, reply) for _turn in range(2)),
    ])  # fmt: skip
    assert came_of_it[0] is None
    placed = [result for result in came_of_it[1:] if result is not KringClosedError]
    assert Groepsbericht.objects.filter(kring=leergroep.kring).count() == 1 + len(placed)
    assert not Groepsbericht.objects.filter(kring=target.kring).exists()
