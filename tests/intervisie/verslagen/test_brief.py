"""The letter of a visit: who writes, who reads at each step, what waits for the host, and what is told."""

from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.access import DeniedError
from community.actions.errors import ActionError, StaleSaveError
from community.actions.kringen import KringClosedError
from community.confidential import confidential
from community.models import Bericht, Kring, Lidmaatschap, User
from community.workdays import local_date
from intervisie.actions.verslagen import ChangedMeanwhileError, put_forward, react, save_verslag, settle_verslag
from intervisie.models import Bezoek, Bezoekverslag, Rol, Toerneedeelnemer, Toerneestap
from intervisie.queries.verslagen import letter_from, verslag_of, waits_until
from tests.community.leergroepen.test_post import letters
from tests.community.leergroepen.test_uitnodigingen import as_
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.verslagen import LETTER, a_verslag, a_visited_toernee, observed, visit_of, visitor_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SECRET = "kwartelkoning"


def page(name: str, bezoek: Bezoek) -> str:
    return reverse(name, args=[bezoek.code])


def shown(user: User, path: str) -> str:
    answer = as_(user).get(path)
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


def readers_of(bezoek: Bezoek, path: str) -> set[str]:
    """Return who among the people of the toernee meets the words of the letter here."""
    people = {"gastheer": bezoek.host.user} | {rol.value: visitor_of(bezoek, rol) for rol in Rol}
    return {name for name, user in people.items() if SECRET in shown(user, path)}


def step_done(bezoek: Bezoek, code: str) -> list[bool]:
    rows = Toerneestap.objects.filter(bezoek=bezoek, step=code)
    return [row.done_at is not None for row in rows]


def test_from_concept_to_final_each_reads_what_she_may_and_every_step_is_done() -> None:
    toernee = a_visited_toernee()
    bezoek = visit_of(toernee)
    chair, secretary, host = visitor_of(bezoek), visitor_of(bezoek, Rol.VERSLAGLEGGER), bezoek.host.user
    path, sent = page("bezoek-brief-bewerken", bezoek), {"opening": f"Dank voor de {SECRET}.", "version": "0"}
    assert as_(secretary).post(path, sent).status_code == 302
    # While it is written: the writers, and visitors who handed in their own. Not the host.
    assert readers_of(bezoek, page("bezoek-brief", bezoek)) == {"VOORZITTER", "VERSLAGLEGGER"}
    observed(bezoek, NOW)
    everybody = {rol.value for rol in Rol}
    assert readers_of(bezoek, page("bezoek-brief", bezoek)) == everybody
    assert shown(host, page("bezoek-brief", bezoek)) == "404"
    assert "schrijven nog aan hun brief" in shown(host, page("bezoek-reactie", bezoek))
    assert as_(host).post(page("bezoek-reactie", bezoek), {"text": "Klopt.", "version": "1"}).status_code == 404
    seen = shown(chair, path)
    assert ("Goede sfeer" in seen, visitor_of(bezoek, Rol.BESTUURSLENS).achternaam in seen) == (True, False)
    assert as_(chair).post(page("bezoek-brief-voorleggen", bezoek), {"version": "1"}).status_code == 302
    with confidential():
        row = Bezoekverslag.objects.get()
        assert row.status == "CONCEPT", "a part is empty"
        row = save_verslag(actor=chair, bezoek=bezoek, version=1, letter=LETTER, now=NOW)
    assert as_(secretary).get(page("bezoek-brief-voorleggen", bezoek)).status_code == 404
    assert as_(chair).post(page("bezoek-brief-voorleggen", bezoek), {"version": str(row.version)}).status_code == 302
    assert (step_done(bezoek, "BRIEF"), step_done(bezoek, "REACTIE")) == ([True], [False])
    assert readers_of(bezoek, page("bezoek-brief", bezoek)) == everybody | {"gastheer"}
    assert letters(host, "N72")[0].subject == "De brief over je bezoek ligt klaar"
    assert SECRET not in letters(host, "N72")[0].text
    assert as_(chair).get(path).status_code == 404, "it waits for the host"
    assert as_(host).post(page("bezoek-reactie", bezoek), {"text": "Klopt.", "version": "3"}).status_code == 302
    assert (step_done(bezoek, "REACTIE"), len(letters(chair, "N243")), letters(host, "N72")) == ([True], 1, [])
    assert "Klopt." in shown(secretary, page("bezoek-brief", bezoek))
    assert as_(chair).post(page("bezoek-brief-vaststellen", bezoek), {"version": "4"}).status_code == 302
    with confidential():
        assert (Bezoekverslag.objects.get().status, step_done(bezoek, "VASTSTELLEN")) == ("VASTGESTELD", [True])
    assert [len(letters(user, "N73")) for user in (host, secretary, chair)] == [1, 1, 0]
    assert (
        as_(chair).get(path).status_code == as_(host).get(page("bezoek-brief-vaststellen", bezoek)).status_code == 404
    )


def test_nobody_else_reads_it_begeleider_and_hart_neither() -> None:
    guide, hart = UserFactory(), UserFactory(coordinator=True)
    with_second_factor(hart)
    bezoek = visit_of(a_visited_toernee(begeleider=guide))
    a_verslag(bezoek, until="VASTGESTELD")
    others = [guide, hart, UserFactory()]
    names = ("bezoek-brief", "bezoek-brief-bewerken", "bezoek-reactie")
    assert {shown(user, page(name, bezoek)) for user in others for name in names} == {"404"}
    # Who left reads it no more; who came in her place at later visits was not there and does not either.
    left = visitor_of(bezoek, Rol.VELDWAARNEMER)
    assert SECRET in shown(left, page("bezoek-brief", bezoek))
    Toerneedeelnemer.objects.filter(user=left).update(left_at=NOW)
    Lidmaatschap.objects.filter(user=left).update(until_at=NOW)
    assert shown(left, page("bezoek-brief", bezoek)) == "404"
    assert letters(left, "N73") == []


def test_the_letter_waits_for_the_host_a_working_week_over_holidays_and_summer_time() -> None:
    bezoek = visit_of(a_visited_toernee())
    # The reaction is due on 26 January. Put forward late, on the Thursday before Easter: Good Friday and Easter Monday
    # do not count, and neither does the night of summer time between them.
    late = NOW.replace(month=3, day=25)
    row = a_verslag(bezoek, until="VOORGELEGD", now=late)
    chair = visitor_of(bezoek)
    with confidential():
        assert waits_until(bezoek, row) == NOW.replace(month=4, day=5).date()
        for early in (late, NOW.replace(month=4, day=5, hour=20)):
            with pytest.raises(ChangedMeanwhileError):
                settle_verslag(actor=chair, bezoek=bezoek, version=row.version, now=early)
            with pytest.raises(ChangedMeanwhileError):
                save_verslag(actor=chair, bezoek=bezoek, version=row.version, letter=LETTER, now=early)
        after = NOW.replace(month=4, day=5, hour=22, minute=30)
        assert local_date(after) == NOW.replace(month=4, day=6).date()
        settle_verslag(actor=chair, bezoek=bezoek, version=row.version, now=after)
    assert "reageerde niet binnen de tijd" in shown(chair, page("bezoek-brief", bezoek))
    with confidential(), pytest.raises(ChangedMeanwhileError):
        react(actor=bezoek.host.user, bezoek=bezoek, version=9, text="Te laat", now=after)


def test_early_put_forward_waits_until_five_days_beyond_the_protocol() -> None:
    bezoek = visit_of(a_visited_toernee())
    row = a_verslag(bezoek, until="VOORGELEGD")
    due = Toerneestap.objects.get(bezoek=bezoek, step="REACTIE").due_date
    with confidential():
        assert waits_until(bezoek, row) == due + 7 * DAY
        Toerneestap.objects.filter(bezoek=bezoek, step="REACTIE").update(excused_at=NOW)
        assert waits_until(bezoek, row) == NOW.date() + 7 * DAY
        assert waits_until(bezoek, None) is None


def test_two_windows_show_both_letters_and_nothing_is_lost() -> None:
    bezoek = visit_of(a_visited_toernee())
    chair, secretary = visitor_of(bezoek), visitor_of(bezoek, Rol.VERSLAGLEGGER)
    path = page("bezoek-brief-bewerken", bezoek)
    assert as_(chair).post(path, {"opening": "De eerste", "version": "0"}).status_code == 302
    for version in ("0", "7"):
        body = (
            as_(secretary).post(path, {"opening": "De tweede", "todos_2": "Bel", "version": version}).content.decode()
        )
        assert ("De eerste" in body, "De tweede" in body, "beide versies" in body) == (True, True, True)
    assert as_(secretary).post(path, {"opening": "De tweede", "version": "1"}).status_code == 302
    host = bezoek.host.user
    with confidential():
        with pytest.raises(StaleSaveError):
            save_verslag(actor=chair, bezoek=bezoek, version=1, letter=LETTER, now=NOW)
        row = save_verslag(actor=chair, bezoek=bezoek, version=2, letter=LETTER, now=NOW)
        with pytest.raises(ChangedMeanwhileError):
            put_forward(actor=chair, bezoek=bezoek, version=2, now=NOW)
        put_forward(actor=chair, bezoek=bezoek, version=row.version, now=NOW)
    # Typed while it went to the host: said in words, and the text is still there.
    body = as_(secretary).post(path, {"opening": "Nog iets", "version": "3"}).content.decode()
    assert ("net veranderd" in body, "Nog iets" in body) == (True, True)
    assert as_(host).post(page("bezoek-reactie", bezoek), {"text": "Een", "version": "4"}).status_code == 302
    body = as_(host).post(page("bezoek-reactie", bezoek), {"text": "Twee", "version": "4"}).content.decode()
    assert ("Een" in body, "Twee" in body, "beide versies" in body) == (True, True, True)


@pytest.mark.parametrize(
    ("field", "value"), [("opening", "x" * 2001), ("strengths_2", "x" * 451), ("todos_3", "a\x00b"), ("version", "nul")]
)
def test_bad_words_are_refused_in_dutch_and_the_rest_is_kept(field: str, value: str) -> None:
    bezoek = visit_of(a_visited_toernee())
    sent = {"opening": "Dank jullie wel.", "questions_1": "Wie beslist?", "version": "0"} | {field: value}
    answer = as_(visitor_of(bezoek)).post(page("bezoek-brief-bewerken", bezoek), sent)
    assert (answer.status_code, "Wie beslist?" in answer.content.decode()) == (200, True)
    with confidential():
        assert not Bezoekverslag.objects.exists()


def test_before_the_visit_and_after_the_end_nobody_writes() -> None:
    toernee = a_visited_toernee()
    coming = visit_of(toernee, 1)
    chair = visitor_of(coming)
    assert as_(chair).get(page("bezoek-brief-bewerken", coming)).status_code == 404
    assert "is er nog niet" in shown(chair, page("bezoek-brief", coming))
    with confidential(), pytest.raises(ActionError):
        save_verslag(actor=chair, bezoek=coming, version=0, letter=LETTER, now=NOW)
    bezoek = visit_of(toernee)
    row = a_verslag(bezoek)
    Kring.objects.filter(pk=toernee.kring_id).update(closed_at=NOW)
    with confidential(), pytest.raises(KringClosedError):
        save_verslag(actor=visitor_of(bezoek), bezoek=bezoek, version=row.version, letter=LETTER, now=NOW)
    assert SECRET in shown(visitor_of(bezoek), page("bezoek-brief", bezoek))


def test_who_has_no_part_in_it_does_nothing() -> None:
    bezoek = visit_of(a_visited_toernee())
    row = a_verslag(bezoek)
    field, host, stranger = visitor_of(bezoek, Rol.VELDWAARNEMER), bezoek.host.user, UserFactory()
    with confidential():
        for actor, error in ((field, ChangedMeanwhileError), (host, DeniedError), (stranger, DeniedError)):
            with pytest.raises(error):
                save_verslag(actor=actor, bezoek=bezoek, version=row.version, letter=LETTER, now=NOW)
            with pytest.raises(error):
                put_forward(actor=actor, bezoek=bezoek, version=row.version, now=NOW)
            with pytest.raises(error):
                settle_verslag(actor=actor, bezoek=bezoek, version=row.version, now=NOW)
        with pytest.raises(DeniedError):
            react(actor=host, bezoek=bezoek, version=row.version, text="Ik zag niets", now=NOW)
    assert as_(host).post(page("bezoek-brief-bewerken", bezoek), {"version": "1"}).status_code == 404


def test_without_a_voorzitter_the_verslaglegger_leads_the_writing() -> None:
    bezoek = visit_of(a_visited_toernee())
    row = a_verslag(bezoek)
    chair, secretary = visitor_of(bezoek), visitor_of(bezoek, Rol.VERSLAGLEGGER)
    assert as_(secretary).get(page("bezoek-brief-voorleggen", bezoek)).status_code == 404
    Toerneedeelnemer.objects.filter(user=chair).update(left_at=NOW)
    Lidmaatschap.objects.filter(user=chair).update(until_at=NOW)
    assert as_(chair).post(page("bezoek-brief-voorleggen", bezoek), {"version": str(row.version)}).status_code == 404
    assert (
        as_(secretary).post(page("bezoek-brief-voorleggen", bezoek), {"version": str(row.version)}).status_code == 302
    )
    with confidential():
        found = verslag_of(bezoek)
    assert found is not None
    assert found.status == "VOORGELEGD"


def test_putting_forward_twice_is_once_and_told_once() -> None:
    bezoek = visit_of(a_visited_toernee())
    row = a_verslag(bezoek)
    client, path = as_(visitor_of(bezoek)), page("bezoek-brief-voorleggen", bezoek)
    token = client.get(path).content.decode().partition('name="eenmalig" value="')[2].partition('"')[0]
    sent = {"version": str(row.version), "eenmalig": token}
    assert [client.post(path, sent).status_code for _ in range(2)] == [302, 302]
    assert Bericht.objects.filter(kind="N72").count() == 1


def test_a_letter_costs_the_same_however_long_it_is() -> None:
    bezoek = visit_of(a_visited_toernee())
    many = {f"{name}_{at}": "Veel tekst" for name in ("strengths", "questions", "todos") for at in (1, 2, 3)}
    a_verslag(bezoek, until="BEANTWOORD", letter=letter_from({"opening": "Dank"} | many))
    observed(bezoek, NOW)
    client = as_(visitor_of(bezoek))
    counted = []
    for name in ("bezoek-brief", "bezoek-brief-bewerken"):
        client.get(page(name, bezoek))
        with CaptureQueriesContext(connection) as asked, CaptureQueriesContext(connections["sleutels"]) as keys:
            assert client.get(page(name, bezoek)).status_code == 200
        counted.append((len(asked), len(keys)))
    assert counted == [(10, 1), (16, 1)]
