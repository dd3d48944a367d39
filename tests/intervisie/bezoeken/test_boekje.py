"""The booklet: all visits on A5 for one reader; nothing of it for who lost the right or when a kit was taken back."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from typing import Any

import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from casussen.models import Inzage, InzageVia
from community.actions.werkgang import work_off
from community.confidential import confidential
from community.models import Lidmaatschap, User, Werk, WerkStatus, Werkuitkomst
from intervisie.access.bezoeken import kits_read, readable_kits
from intervisie.actions.bezoekkits import save_kit, take_back_kit
from intervisie.actions.toerneeboekje import KIND
from intervisie.models import Bezoekkit, Toernee
from tests.factories import UserFactory
from tests.factories.bezoeken import a_planned_toernee, bezoeken_of
from tests.factories.bezoekkits import a_kit
from tests.factories.moments import NOW
from tests.factories.toernees import deelnemers_of

pytestmark = pytest.mark.django_db

SHARED, HIDDEN = "Waarom haakt de polder af", "Deze vraag is nog van mij"


@pytest.fixture
def toernee() -> Toernee:
    """A toernee of five with a begeleider: the first kit is shared with a box, the second is not."""
    made = a_planned_toernee(first=date(2027, 1, 18), begeleider=UserFactory())
    visits = bezoeken_of(made)
    a_kit(visits[0], question=SHARED, boxes={"A1": "Een convenant"})
    a_kit(visits[1], question=HIDDEN, is_shared=False)
    return made


def ask(client: Client, toernee: Toernee, user: User) -> Werk:
    """Ask for the booklet as the button does, and let the worker make it."""
    client.force_login(user)
    client.post(reverse("boekje", args=[bezoeken_of(toernee)[0].code]))
    werk = Werk.objects.latest("asked_at", "pk")
    work_off(lambda: NOW, lambda: False)
    return werk


def fetch(client: Client, werk: Werk) -> tuple[int, bytes]:
    """Return status and bytes of the download."""
    answer = client.get(reverse("werk-ophalen", args=[werk.pk]))
    return answer.status_code, b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_from_asking_to_a_booklet_with_the_name_of_its_reader(client: Client, toernee: Toernee) -> None:
    reader = deelnemers_of(toernee)[2].user
    client.force_login(reader)
    page = client.get(reverse("boekje", args=[bezoeken_of(toernee)[0].code])).content.decode()
    assert ("met 5 bezoeken" in page, "Er staat 1 gedeelde bezoekkit in." in page) == (True, True)
    werk = ask(client, toernee, reader)
    status, content = fetch(client, werk)
    assert status == 200
    read = pypdf.PdfReader(io.BytesIO(content))
    assert [round(float(size)) for size in read.pages[0].mediabox[2:]] == [420, 595]
    root: Any = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    texts = [one.extract_text() for one in read.pages]
    assert all(f"{reader.naam} · 18 januari 2027" in text for text in texts)
    whole = " ".join(" ".join(texts).split())
    assert (SHARED in whole, "Een convenant" in whole, HIDDEN in whole) == (True, True, False)
    assert all(f"Bezoek aan {one.user.naam}" in whole for one in deelnemers_of(toernee))
    assert (whole.count("Waarnemingen: het geheel"), "9–9.15 Welkom" in whole) == (5, True)
    with confidential():
        lines = Inzage.objects.filter(reader=reader)
        assert [(row.via, row.part) for row in lines] == [(InzageVia.TOERNEE, "canvas")]


def _leaves(toernee: Toernee, reader: User) -> None:
    Lidmaatschap.objects.filter(kring=toernee.kring_id, user=reader).update(until_at=NOW)
    toernee.deelnemers.filter(user=reader).update(left_at=NOW)


def _takes_back(toernee: Toernee, reader: User) -> None:
    visit = bezoeken_of(toernee)[0]
    with confidential():
        take_back_kit(actor=visit.host.user, bezoek=visit, now=NOW)


def _changes(toernee: Toernee, reader: User) -> None:
    visit = bezoeken_of(toernee)[0]
    with confidential():
        kit = Bezoekkit.objects.get(bezoek=visit)
        save_kit(actor=visit.host.user, bezoek=visit, version=kit.version, content={"question": "Anders"}, now=NOW)


def _visits_no_more(toernee: Toernee, reader: User) -> None:
    bezoeken_of(toernee)[0].rollen.filter(deelnemer__user=reader).delete()


@pytest.mark.parametrize("happens", [_leaves, _takes_back, _changes, _visits_no_more])
def test_made_before_it_is_not_handed_out_after(
    client: Client, toernee: Toernee, happens: Callable[[Toernee, User], None]
) -> None:
    reader = deelnemers_of(toernee)[2].user
    werk = ask(client, toernee, reader)

    werk.refresh_from_db()
    assert (werk.status, KIND.fetchable([werk], NOW)) == (WerkStatus.KLAAR, {werk.pk})
    happens(toernee, reader)
    assert KIND.fetchable([werk], NOW) == set()
    status, content = fetch(client, werk)
    assert (status == 200 and b"%PDF" in content) is False
    with confidential():
        assert (Werkuitkomst.objects.count(), Inzage.objects.count()) == (0 if happens is _takes_back else 1, 0)


def test_reading_judged_for_many_is_as_for_one(toernee: Toernee) -> None:
    other = a_planned_toernee(first=date(2027, 1, 18))
    a_kit(bezoeken_of(other)[0])
    people = [one.user for one in (*deelnemers_of(toernee), *deelnemers_of(other))] + [toernee.begeleiders.get()]
    _leaves(toernee, people[1])
    bezoeken_of(toernee)[0].rollen.filter(deelnemer__user=people[2]).delete()
    Lidmaatschap.objects.filter(kring=toernee.kring_id, user=people[3]).update(accepted=None, accepted_at=None)
    with confidential():
        many = kits_read([toernee.pk, other.pk], [user.pk for user in people], NOW)
        one_by_one = {
            (user.pk, tour.pk, kit.pk, kit.version) for user, tour in product(people, (toernee, other))
            for kit in readable_kits(user, tour, NOW).filter(shared_at__lte=NOW)
        }  # fmt: skip
    assert many == one_by_one
    assert len(many) == 5 + 3


def test_a_day_later_it_is_gone(client: Client, toernee: Toernee) -> None:
    werk = ask(client, toernee, deelnemers_of(toernee)[0].user)
    with confidential():
        assert Werkuitkomst.objects.get(werk=werk).expires_at == NOW + timedelta(hours=24)
