"""Actions after a visit: the host decides, one Kring reads the list alone, and each comes back until it ends."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.access import DeniedError
from community.actions.errors import ActionError, StaleSaveError
from community.berichten.planning import plan
from community.confidential import confidential
from community.extension_points import taak_kinds
from community.models import Bericht, Kring, Lidmaatschap, Taak, User
from intervisie.access.bezoeken import place_at
from intervisie.actions.bezoekacties import (
    add_actie,
    ask_about_acties,
    change_actie,
    drop_actie,
    finish_actie,
    finish_list,
    show_acties,
)
from intervisie.models import Bezoek, Bezoeksactie, Rol, Toernee, Toerneestap
from intervisie.queries.bezoekacties import acties_to_show
from tests.community.leergroepen.test_post import letters
from tests.community.leergroepen.test_uitnodigingen import as_
from tests.factories import UserFactory
from tests.factories.intervisiegroepen import a_groep
from tests.factories.moments import NOW
from tests.factories.verslagen import a_verslag, a_visited_toernee, an_actie, visit_of, visitor_of
from tests.intervisie.verslagen.test_brief import page, shown, step_done
from tests.own_data import own_data

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SECRET = "zwartestern"


def an_answered_visit(**toernee: Any) -> Bezoek:
    """Return a visit whose letter is final."""
    bezoek = visit_of(a_visited_toernee(**toernee))
    a_verslag(bezoek, until="VASTGESTELD")
    return bezoek


def open_duties(user: User) -> int:
    return Taak.objects.filter(user=user, kind="BEZOEKSACTIE", done_at=None, withdrawn_at=None).count()


def test_the_host_makes_her_list_and_the_voorzitter_reads_along() -> None:
    bezoek = an_answered_visit()
    host, chair = bezoek.host.user, visitor_of(bezoek)
    client, path = as_(host), page("bezoek-acties", bezoek)
    assert "Maak een kaart met rollen." in shown(host, path)
    sent = {"text": f"Ik bel de {SECRET}.", "due_date": "1 maart 2027", "version": "0"}
    assert client.post(path, sent).status_code == 302
    with confidential():
        row = Bezoeksactie.objects.get()
    assert (SECRET in shown(host, path), SECRET in shown(chair, path)) == (True, True)
    assert as_(chair).post(path, sent).status_code == 404
    names = ("bezoek-actie-bewerken", "bezoek-actie-klaar", "bezoek-actie-loslaten")
    for user in (chair, visitor_of(bezoek, Rol.VELDWAARNEMER), UserFactory()):
        assert {as_(user).get(reverse(name, args=[bezoek.code, row.pk])).status_code for name in names} == {404}
    assert {shown(visitor_of(bezoek, rol), path) for rol in Rol if rol != Rol.VOORZITTER} == {"404"}
    assert client.post(reverse("bezoek-acties-afronden", args=[bezoek.code])).status_code == 302
    assert step_done(bezoek, "ACTIES") == [True]


def test_the_chosen_kring_reads_the_list_and_nothing_else_of_the_visit() -> None:
    bezoek = an_answered_visit()
    host, colleague, newcomer = bezoek.host.user, UserFactory(), UserFactory()
    groep = a_groep(host, colleague, newcomer)
    Lidmaatschap.objects.filter(user=newcomer).update(accepted=None, accepted_at=None)
    foreign = a_groep()
    path = page("toerneeactielijst", bezoek)
    client, give = as_(host), page("bezoek-acties-delen", bezoek)
    client.post(give, {"kring": str(groep.kring_id)})
    assert shown(colleague, path) == "404", "there is nothing on the list"
    an_actie(bezoek, f"Ik bel de {SECRET}.")
    assert shown(colleague, path) == "404"
    assert client.post(give, {"kring": str(foreign.kring_id)}).status_code == 200
    with confidential(), pytest.raises(DeniedError):
        show_acties(actor=host, bezoek=bezoek, kring=Kring.objects.get(pk=foreign.kring_id), now=NOW)
    assert client.post(give, {"kring": str(groep.kring_id)}).status_code == 302
    text = shown(colleague, path)
    assert (SECRET in text, host.naam in text, "kwartelkoning" in text) == (True, True, False)
    assert host.naam in shown(colleague, reverse("toerneeacties"))
    others = {"bezoek", "bezoek-brief", "bezoek-acties"}
    assert {shown(colleague, page(name, bezoek)) for name in others} == {"404"}
    assert (shown(newcomer, path), shown(UserFactory(), path), step_done(bezoek, "ACTIES")) == ("404", "404", [True])
    letter = letters(colleague, "N244")[0]
    assert (host.naam in letter.text, SECRET in letter.text) == (True, False)
    assert letters(newcomer, "N244") == []
    client.post(page("bezoek-acties-terugnemen", bezoek))
    assert (shown(colleague, path), letters(colleague, "N244")) == ("404", [])
    client.post(give, {"kring": str(groep.kring_id)})
    assert SECRET in shown(colleague, path)
    # Her list goes with her when she leaves that group.
    Lidmaatschap.objects.filter(user=host, kring=groep.kring_id).update(until_at=NOW)
    assert shown(colleague, path) == "404"


def test_an_action_comes_back_on_its_day_and_every_six_weeks_until_it_ends() -> None:
    bezoek = an_answered_visit()
    host = bezoek.host.user
    # Sunday 28 March 2027, the night of summer time; Easter Monday follows: asked by mail on Tuesday the 30th.
    row = an_actie(bezoek, "Bellen", date(2027, 3, 28))
    plan(NOW.replace(month=3, day=27, hour=22))
    assert open_duties(host) == 0
    plan(NOW.replace(month=3, day=28, hour=9))
    told = Bericht.objects.filter(recipient=host, kind="N240")
    assert (open_duties(host), told.all().count()) == (1, 0)
    plan(NOW.replace(month=3, day=30, hour=6, minute=29))
    assert told.all().count() == 0
    plan(NOW.replace(month=3, day=30, hour=6, minute=30))
    assert told.all().count() == 1
    letter = letters(host, "N240", NOW.replace(month=3, day=30))[0]
    assert (letter.subject, "Bellen" in letter.text) == ("Hoe staat het met je actie?", False)
    # Six weeks after the day itself is Sunday 9 May; asked on Monday.
    for day, number in ((9, 1), (10, 2)):
        plan(NOW.replace(month=5, day=day, hour=7))
        assert told.all().count() == number
    with confidential():
        drop_actie(actor=host, actie=row, reason="Het hoeft niet meer.", now=NOW.replace(month=5, day=11))
    plan(NOW.replace(month=7, day=1))
    assert (open_duties(host), told.all().count()) == (0, 2)
    assert letters(host, "N240", NOW.replace(month=7, day=1)) == []


def test_another_day_asks_on_that_day_and_done_asks_no_more() -> None:
    bezoek = an_answered_visit()
    host = bezoek.host.user
    first, second = an_actie(bezoek, "Bellen", NOW.date()), an_actie(bezoek, "Schrijven", NOW.date())
    with confidential():
        ask_about_acties(NOW)
        ask_about_acties(NOW)
        assert open_duties(host) == 2
        change_actie(actor=host, actie=first, version=1, text="Bellen", due_date=NOW.date() + 9 * DAY, now=NOW)
        finish_actie(actor=host, actie=second, outcome="Het is gelukt.", now=NOW)
        assert open_duties(host) == 0
        with pytest.raises(StaleSaveError):
            change_actie(actor=host, actie=first, version=1, text="Anders", due_date=NOW.date(), now=NOW)
        for act, given in ((finish_actie, {"outcome": ""}), (drop_actie, {"reason": "x"})):
            with pytest.raises(ActionError, match="al klaar of losgelaten"):
                act(actor=host, actie=second, now=NOW, **given)
        ask_about_acties(NOW + 9 * DAY)
    assert open_duties(host) == 1
    kind = taak_kinds.get("BEZOEKSACTIE")
    taken = list(Taak.objects.filter(kind=kind.code, done_at=None, withdrawn_at=None))
    assert [words.path for words in kind.words(taken, NOW + 9 * DAY).values()] == [page("bezoek-acties", bezoek)]
    Lidmaatschap.objects.filter(user=host, kring=bezoek.toernee.kring_id).update(until_at=NOW)
    assert (dict(kind.words(taken, NOW + 9 * DAY)), len(list(kind.is_done(taken, NOW + 9 * DAY)))) == ({}, 1)


def test_looking_back_shows_them_and_counts_say_no_word() -> None:
    bezoek = an_answered_visit()
    row, other = an_actie(bezoek, "Bellen"), an_actie(bezoek, "Schrijven")
    host = bezoek.host.user
    with confidential():
        finish_actie(actor=host, actie=row, outcome="", now=NOW)
        drop_actie(actor=host, actie=other, reason="Te druk", now=NOW)
        an_actie(bezoek, "Denken")
        seen = {user: acties_to_show(place_at(user, bezoek, NOW), NOW) for user in
                (host, visitor_of(bezoek), visitor_of(bezoek, Rol.BESTUURSLENS), UserFactory())}  # fmt: skip
        assert [len(rows) for rows in seen.values()] == [3, 3, 0, 0]
        assert (seen[host][0].state, {rule.state for rule in seen[host][1:]}) == ("OPEN", {"KLAAR", "LOSGELATEN"})
    own = own_data(host)
    assert sorted(one["text"] for one in own["intervisie.bezoeksactie"]) == ["Bellen", "Denken", "Schrijven"]
    assert [one["reaction"] for one in own["intervisie.bezoekverslag"]] == ["Dat herken ik."]
    assert own_data(visitor_of(bezoek))["intervisie.bezoeksactie"] == []


def test_after_the_toernee_ended_she_still_finishes_and_once_destroyed_nothing_is_left() -> None:
    bezoek = an_answered_visit()
    host, row = bezoek.host.user, an_actie(bezoek, "Bellen")
    Kring.objects.filter(pk=bezoek.toernee.kring_id).update(closed_at=NOW)
    path = reverse("bezoek-actie-klaar", args=[bezoek.code, row.pk])
    assert as_(host).post(path, {"outcome": "Gelukt"}).status_code == 302
    assert "Gelukt" in shown(host, page("bezoek-acties", bezoek))
    Toernee.objects.filter(pk=bezoek.toernee_id).update(destroyed_at=NOW)
    assert shown(host, page("bezoek-acties", bezoek)) == "404"


def test_before_the_letter_there_is_no_list_and_an_empty_one_is_not_ready() -> None:
    bezoek = visit_of(a_visited_toernee())
    a_verslag(bezoek)
    host = bezoek.host.user
    assert "schrijven nog aan hun brief" in shown(host, page("bezoek-acties", bezoek))
    with confidential(), pytest.raises(DeniedError):
        add_actie(actor=host, bezoek=bezoek, text="x", due_date=NOW.date(), now=NOW)
    answered = an_answered_visit()
    with confidential(), pytest.raises(ActionError, match="nog niets op je lijst"):
        finish_list(actor=answered.host.user, bezoek=answered, now=NOW)
    assert not Toerneestap.objects.filter(bezoek=answered, step="ACTIES", done_at__isnull=False).exists()
    for _ in range(20):
        an_actie(answered, "Bellen")
    with confidential(), pytest.raises(ActionError, match="al twintig acties"):
        add_actie(actor=answered.host.user, bezoek=answered, text="x", due_date=NOW.date(), now=NOW)


@pytest.mark.parametrize(
    ("field", "value"),
    [("text", ""), ("text", "x" * 501), ("text", "a\x00"), ("due_date", ""), ("due_date", "17-1-2027"),
     ("due_date", "31-2-2027"), ("due_date", "1-1-2035"), ("version", "-1")],
)  # fmt: skip
def test_bad_input_is_refused_in_dutch_and_nothing_is_lost(field: str, value: str) -> None:
    bezoek = an_answered_visit()
    sent = {"text": "Ik bel morgen.", "due_date": "1 maart 2027", "version": "0"} | {field: value}
    answer = as_(bezoek.host.user).post(page("bezoek-acties", bezoek), sent)
    kept = "1 maart 2027" if field == "text" else "Ik bel morgen."
    assert (answer.status_code, kept in answer.content.decode()) == (200, True)
    with confidential():
        assert not Bezoeksactie.objects.exists()


@pytest.mark.parametrize("number", [1, 19])
def test_a_list_costs_the_same_for_one_and_many(number: int) -> None:
    bezoek = an_answered_visit()
    for _ in range(number):
        an_actie(bezoek, "Bellen")
    client = as_(bezoek.host.user)
    client.get(page("bezoek-acties", bezoek))
    with CaptureQueriesContext(connection) as asked, CaptureQueriesContext(connections["sleutels"]) as keys:
        assert client.get(page("bezoek-acties", bezoek)).status_code == 200
    assert (len(asked), len(keys)) == (10, 1)
