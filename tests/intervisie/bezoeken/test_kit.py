"""The kit: written by its host, boxes of her own canvas copied, checked, shared, told once, taken back."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from casussen.actions.casussen import ask_removal, remove_due
from casussen.actions.delen import withdraw_all
from casussen.models import Casus
from community.access import DeniedError
from community.actions.kringen import accept_afspraken
from community.confidential import confidential
from community.models import Bericht, BerichtStatus, Lidmaatschap, User
from intervisie.actions.bezoekkits import show_boxes
from intervisie.actions.toerneevervanging import replace_deelnemer
from intervisie.models import Bezoek, Bezoekkit, Toernee
from intervisie.queries.bezoekmeelezers import visitors_reading
from intervisie.reminders.bezoeken import load_shared
from tests.factories import UserFactory
from tests.factories.bezoeken import a_planned_toernee, bezoeken_of
from tests.factories.bezoekkits import a_canvas, a_kit, a_waarneming, visitors_of
from tests.factories.moments import NOW
from tests.factories.samenwerkingen import SamenwerkingFactory
from tests.own_data import own_data

pytestmark = pytest.mark.django_db

FORM = {
    "question": "Hoe houden we tempo?", "position": "Het gaat traag.", "meet": "De wethouder water\nTwee boeren",
    "programme": "9.00 Ontvangst\n9:30-10.15 Wandeling\n10.30 Gesprek", "place": "Kade 3", "route": "Bus 4",
    "bring": "laarzen", "version": "0",
}  # fmt: skip


@pytest.fixture
def toernee() -> Toernee:
    """A toernee of five, whose first visit is in May."""
    return a_planned_toernee()


@pytest.fixture
def visit(toernee: Toernee, client: Client) -> Bezoek:
    """The first visit; its host is logged in."""
    found = bezoeken_of(toernee)[0]
    client.force_login(found.host.user)
    return found


def kit_of(visit: Bezoek) -> Any:
    """Return the kit as it is stored."""
    with confidential():
        kit = Bezoekkit.objects.filter(bezoek=visit).first()
        return kit and (kit.content, kit.canvas, kit.shared_at, kit.version)


def post(client: Client, visit: Bezoek, name: str, **fields: Any) -> Any:
    """Send a form of the kit."""
    query = fields.pop("query", "")
    return client.post(reverse(name, args=[visit.code]) + query, fields)


def step(visit: Bezoek, code: str) -> bool:
    """Whether the host did this step."""
    return visit.stappen.filter(step=code, deelnemer=visit.host, done_at__isnull=False).exists()


def test_the_form_begins_with_the_programme_of_the_protocol_and_keeps_what_is_written(
    client: Client, visit: Bezoek
) -> None:
    page = client.get(reverse("bezoekkit", args=[visit.code])).content.decode()
    assert "9.00-9.15 Welkom" in page
    assert "Gemeentehuis" in page
    assert kit_of(visit) is None
    assert post(client, visit, "bezoekkit", **FORM).status_code == 302
    content, boxes, shared_at, _version = kit_of(visit)
    assert content == {
        "question": "Hoe houden we tempo?", "position": "Het gaat traag.",
        "meet": ["De wethouder water", "Twee boeren"],
        "programme": [{"time": "09:00", "minutes": 30, "what": "Ontvangst"},
                      {"time": "09:30", "minutes": 45, "what": "Wandeling"},
                      {"time": "10:30", "minutes": 0, "what": "Gesprek"}],
        "place": "Kade 3", "route": "Bus 4", "bring": ["laarzen"],
    }  # fmt: skip
    assert (boxes, shared_at) == ({}, None)
    again = client.get(reverse("bezoekkit", args=[visit.code])).content.decode()
    assert "9.00-9.30 Ontvangst\n9.30-10.15 Wandeling\n10.30 Gesprek" in again


@pytest.mark.parametrize(
    ("programme", "sentence"),
    [
        ("Ontvangst", "Regel 1 begint niet met een tijd. Schrijf bijvoorbeeld: 9.30 Ontvangst."),
        ("9.00 Ontvangst\n9.75 Koffie", "Regel 2 heeft een tijd die niet bestaat."),
        ("25.10 Ontvangst", "Regel 1 heeft een tijd die niet bestaat."),
        ("10.00-9.00 Terug in de tijd", "Regel 1 eindigt voordat hij begint."),
        ("10.00 Later\n9.00 Eerder", "Regel 2 begint eerder dan de regel erboven."),
        ("9.00", "Regel 1 begint niet met een tijd."),
        ("\n".join(f"9.00 Deel {number}" for number in range(31)), "Dit zijn te veel regels. Schrijf er hooguit 30."),
        ("9.00 " + "x" * 400, "Regel 1 is te lang. Gebruik hooguit 300 tekens."),
    ],
    ids=["no time", "75 minutes", "25 o'clock", "backwards", "order", "no words", "31 lines", "long"],
)
def test_a_programme_that_cannot_be_is_refused_in_words_and_nothing_is_lost(
    client: Client, visit: Bezoek, programme: str, sentence: str
) -> None:
    answer = post(client, visit, "bezoekkit", **FORM | {"programme": programme})
    text = answer.content.decode()
    assert (answer.status_code, sentence in text, programme[:40] in text, FORM["position"] in text) == (
        200, True, True, True
    )  # fmt: skip
    assert kit_of(visit) is None


def test_two_windows_show_both_versions(client: Client, visit: Bezoek) -> None:
    post(client, visit, "bezoekkit", **FORM)
    answer = post(client, visit, "bezoekkit", **FORM | {"question": "Een andere vraag"})
    text = answer.content.decode()
    assert "Je hebt dit in een ander venster net veranderd." in text
    assert ("Hoe houden we tempo?" in text, "Een andere vraag" in text) == (True, True)
    assert kit_of(visit)[0]["question"] == "Hoe houden we tempo?"
    version = str(kit_of(visit)[3])
    assert f'name="version" value="{version}"' in text
    assert (
        post(client, visit, "bezoekkit", **FORM | {"question": "Een andere vraag", "version": version}).status_code
        == 302
    )
    assert kit_of(visit)[0]["question"] == "Een andere vraag"


def test_boxes_are_copied_as_they_are_now_and_renewed_on_purpose(client: Client, visit: Bezoek) -> None:
    host = visit.host.user
    casus = a_canvas(host, K1="Zeven partijen", A1="Een convenant")
    page = client.get(reverse("bezoekkit-vakken", args=[visit.code])).content.decode()
    assert ("K1 Wie doen er mee?" in page, "Zeven partijen" in page, "B1 Wie mag" in page) == (True, True, False)
    assert post(client, visit, "bezoekkit-vakken", boxes=["K1", "K3"], version="0").status_code == 302
    assert kit_of(visit)[1] == {
        "K1": {"nu": "Zeven partijen", "gewenst": ""},
        "K3": {"nu": "", "gewenst": "Eén doel dat iedereen onderschrijft"},
    }
    with confidential():
        row = casus.invullingen.get(layer="nu")
        row.answers = {"K1": {"text": "Acht partijen", "status": "CONCEPT", "open": ""}}
        row.save()
    assert kit_of(visit)[1]["K1"]["nu"] == "Zeven partijen"
    post(client, visit, "bezoekkit-vakken", boxes=["K1"], version=str(kit_of(visit)[3]))
    assert kit_of(visit)[1] == {"K1": {"nu": "Acht partijen", "gewenst": ""}}
    assert not step(visit, "ZELFBEELD")
    post(client, visit, "bezoekkit-vakken-verwijderen")
    assert kit_of(visit)[1] == {}


def test_the_casus_of_another_cannot_be_shown(client: Client, visit: Bezoek) -> None:
    other = a_canvas(UserFactory(), K1="Geheim van een ander")
    path = reverse("bezoekkit-vakken", args=[visit.code])
    assert client.get(path, {"casus": other.code}).status_code == 404
    assert post(client, visit, "bezoekkit-vakken", query=f"?casus={other.code}", boxes=["K1"]).status_code == 404
    with confidential(), pytest.raises(DeniedError):
        show_boxes(actor=visit.host.user, bezoek=visit, version=0, casus=other, boxes=["K1"], now=NOW)
    assert kit_of(visit) is None
    mine = a_canvas(visit.host.user, K1="Van mij")
    answer = post(client, visit, "bezoekkit-vakken", boxes=["Z9"], version="0")
    assert "Kies een van de mogelijkheden in de lijst." in answer.content.decode()
    assert "Kies minstens één vak." in post(client, visit, "bezoekkit-vakken", version="0").content.decode()
    assert mine.code in client.get(path).content.decode() or kit_of(visit) is None


def test_sharing_shows_what_looks_like_a_name_shares_that_and_tells_the_visitors_once(
    client: Client, toernee: Toernee, visit: Bezoek
) -> None:
    post(client, visit, "bezoekkit", **FORM | {"meet": "Wethouder Karel van Dijk"})
    page = client.get(reverse("bezoekkit-delen", args=[visit.code])).content.decode()
    assert "<mark>" in page
    late = visitors_of(visit)[3]
    Lidmaatschap.objects.filter(kring=toernee.kring_id, user=late).update(accepted=None, accepted_at=None)
    version = kit_of(visit)[3]
    stale = post(client, visit, "bezoekkit-delen", version=str(version + 1))
    assert (stale.status_code, kit_of(visit)[2]) == (302, None)
    for _twice in range(2):
        post(client, visit, "bezoekkit-delen", version=str(version))
    assert kit_of(visit)[2] == NOW
    told = Bericht.objects.filter(kind="N233")
    assert {row.recipient_id for row in told} == {user.pk for user in visitors_of(visit)[:3]}
    assert (step(visit, "PAKKET"), told.count()) == (True, 3)
    assert set(load_shared(list(told), NOW)) == {row.pk for row in told}
    said = [load_shared(list(told), NOW)[row.pk] for row in told]
    assert {tuple(one.context) for one in said} == {("host", "dag")}


def test_without_a_question_it_is_not_shared(client: Client, visit: Bezoek) -> None:
    post(client, visit, "bezoekkit", **FORM | {"question": ""})
    post(client, visit, "bezoekkit-delen", version=str(kit_of(visit)[3]))
    assert kit_of(visit)[2] is None
    assert "Schrijf eerst je hoofdvraag." in client.get(reverse("bezoekkit-delen", args=[visit.code])).content.decode()


def test_taken_back_the_message_goes_too(client: Client, visit: Bezoek) -> None:
    a_kit(visit)
    told = list(Bericht.objects.filter(kind="N233"))
    assert len(load_shared(told, NOW)) == 4
    post(client, visit, "bezoekkit-terugnemen")
    assert kit_of(visit)[2] is None
    assert load_shared(told, NOW) == {}
    assert set(Bericht.objects.filter(kind="N233").values_list("status", flat=True)) == {BerichtStatus.VERVALLEN}


def test_only_the_host_who_is_in_the_toernee_prepares(client: Client, toernee: Toernee, visit: Bezoek) -> None:
    a_kit(visit)
    names = ("bezoekkit", "bezoekkit-vakken", "bezoekkit-voorbeeld", "bezoekkit-delen")
    acts = (*names[:2], names[3], "bezoekkit-vakken-verwijderen", "bezoekkit-terugnemen")

    def answers(user: User) -> set[int]:
        client.force_login(user)
        seen = {client.get(reverse(name, args=[visit.code])).status_code for name in names}
        return seen | {post(client, visit, name, **FORM).status_code for name in acts}

    for other in (*visitors_of(visit), UserFactory()):
        assert answers(other) == {404}
    Lidmaatschap.objects.filter(kring=toernee.kring_id, user=visit.host.user).update(
        until_at=NOW + timedelta(seconds=-1)
    )
    toernee.deelnemers.filter(pk=visit.host_id).update(left_at=NOW)
    assert answers(visit.host.user) == {404}
    assert kit_of(visit)[2] == NOW


def test_who_receives_in_the_place_of_another_gets_nothing_of_her_kit(
    client: Client, toernee: Toernee, visit: Bezoek
) -> None:
    a_kit(visit, question="Van wie wegging", boxes={"K1": "Geheim van wie wegging"})
    new = UserFactory()
    with confidential():
        replace_deelnemer(
            actor=UserFactory(coordinator=True), toernee=toernee, deelnemer=visit.host, user=new,
            shown=SamenwerkingFactory(owner=new, place="Utrecht"), now=NOW,
        )  # fmt: skip
    accept_afspraken(actor=new, kring=toernee.kring, number=1, now=NOW)
    assert kit_of(visit) is None
    client.force_login(new)
    text = client.get(reverse("bezoekkit", args=[visit.code])).content.decode()
    assert ("Je bezoekkit" in text, "wegging" in text) == (True, False)
    assert load_shared(list(Bericht.objects.filter(kind="N233")), NOW) == {}


def test_what_is_hers_is_in_her_own_data(visit: Bezoek) -> None:
    a_kit(visit, question="Mijn vraag")
    author = visitors_of(visit)[0]
    a_waarneming(visit, author, "Mijn waarneming")
    of_host, of_author = own_data(visit.host.user), own_data(author)
    assert [row["content"]["question"] for row in of_host["intervisie.bezoekkit"]] == ["Mijn vraag"]
    assert [row["text"] for row in of_author["intervisie.waarneming"]] == ["Mijn waarneming"]
    assert (of_author["intervisie.bezoekkit"], of_host["intervisie.waarneming"]) == ([], [])


def test_the_owner_of_the_casus_sees_who_reads_its_boxes_and_can_end_it(
    client: Client, toernee: Toernee, visit: Bezoek
) -> None:
    kit = a_kit(visit, boxes={"K1": "Zeven partijen"})
    with confidential():
        casus = Casus.objects.select_related("owner").get(pk=kit.casus_id)
        reading = visitors_reading(casus, NOW)
        assert {one.user_id for one in reading} == {user.pk for user in visitors_of(visit)}
    page = client.get(reverse("casus-wie", args=[casus.code])).content.decode()
    assert f"Vakken van het canvas, voor een bezoek van {toernee.kring.name}" in page
    assert "4 mensen uit een toernee" in page
    client.force_login(visitors_of(visit)[0])
    client.get(reverse("bezoek", args=[visit.code]))
    assert client.get(reverse("casus-wie", args=[casus.code])).status_code == 404
    client.force_login(visit.host.user)
    assert "Bezoekkit van een toernee" in client.get(reverse("casus-inzage", args=[casus.code])).content.decode()
    with confidential():
        assert withdraw_all(actor=visit.host.user, casus=casus, now=NOW) == 1
        assert visitors_reading(casus, NOW) == []
    assert (kit_of(visit)[1], kit_of(visit)[2]) == ({}, NOW)


def test_of_a_casus_that_is_removed_nothing_stays_in_a_kit(visit: Bezoek) -> None:
    kit = a_kit(visit, boxes={"K1": "Zeven partijen"})
    with confidential():
        casus = Casus.objects.get(pk=kit.casus_id)
        ask_removal(actor=visit.host.user, casus=casus, now=NOW)
    assert (kit_of(visit)[1], kit_of(visit)[2]) == ({}, NOW)
    # Copied after that, and not shared: it goes with the casus.
    with confidential():
        row = Bezoekkit.objects.get(pk=kit.pk)
        row.canvas, row.casus, row.canvas_at, row.shared_at = {"K1": {"nu": "Acht"}}, casus, NOW, None
        row.save(update_fields=["canvas", "casus", "canvas_at", "shared_at"])
        remove_due(NOW + timedelta(days=31))
        assert not Casus.objects.filter(pk=casus.pk).exists()
        assert Bezoekkit.objects.get(pk=kit.pk).canvas == {}
