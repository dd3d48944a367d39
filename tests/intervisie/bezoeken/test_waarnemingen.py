"""Observations: alone first, handed in at once, merged without a name; whoever hands in when, nobody reads too much."""

import itertools
import random
import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from community.access import DeniedError
from community.actions.errors import ActionError, StaleSaveError
from community.confidential import confidential
from community.models import Lidmaatschap, Taak, User
from intervisie.access.bezoeken import place_at
from intervisie.actions.waarnemingen import HandedInError, change_waarneming, close_waarnemingen, hand_in
from intervisie.models import Bezoek, Toernee, Waarneming, WaarnemingKind
from intervisie.queries.waarnemingen import KINDS, box_titles, merged_waarnemingen
from tests.factories import UserFactory
from tests.factories.bezoeken import a_planned_toernee, bezoeken_of
from tests.factories.bezoekkits import a_waarneming, hands_in, visitors_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db

FORM = {"text": "De pomp staat stil.", "kind": "GEZIEN", "box": "K1", "version": "0"}


@pytest.fixture
def toernee() -> Toernee:
    """A toernee of five with a begeleider, whose first visit is today."""
    return a_planned_toernee(first=date(2027, 1, 18), begeleider=UserFactory())


@pytest.fixture
def visit(toernee: Toernee) -> Bezoek:
    """The visit of today."""
    return bezoeken_of(toernee)[0]


def page(client: Client, user: User, visit: Bezoek, name: str = "waarnemingen") -> tuple[int, str]:
    """Return status and text of a page as this person gets it."""
    client.force_login(user)
    answer = client.get(reverse(name, args=[visit.code]))
    return answer.status_code, answer.content.decode()


def merged(user: User, visit: Bezoek) -> list[str]:
    """Return the texts that this person gets merged, in their order."""
    with confidential():
        found = merged_waarnemingen(place_at(user, visit, NOW), box_titles(None))
        return [text for vak in found for soort in vak.kinds for text in soort.texts]


def test_one_after_the_other_with_the_last_choices_kept(client: Client, visit: Bezoek) -> None:
    client.force_login(visitors_of(visit)[0])
    path = reverse("waarnemingen", args=[visit.code])
    answer = client.post(path, FORM, follow=True)
    text = answer.content.decode()
    assert answer.redirect_chain == [(f"{path}?soort=GEZIEN&vak=K1#nieuw", 302)]
    assert "De pomp staat stil." in text
    assert re.search(r'<option value="K1" selected', text)
    with confidential():
        row = Waarneming.objects.get()
        assert (row.text, row.kind, row.box, row.handed_in_at) == ("De pomp staat stil.", "GEZIEN", "K1", None)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": ""}, "Schrijf op wat je zag of hoorde."),
        ({"text": "x" * 2001}, "Maak deze tekst korter: hooguit 2000 tekens."),
        ({"kind": "OORDEEL"}, "Kies een van de mogelijkheden in de lijst."),
        ({"kind": ""}, "Kies wat voor waarneming het is."),
        ({"box": "Z9"}, "Kies een van de mogelijkheden in de lijst."),
        ({"text": "Weg\x00gelaten"}, "Er staat een teken in dat we niet kunnen bewaren."),
    ],
    ids=["empty", "long", "kind", "no kind", "box", "nul"],
)
def test_what_cannot_be_kept_is_refused_in_words(
    client: Client, visit: Bezoek, wrong: dict[str, str], sentence: str
) -> None:
    client.force_login(visitors_of(visit)[0])
    answer = client.post(reverse("waarnemingen", args=[visit.code]), FORM | wrong)
    text = answer.content.decode()
    assert (answer.status_code, sentence in text) == (200, True)
    assert "text" in wrong or FORM["text"] in text
    with confidential():
        assert Waarneming.objects.count() == 0


def test_one_changes_and_removes_ones_own_until_handing_in(client: Client, visit: Bezoek) -> None:
    own, other = visitors_of(visit)[:2]
    mine, hers = a_waarneming(visit, own, "Van mij"), a_waarneming(visit, other, "Van haar")
    client.force_login(own)
    paths = {
        one.pk: [reverse(f"waarneming-{act}", args=[visit.code, one.pk]) for act in ("bewerken", "verwijderen")]
        for one in (mine, hers)
    }
    assert [client.get(path).status_code for path in paths[hers.pk]] == [404, 404]
    assert [client.post(path, FORM).status_code for path in paths[hers.pk]] == [404, 404]
    assert client.post(paths[mine.pk][0], FORM | {"version": "1"}).status_code == 302
    stale = client.post(paths[mine.pk][0], FORM | {"version": "1", "text": "Nog iets anders"}).content.decode()
    assert ("in een ander venster" in stale, "De pomp staat stil." in stale, "Nog iets anders" in stale) == (
        True, True, True
    )  # fmt: skip
    with confidential():
        row = Waarneming.objects.get(pk=mine.pk)
        hand_in(actor=own, bezoek=visit, now=NOW)
        with pytest.raises(HandedInError):
            change_waarneming(actor=own, waarneming=row, version=row.version, kind=WaarnemingKind.VRAAG, box="",
                              text="Te laat", now=NOW)  # fmt: skip
        assert Waarneming.objects.get(pk=mine.pk).text == "De pomp staat stil."
    assert [client.post(path, FORM).status_code for path in paths[mine.pk]] == [404, 404]
    with pytest.raises(HandedInError):
        a_waarneming(visit, own)
    assert client.post(reverse("waarnemingen", args=[visit.code]), FORM).status_code == 200
    with confidential():
        assert Waarneming.objects.filter(author__user=own).count() == 1


def test_handing_in_needs_something_and_the_day_itself_and_finishes_the_step(
    client: Client, toernee: Toernee, visit: Bezoek
) -> None:
    own = visitors_of(visit)[0]
    with confidential(), pytest.raises(ActionError, match="Schrijf eerst minstens één waarneming op"):
        hand_in(actor=own, bezoek=visit, now=NOW)
    later = bezoeken_of(toernee)[1]
    a_waarneming(later, visitors_of(later)[0])
    assert page(client, visitors_of(later)[0], later, "waarnemingen-inleveren")[0] == 404
    assert "Inleveren kan vanaf maandag 15 februari 2027." in page(client, visitors_of(later)[0], later)[1]
    a_waarneming(visit, own)
    assert "Je levert 1 waarneming in." in page(client, own, visit, "waarnemingen-inleveren")[1]
    for _twice in range(2):
        assert client.post(reverse("waarnemingen-inleveren", args=[visit.code])).status_code == 302
    stap = visit.stappen.get(step="WAARNEMINGEN", deelnemer__user=own)
    assert stap.done_at == NOW
    assert not Taak.objects.filter(object_id=stap.pk, done_at__isnull=True).exists()
    assert visit.stappen.filter(step="WAARNEMINGEN", done_at__isnull=False).count() == 1


@pytest.mark.parametrize("seed", range(6))
def test_in_whatever_order_they_hand_in_nobody_reads_what_she_may_not(
    client: Client, toernee: Toernee, visit: Bezoek, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - a test that repeats itself
    visitors = visitors_of(visit)
    others: list[User] = [visit.host.user, toernee.begeleiders.get(), UserFactory()]
    words = {user: [f"woord{seed}x{number}x{at}" for at in range(chance.randint(1, 4))]
             for number, user in enumerate(visitors)}  # fmt: skip
    written = [(user, text) for user in visitors for text in words[user]]
    for author, text in chance.sample(written, k=len(written)):
        kind, box = chance.choice(list(WaarnemingKind)), chance.choice(["", "K1", "F2"])
        a_waarneming(visit, author, text, kind=kind, box=box)
    handed_in: list[User] = []
    for who in [None, *chance.sample(visitors, k=chance.randint(2, 4))]:
        if who is not None:
            with confidential():
                hand_in(actor=who, bezoek=visit, now=NOW)
            handed_in.append(who)
        together = {text for user in handed_in for text in words[user]}
        for user in (*visitors, *others):
            may = set(words.get(user, [])) | (together if user in handed_in else set())
            _status, text = page(client, user, visit)
            assert set(re.findall(r"woord\dx\dx\d", text)) == may
            assert set(merged(user, visit)) == (together if user in handed_in else set())
            if user in handed_in:
                assert not any(other.naam in text for other in visitors if other != user)


def test_the_order_and_the_payload_say_nothing_of_the_author(client: Client, visit: Bezoek) -> None:
    first, second = visitors_of(visit)[:2]
    for number in range(12):
        a_waarneming(visit, first if number % 2 else second, f"t{number:02}", now=NOW + timedelta(minutes=number))
    hands_in(visit, first)
    hands_in(visit, second, now=NOW + timedelta(hours=1))
    shown = merged(first, visit)
    assert shown == merged(second, visit)
    assert sorted(shown) == [f"t{number:02}" for number in range(12)]
    # By chance it is neither in order of time nor by author: 1 in 479 million, and 2 in 924.
    assert shown not in (sorted(shown), sorted(shown, reverse=True))
    with confidential():
        rows = list(Waarneming.objects.filter(bezoek=visit))
        place = place_at(first, visit, NOW)
        payload = repr(merged_waarnemingen(place, box_titles(None)))
    hidden = {str(row.pk) for row in rows} | {str(row.author_id) for row in rows}
    hidden |= {str(user.pk) for user in (first, second)} | {first.naam, second.naam}
    assert [word for word in hidden if word in payload] == []
    _status, text = page(client, first, visit)
    part = text[text.index('id="samen"') : text.index('id="eigen"')]
    assert [word for word in hidden if word in part] == []
    assert "2 van de 4 bezoekers leverden in." in text
    assert "Wie meedoet, kan raden wie wat schreef." in text


def test_with_three_no_warning_and_grouped_by_box_and_kind(client: Client, visit: Bezoek) -> None:
    people = visitors_of(visit)
    for user, (kind, box) in zip(people, itertools.product(KINDS[:2], ["K1", ""]), strict=True):
        a_waarneming(visit, user, f"{kind} {box}", kind=WaarnemingKind(kind), box=box)
    for user in people[:3]:
        hands_in(visit, user)
    text = page(client, people[0], visit)[1]
    assert "Wie meedoet, kan raden" not in text
    assert "3 van de 4 bezoekers leverden in." in text
    assert merged(people[0], visit) == ["GEZIEN ", "GEZIEN K1", "GEHOORD K1"]


def test_the_voorzitter_closes_after_the_day_and_who_is_late_reads_after_handing_in(
    client: Client, visit: Bezoek
) -> None:
    chair, second, third, late = visitors_of(visit)
    hands_in(visit, second, "Gezien door de tweede")
    hands_in(visit, chair, "Gezien door de voorzitter")
    with confidential(), pytest.raises(DeniedError):
        close_waarnemingen(actor=chair, bezoek=visit, now=NOW)
    tomorrow = NOW + timedelta(days=1)
    with time_machine.travel(tomorrow, tick=False):
        for other in (second, late, visit.host.user):
            client.force_login(other)
            assert client.post(reverse("waarnemingen-sluiten", args=[visit.code])).status_code == 404
        assert "Wacht niet langer" in page(client, chair, visit)[1]
        for _twice in range(2):
            client.force_login(chair)
            assert client.post(reverse("waarnemingen-sluiten", args=[visit.code])).status_code == 302
        visit.refresh_from_db()
        assert visit.observations_closed_at == tomorrow
        excused = visit.stappen.filter(step="WAARNEMINGEN", excused_at__isnull=False)
        assert {stap.deelnemer.user_id for stap in excused} == {third.pk, late.pk}
        assert "Gezien door de tweede" not in page(client, late, visit)[1]
        hands_in(visit, late, "Alsnog", now=tomorrow)
        text = page(client, late, visit)[1]
        assert ("Gezien door de tweede" in text, "Alsnog" in text) == (True, True)


def test_replaced_she_reads_nothing_and_what_she_handed_in_stays(
    client: Client, toernee: Toernee, visit: Bezoek
) -> None:
    gone, stays = visitors_of(visit)[:2]
    hands_in(visit, gone, "Van wie wegging")
    hands_in(visit, stays, "Van wie bleef")
    assert set(merged(gone, visit)) == {"Van wie wegging", "Van wie bleef"}
    Lidmaatschap.objects.filter(kring=toernee.kring_id, user=gone).update(until_at=NOW)
    toernee.deelnemers.filter(user=gone).update(left_at=NOW)
    assert (page(client, gone, visit)[0], merged(gone, visit)) == (404, [])
    assert set(merged(stays, visit)) == {"Van wie wegging", "Van wie bleef"}


def test_a_stale_change_is_refused(visit: Bezoek) -> None:
    own = visitors_of(visit)[0]
    row = a_waarneming(visit, own, "Een")
    words: dict[str, Any] = {"kind": WaarnemingKind.VRAAG, "box": ""}
    with confidential():
        change_waarneming(actor=own, waarneming=row, version=1, text="Twee", now=NOW, **words)
        with pytest.raises(StaleSaveError):
            change_waarneming(actor=own, waarneming=row, version=1, text="Drie", now=NOW, **words)


def test_the_page_costs_the_same_with_one_and_with_thirty(
    client: Client, visit: Bezoek, django_assert_num_queries: Any
) -> None:
    people = visitors_of(visit)
    hands_in(visit, people[0], "Eén")
    hands_in(visit, people[1], "Twee")
    page(client, people[0], visit)
    path = reverse("waarnemingen", args=[visit.code])
    with django_assert_num_queries(15):
        client.get(path)
    hands_in(visit, people[2], *(f"Nummer {number}" for number in range(30)))
    with django_assert_num_queries(15):
        client.get(path)
