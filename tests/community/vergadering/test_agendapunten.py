"""The agenda on one form: move, add, remove without storing; save all at once; both versions when stale."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from community.access import DeniedError
from community.actions.agendapunten import Punt, StaleAgendaError, save_agendapunten
from community.models import Agendapunt, Besluit
from community.queries.vergadering import tijd_of
from community.workdays import AMSTERDAM
from tests.community.vergadering.cast import IN_PUNT, Vergaderd, a_meeting_with_outcome
from tests.factories.moments import NOW
from tests.factories.vergadering import GroepsbijeenkomstFactory
from tests.wrong_input.page_form import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def done() -> Vergaderd:
    return a_meeting_with_outcome()


def path_of(done: Vergaderd) -> str:
    return reverse("agendapunten", args=[done.coming.code])


def rows(*titles: str, version: int = 1, **more: Any) -> dict[str, Any]:
    """Return the fields of a form with these points."""
    fields: dict[str, Any] = {"version": version}
    for number, title in enumerate(titles):
        fields |= {f"punt-{number}-{name}": "" for name in ("id", "minutes", "bringer", "note")}
        fields[f"punt-{number}-title"] = title
    return fields | more


def titles(client: Client, path: str, fields: dict[str, Any]) -> list[str]:
    """Return the titles in the order of the form that comes back."""
    found = fields_of(client.post(path, fields).content.decode(), "punt-0-title")
    return [found[f"punt-{number}-title"][0] for number in range(40) if f"punt-{number}-title" in found]


def stored(done: Vergaderd) -> list[tuple[int, str]]:
    return list(Agendapunt.objects.filter(bijeenkomst=done.coming).order_by("number").values_list("number", "title"))


def test_buttons_move_add_and_remove_a_point_and_store_nothing(done: Vergaderd) -> None:
    client, path = done.client("TK"), path_of(done)
    fields = rows("Een", "Twee", "Drie")
    for button, after in [
        ("omhoog-2", ["Een", "Drie", "Twee"]), ("omlaag-0", ["Twee", "Een", "Drie"]), ("weg-1", ["Een", "Drie"]),
        ("erbij", ["Een", "Twee", "Drie", ""]), ("omhoog-0", ["Een", "Twee", "Drie"]),
        ("omlaag-2", ["Een", "Twee", "Drie"]), ("weg-99", ["Een", "Twee", "Drie"]), ("x", ["Een", "Twee", "Drie"]),
        ("omhoog--1", ["Een", "Twee", "Drie"]), ("omhoog-½", ["Een", "Twee", "Drie"]),
    ]:  # fmt: skip
        assert titles(client, path, fields | {"doe": button}) == after, button
    assert stored(done) == []
    assert "nog niet opgeslagen" in client.post(path, fields | {"doe": "erbij"}).content.decode()


def test_saving_stores_all_points_in_their_order(done: Vergaderd) -> None:
    client = done.client("TK")
    fields = rows("Opening", "", "Geld", **{"punt-2-minutes": "30", "punt-2-bringer": str(done.cast["GL"].pk),
                                            "punt-2-note": "Lees de stukken."})  # fmt: skip
    shown = client.post(path_of(done), fields, follow=True).content.decode()
    assert "De agenda is opgeslagen." in shown
    assert stored(done) == [(1, "Opening"), (2, "Geld")]
    point = Agendapunt.objects.get(title="Geld")
    assert (point.minutes, point.bringer, point.note) == (30, done.cast["GL"], "Lees de stukken.")
    assert "Lees de stukken." in done.client("GL").get(
        reverse("agendapunten-afdrukken", args=[done.coming.code])
    ).content.decode()  # fmt: skip


def test_a_form_that_is_sent_twice_has_one_effect(done: Vergaderd) -> None:
    client, fields = done.client("TK"), rows("Opening", eenmalig=str(uuid4()))
    for _ in range(2):
        assert client.post(path_of(done), fields).status_code == 302
    assert stored(done) == [(1, "Opening")]


def test_a_moved_point_keeps_its_decisions_and_a_removed_one_leaves_them(done: Vergaderd) -> None:
    new = Punt(None, "Eerst dit")
    kept = Punt(done.punt.pk, "Dan dat")
    save_agendapunten(actor=done.cast["TK"], bijeenkomst=done.past, version=1, punten=[new, kept], now=NOW)
    done.punt.refresh_from_db()
    done.besluit.refresh_from_db()
    assert (done.punt.number, done.besluit.agendapunt) == (2, done.punt)
    save_agendapunten(actor=done.cast["TK"], bijeenkomst=done.past, version=2, punten=[], now=NOW)
    assert (Agendapunt.objects.count(), Besluit.objects.get().agendapunt) == (0, None)


def test_a_point_of_another_meeting_is_not_taken_over(done: Vergaderd) -> None:
    save_agendapunten(actor=done.cast["TK"], bijeenkomst=done.coming, version=1,
                      punten=[Punt(done.punt.pk, "Gekaapt")], now=NOW)  # fmt: skip
    done.punt.refresh_from_db()
    assert IN_PUNT in done.punt.title
    assert stored(done) == [(1, "Gekaapt")]


def test_who_saves_later_sees_both_agendas_and_loses_nothing(done: Vergaderd) -> None:
    client, path = done.client("TK"), path_of(done)
    client.post(path, rows("Van de een", version=1))
    page = client.post(path, rows("Van de ander", version=1)).content.decode()
    assert "Bekijk beide versies" in page
    assert "Van de een" in page
    fields = fields_of(page, "punt-0-title")
    assert (fields["punt-0-title"], fields["version"]) == (["Van de ander"], ["2"])
    assert stored(done) == [(1, "Van de een")]
    client.post(path, fields)
    assert stored(done) == [(1, "Van de ander")]


def test_only_who_leads_the_group_writes_its_agenda(done: Vergaderd) -> None:
    for role in ("LI", "LA", "GL", "ZA", "EX", "WA", "CO", "RE", "BE", "PA"):
        assert done.client(role).get(path_of(done)).status_code == 404, role
        assert done.client(role).post(path_of(done), rows("Erin")).status_code == 404, role
        with pytest.raises(DeniedError):
            save_agendapunten(
                actor=done.cast[role], bijeenkomst=done.coming, version=1, punten=[Punt(None, "Erin")], now=NOW
            )
    assert stored(done) == []


def test_somebody_who_is_no_member_brings_nothing_in(done: Vergaderd) -> None:
    for outsider in (done.cast["LI"], done.cast["ZA"]):
        fields = rows("Opening", **{"punt-0-bringer": str(outsider.pk)})
        assert "Kies een van de mogelijkheden" in done.client("TK").post(path_of(done), fields).content.decode()
    assert stored(done) == []


def test_the_minutes_are_told_beside_the_length_of_the_meeting(done: Vergaderd) -> None:
    client, path = done.client("TK"), path_of(done)
    length = int((done.coming.ends_at - done.coming.starts_at).total_seconds() // 60)
    fits = client.post(path, rows("Een", "Twee", doe="erbij", **{"punt-0-minutes": "45"})).content.decode()
    assert f"De punten duren samen 45 van de {length} minuten. Er zijn {length - 45} minuten over." in fits
    assert "Bij 1 punt staat nog geen tijd." in fits
    full = client.post(path, rows("Een", doe="erbij", **{"punt-0-minutes": "200"})).content.decode()
    assert f"De bijeenkomst duurt {length} minuten: {200 - length} te weinig." in full


def test_the_length_of_a_meeting_in_the_night_the_clock_moves_is_the_real_one(done: Vergaderd) -> None:
    """28 March 2027: at two o'clock it becomes three; 31 October 2027: at three it becomes two again."""
    for day, minutes in (((2027, 3, 28), 120), ((2027, 10, 31), 240)):
        starts = datetime(*day, 1, 0, tzinfo=AMSTERDAM)
        ends = datetime(*day, 4, 0, tzinfo=AMSTERDAM)
        meeting = GroepsbijeenkomstFactory(kring=done.cast.leergroep.kring, starts_at=starts, ends_at=ends)
        meeting.refresh_from_db()
        assert tijd_of([], meeting).available == minutes


@pytest.mark.parametrize(("field", "value", "sentence"), [
    ("minutes", "0", "Schrijf de minuten in cijfers"), ("minutes", "481", "Schrijf de minuten in cijfers"),
    ("minutes", "-5", "Schrijf de minuten in cijfers"), ("minutes", "tien", "Schrijf de minuten in cijfers"),
    ("minutes", "1e2", "Schrijf de minuten in cijfers"), ("minutes", "9" * 30, "Schrijf de minuten in cijfers"),
    ("title", "", "Schrijf op waar het punt over gaat."), ("title", "a" * 121, "hooguit 120 tekens"),
    ("title", "dijk\x00dorp", "Er staat een teken in"), ("note", "a" * 1001, "hooguit 1000 tekens"),
    ("bringer", "geen-id", "Kies een van de mogelijkheden"),
    ("bringer", "0f9c1c1e-4f53-4d7e-9d0a-2f6f1c0a7b11", "Kies een van de mogelijkheden"),
    ("id", "geen-id", "Deze pagina is te oud"), ("id", "\x00", "Er staat een teken in"),
])  # fmt: skip
def test_a_wrong_point_is_told_at_its_field_and_nothing_is_lost(
    done: Vergaderd, field: str, value: str, sentence: str
) -> None:
    fields = rows("Opening", "Sluiting", **{"punt-0-note": "Bewaar mij", f"punt-0-{field}": value})
    answer = done.client("TK").post(path_of(done), fields)
    page = answer.content.decode()
    assert (answer.status_code, sentence in page, "Sluiting" in page) == (200, True, True)
    assert field == "note" or "Bewaar mij" in page
    assert stored(done) == []


@pytest.mark.parametrize("version", ["", "-1", "x", "99999999999999999999"])
def test_a_wrong_version_is_told(done: Vergaderd, version: str) -> None:
    page = done.client("TK").post(path_of(done), rows("Opening", version=version)).content.decode()
    assert "Deze pagina is te oud" in page
    assert "Opening" in page
    assert stored(done) == []


def test_more_than_thirty_points_are_refused(done: Vergaderd) -> None:
    page = done.client("TK").post(path_of(done), rows(*(f"Punt {n}" for n in range(31)))).content.decode()
    assert "Zet hooguit 30 punten op de agenda." in page
    assert stored(done) == []


def test_a_stale_agenda_of_the_action_changes_nothing(done: Vergaderd) -> None:
    with pytest.raises(StaleAgendaError) as told:
        save_agendapunten(actor=done.cast["TK"], bijeenkomst=done.past, version=9, punten=[], now=NOW)
    assert (told.value.version, [row.pk for row in told.value.punten]) == (1, [done.punt.pk])
    assert Agendapunt.objects.filter(bijeenkomst=done.past).count() == 1


def test_a_cancelled_meeting_and_a_closed_group_have_a_fixed_agenda(done: Vergaderd) -> None:
    kring = done.cast.leergroep.kring
    kring.closed_at = NOW - timedelta(hours=1)
    kring.save()
    assert done.client("TK").get(path_of(done)).status_code == 404
    kring.closed_at = None
    kring.save()
    type(done.coming).objects.filter(pk=done.coming.pk).update(status="GEANNULEERD", cancelled_at=NOW)
    assert done.client("TK").get(path_of(done)).status_code == 404
