"""A tussentijd: opening by itself, handing in from one's own casus, taking back, and who sees how far everybody is."""

from datetime import date, time
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from casussen.actions.instrumenten import save_answers
from casussen.models import Advies, Casus, Instrumentversie, Inzage, Praktijkboek
from community.access import DeniedError
from community.actions.errors import ActionError, StaleSaveError
from community.confidential import confidential
from community.models import Bericht, Taak, User
from community.workdays import at_local
from tests.factories import AfsprakenFactory, UserFactory
from tests.factories.casussen import a_casus
from tests.factories.moments import NOW
from tests.factories.praktijkboeken import a_praktijkboek
from tests.factories.second_factor import with_second_factor
from tests.factories.training import a_deelnemer, a_trainer, an_editie
from tests.factories.tussentijden import DILEMMA, a_team, a_worker, an_inzending, part
from training.access.tussentijden import may_react, shared_inzendingen
from training.actions.tussentijden import NotOpenError, bring_casus, hand_in_work, react_to_work, take_back_work
from training.models import Deelnemer, Editie, EditieStatus, Inzending, InzendingStatus, Ontwikkelmap, Reactie
from training.queries.lagen import lagen_of

pytestmark = pytest.mark.django_db
# Dagdeel 3 is on Tuesday 23 March 2027, so that tussentijd B opens on the 24th.
OPEN = at_local(date(2027, 4, 6), time(10))
SECRET = "waterhoenkuiken"


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be a Tuesday in tussentijd B, within the vault."""
    with time_machine.travel(OPEN, tick=False) as traveller, confidential():
        yield traveller


def browser(user: User) -> Client:
    """Return the browser of this person."""
    client = Client()
    client.force_login(user)
    return client


def url(editie: Editie, page: str = "tussentijd/b/") -> str:
    """Return the address of a page."""
    return f"/trainingen/{editie.slug}/{page}"


def seen(user: User, address: str) -> str:
    """Return what this person reads at this address."""
    return browser(user).get(address).content.decode()


def post(user: User, address: str, **data: Any) -> Any:
    """Send a form as this person."""
    return browser(user).post(address, {"eenmalig": str(uuid4()), **data})


def a_start() -> tuple[Editie, User, Deelnemer]:
    """Return an editie with a trainer and a participant who wrote a dilemma."""
    editie = an_editie()
    return editie, with_second_factor(a_trainer(editie)), a_worker(editie)


def test_the_assignment_opens_her_own_casus() -> None:
    editie, _trainer, deelnemer = a_start()
    page = seen(deelnemer.user, url(editie))
    code = deelnemer.casus.code
    assert all(words in page for words in (
        "Breng je dilemma", f"/casussen/{code}/dilemmas/", f"/casussen/{code}/dilemmalijn/", "Nog niet begonnen",
        "Lever in", "Er staat al iets in.", "Nog leeg.",
    ))  # fmt: skip


def test_an_instrument_opens_the_part_in_which_it_is_filled_in() -> None:
    editie, _trainer, deelnemer = a_start()
    assert f"/casussen/{deelnemer.casus.code}/vormen/" in seen(deelnemer.user, url(editie, "dagdeel/3/"))


def test_handing_in_ends_the_duty_and_the_word_changes() -> None:
    editie, trainer, deelnemer = a_start()
    deel = part(editie, "B")
    Taak.objects.create(user=deelnemer.user, kind="TUSSENTIJD", object_id=deel.pk, kring=editie.kring, opened_at=NOW)
    answer = post(deelnemer.user, url(editie), meelezen="ja", version="0")
    assert (answer.status_code, answer.url) == (302, url(editie))
    assert (Inzending.objects.get().is_shared, Taak.objects.get().done_at) == (True, OPEN)
    assert "Ingeleverd" in seen(deelnemer.user, url(editie))
    index = seen(deelnemer.user, url(editie, ""))
    assert index.split("Tussentijd B</span>")[1].split("</a>")[0].count("Ingeleverd") == 1
    assert "1 van 1 is klaar" in seen(trainer, url(editie))
    assert all((url(editie, page) in seen(trainer, url(editie, ""))) for page in ("inzendingen/", "lagen/"))
    assert url(editie, "lagen/") not in index
    assert "Wacht op een reactie" in seen(trainer, url(editie))


def test_the_advice_of_tussentijd_d_is_handed_in_and_shared_by_its_name(clock: Any) -> None:
    editie, trainer, deelnemer = a_start()
    clock.move_to(at_local(date(2027, 6, 2), time(10)))
    page = seen(deelnemer.user, url(editie, "tussentijd/d/"))
    assert (f"/casussen/{deelnemer.casus.code}/advies/" in page, "Zij lezen: Advies." in page) == (True, True)
    nothing = post(deelnemer.user, url(editie, "tussentijd/d/"), meelezen="ja", version="0")
    assert "Er staat nog niets in dit deel" in nothing.content.decode()
    content = {"aan_wie": "", "kern": f"Kies {SECRET}", "aanbevelingen": [], "consequenties": "", "bijdrage": ""}
    row = Advies(casus=deelnemer.casus, data_key_id=deelnemer.casus.data_key_id, changed_at=OPEN)
    row.content = content
    row.save(force_insert=True)
    post(deelnemer.user, url(editie, "tussentijd/d/"), meelezen="ja", version="0")
    inzending = Inzending.objects.get()
    assert SECRET in seen(trainer, url(editie, f"inzendingen/{inzending.pk}/"))
    assert "Advies" in seen(trainer, url(editie, "lagen/"))


def test_mijn_omgeving_says_which_tussentijd_is_on() -> None:
    _editie, _trainer, deelnemer = a_start()
    assert "Tussentijd B, klaar vóór 20 april 2027" in seen(deelnemer.user, "/mijn/")


def test_the_same_form_twice_hands_in_once() -> None:
    editie, _trainer, deelnemer = a_start()
    client, data = browser(deelnemer.user), {"eenmalig": str(uuid4()), "meelezen": "ja", "version": "0"}
    assert [client.post(url(editie), data).status_code for _ in range(2)] == [302, 302]
    assert Inzending.objects.get().version == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"version": "0"}, "Kies of je trainers mogen meelezen"),
        ({"meelezen": "misschien", "version": "0"}, "misschien"),
        ({"meelezen": "ja"}, "Deze bladzijde stond lang open"),
        ({"meelezen": "ja", "version": "-3"}, "Deze bladzijde stond lang open"),
        ({"meelezen": "\x00", "version": "0"}, "Je trainers"),
    ],
)
def test_wrong_input_is_said_and_nothing_is_handed_in(data: dict[str, str], words: str) -> None:
    editie, _trainer, deelnemer = a_start()
    answer = post(deelnemer.user, url(editie), **data)
    assert (answer.status_code, Inzending.objects.count()) == (200, 0)


def test_before_it_opens_and_without_a_casus_one_is_told_what_is_next(clock: Any) -> None:
    editie, _trainer, deelnemer = a_start()
    clock.move_to(at_local(date(2027, 3, 23), time(18)))
    assert "opent vanzelf op woensdag 24 maart 2027" in seen(deelnemer.user, url(editie))
    assert "nog niet open" in post(deelnemer.user, url(editie), meelezen="ja", version="0").content.decode()
    clock.move_to(OPEN)
    bare = a_deelnemer(editie)
    page = seen(bare.user, url(editie))
    assert ("Kies je casus" in page, url(editie, "casus/") in page) == (True, True)
    assert "nog geen casus gekozen" in post(bare.user, url(editie), meelezen="ja", version="0").content.decode()


def test_nothing_in_these_parts_is_nothing_to_hand_in() -> None:
    editie = an_editie()
    deelnemer = a_deelnemer(editie)
    deelnemer.casus = a_casus(deelnemer.user)
    deelnemer.save()
    answer = post(deelnemer.user, url(editie), meelezen="nee", version="0")
    assert "Er staat nog niets in dit deel van je casus" in answer.content.decode()


def test_one_layer_of_the_canvas_is_opened_and_counts_alone(clock: Any) -> None:
    editie = an_editie()
    deelnemer = a_worker(editie, UserFactory())
    casus = Casus.objects.get(pk=deelnemer.casus_id)
    clock.move_to(at_local(part(editie, "C").from_date, time(12)))
    page = seen(deelnemer.user, url(editie, "tussentijd/c/"))
    assert f'href="/casussen/{casus.code}/canvas/gewenst/"' in page
    assert f'href="/casussen/{casus.code}/canvas/nu/"' not in page
    for layer, is_taken in (("nu", False), ("gewenst", True)):
        versie = Instrumentversie.objects.get(instrument__code="canvas")
        save_answers(actor=deelnemer.user, casus=casus, versie=versie, layer=layer, version=0,
                     answers={"K1": {"text": "Samen", "status": "CONCEPT", "open": ""}}, now=OPEN)  # fmt: skip
        answer = post(deelnemer.user, url(editie, "tussentijd/c/"), meelezen="ja", version="0")
        assert (answer.status_code == 302) is is_taken
    trainer = with_second_factor(a_trainer(editie))
    layers = {row.title: row.filled for row in lagen_of(editie, trainer, OPEN).lagen}
    assert (layers["Samenwerkingscanvas: nu"], layers["Samenwerkingscanvas: gewenst"]) == (1, 1)
    assert "Zij lezen: Samenwerkingscanvas." in seen(deelnemer.user, url(editie, "tussentijd/c/"))


def test_who_stopped_at_this_moment_hands_in_and_chooses_nothing_more() -> None:
    editie = an_editie()
    deelnemer = a_worker(editie, UserFactory())
    bare = a_deelnemer(editie)
    Deelnemer.objects.update(stopped_at=OPEN)
    with pytest.raises(DeniedError):
        hand_in_work(actor=deelnemer.user, deelnemer=deelnemer, deel=part(editie, "B"), version=0, is_shared=True,
                     now=OPEN)  # fmt: skip
    with pytest.raises(DeniedError):
        bring_casus(actor=bare.user, deelnemer=bare, casus_code="", now=OPEN)
    assert (Inzending.objects.count(), Deelnemer.objects.get(pk=bare.pk).casus_id) == (0, None)


def test_choosing_a_casus_of_her_own_or_a_new_one() -> None:
    editie = an_editie()
    first, second, foreign = a_deelnemer(editie), a_deelnemer(editie), a_casus()
    own = a_casus(first.user)
    wrong = post(first.user, url(editie, "casus/"), casus=foreign.code)
    assert "Kies een van de mogelijkheden" in wrong.content.decode()
    assert post(first.user, url(editie, "casus/"), casus=own.code).status_code == 302
    assert post(second.user, url(editie, "casus/"), casus="nieuw").status_code == 302
    rows = {row.pk: row for row in Deelnemer.objects.select_related("casus")}
    assert (rows[first.pk].casus_id, rows[second.pk].casus.owner_id) == (own.pk, second.user_id)
    assert browser(first.user).get(url(editie, "casus/")).url == f"/casussen/{own.code}/"
    with pytest.raises(ActionError):
        bring_casus(actor=first.user, deelnemer=rows[first.pk], casus_code="", now=OPEN)


def test_a_casus_that_goes_asks_for_another_and_is_read_by_nobody() -> None:
    editie, trainer, deelnemer = a_start()
    row = an_inzending(deelnemer, now=OPEN)
    deelnemer.casus.remove_at = OPEN
    deelnemer.casus.save(update_fields=["remove_at"])
    assert "Kies je casus" in seen(deelnemer.user, url(editie))
    assert not may_react(trainer, row, OPEN)
    other = a_casus(deelnemer.user)
    bring_casus(actor=deelnemer.user, deelnemer=deelnemer, casus_code=other.code, now=OPEN)
    assert not shared_inzendingen(trainer, editie, OPEN).exists(), "what she shared was the other casus"


def test_a_choice_made_in_another_window_is_shown_beside_her_own() -> None:
    editie, _trainer, deelnemer = a_start()
    an_inzending(deelnemer, is_shared=False, now=OPEN)
    page = post(deelnemer.user, url(editie), meelezen="ja", version="0").content.decode()
    assert ("Bekijk beide versies" in page, Inzending.objects.get().is_shared) == (True, False)
    with pytest.raises(StaleSaveError):
        hand_in_work(actor=deelnemer.user, deelnemer=deelnemer, deel=part(editie, "B"), version=7, is_shared=True,
                     now=OPEN)  # fmt: skip


def test_taking_back_closes_the_door_and_opens_the_duty_again() -> None:
    editie, trainer, deelnemer = a_start()
    row = an_inzending(deelnemer, now=OPEN)
    path = url(editie, "tussentijd/b/terugnemen/")
    assert browser(deelnemer.user).get(path).status_code == 200
    token = str(uuid4())
    client = browser(deelnemer.user)
    assert [client.post(path, {"eenmalig": token}).status_code for _ in range(2)] == [302, 302]
    assert browser(trainer).get(url(editie, f"inzendingen/{row.pk}/")).status_code == 404
    assert browser(deelnemer.user).get(path).status_code == 404
    stored, taak = Inzending.objects.get(), Taak.objects.get()
    assert (stored.status, stored.is_shared, taak.kind, taak.user) == ("BEZIG", False, "TUSSENTIJD", deelnemer.user)
    take_back_work(actor=deelnemer.user, deelnemer=deelnemer, deel=part(editie, "B"), now=OPEN)
    assert Inzending.objects.get().version == stored.version


def test_a_trainer_reads_only_the_shared_parts_and_the_owner_sees_that() -> None:
    editie, trainer, deelnemer = a_start()
    row = an_inzending(deelnemer, now=OPEN)
    page = seen(trainer, url(editie, f"inzendingen/{row.pk}/"))
    assert (DILEMMA in page, "gagelheide" in page) == (True, False)
    assert set(Inzage.objects.values_list("reader", "part", "via")) == {
        (trainer.pk, "dilemmas", "TRAINING"), (trainer.pk, "dilemmalijn", "TRAINING"),
    }  # fmt: skip
    who = seen(deelnemer.user, f"/casussen/{deelnemer.casus.code}/wie-ziet-dit/")
    assert (trainer.naam in who, "Trainer van Voorjaar 2027" in who, "1 trainer" in who) == (True, True, True)
    assert "Ingeleverd bij een training" in seen(deelnemer.user, f"/casussen/{deelnemer.casus.code}/inzage/")
    assert browser(trainer).get(f"/casussen/{deelnemer.casus.code}/dilemmas/").status_code == 404


def test_what_is_not_shared_is_read_by_no_trainer() -> None:
    editie, trainer, deelnemer = a_start()
    row = an_inzending(deelnemer, is_shared=False, now=OPEN)
    pages = [browser(trainer).get(url(editie, page)) for page in
             ("tussentijd/b/", "inzendingen/", "lagen/", f"inzendingen/{row.pk}/")]  # fmt: skip
    assert [page.status_code for page in pages] == [200, 200, 200, 404]
    assert all(DILEMMA not in page.content.decode() for page in pages)
    assert "Ingeleverd" in pages[0].content.decode()
    assert not Inzage.objects.exists()


def test_withdrawing_everything_in_the_casus_ends_reading_along() -> None:
    _editie, trainer, deelnemer = a_start()
    row = an_inzending(deelnemer, now=OPEN)
    assert post(deelnemer.user, f"/casussen/{deelnemer.casus.code}/lezers/alles-intrekken/").status_code == 302
    assert (may_react(trainer, row, OPEN), Inzending.objects.get().status) == (False, "INGELEVERD")
    assert "Alleen jij ziet deze casus" in seen(deelnemer.user, f"/casussen/{deelnemer.casus.code}/wie-ziet-dit/")


def test_reading_along_ends_when_the_praktijkboek_is_destroyed_or_a_trainer_leads_no_more() -> None:
    editie, trainer, deelnemer = a_start()
    row = an_inzending(deelnemer, now=OPEN)
    boek = a_praktijkboek(closes_date=date(2027, 4, 1), destroys_date=date(2027, 4, 6))
    assert may_react(trainer, row, OPEN)
    Praktijkboek.objects.filter(pk=boek.pk).update(kring=editie.kring)
    assert not may_react(trainer, row, OPEN), "its last day has come"
    Praktijkboek.objects.filter(pk=boek.pk).update(destroys_date=date(2027, 4, 7))
    assert may_react(trainer, row, OPEN)
    trainer.lidmaatschappen.update(until_at=NOW)
    assert not may_react(User.objects.get(pk=trainer.pk), row, OPEN)
    assert "Alleen jij ziet deze casus" in seen(deelnemer.user, f"/casussen/{deelnemer.casus.code}/wie-ziet-dit/")


def test_an_inzending_is_found_in_its_own_editie_alone() -> None:
    _editie, _trainer, deelnemer = a_start()
    row = an_inzending(deelnemer, now=OPEN)
    other = an_editie(name="Najaar 2027")
    stranger = with_second_factor(a_trainer(other))
    assert browser(stranger).get(url(other, f"inzendingen/{row.pk}/")).status_code == 404
    assert post(stranger, url(other, f"inzendingen/{row.pk}/"), text="Hoi", version="1").status_code == 404
    assert not Reactie.objects.exists()


def test_a_reaction_is_sealed_and_reaches_the_participant() -> None:
    editie, trainer, deelnemer = a_start()
    row = an_inzending(deelnemer, now=OPEN)
    path = url(editie, f"inzendingen/{row.pk}/")
    assert "Schrijf eerst je reactie" in post(trainer, path, text="  ", version="1").content.decode()
    assert post(trainer, path, text=f"Mooi {SECRET}", version="1").status_code == 302
    reactie = Reactie.objects.get()
    assert reactie.data_key_id == Ontwikkelmap.objects.get(deelnemer=deelnemer).data_key_id
    page = seen(deelnemer.user, url(editie))
    assert all(words in page for words in (SECRET, trainer.naam, "Reactie gekregen"))
    bericht = Bericht.objects.get(kind="N35")
    assert (bericht.recipient, bericht.object_id) == (deelnemer.user, row.pk)
    others = [with_second_factor(a_trainer(editie)), a_deelnemer(editie).user]
    assert [SECRET in seen(user, path) for user in others] == [True, False]


def test_two_trainers_at_once_read_each_other_first() -> None:
    editie, trainer, deelnemer = a_start()
    row = an_inzending(deelnemer, now=OPEN)
    colleague = with_second_factor(a_trainer(editie))
    react_to_work(actor=colleague, inzending=row, version=1, text="Eerste", now=OPEN)
    page = post(trainer, url(editie, f"inzendingen/{row.pk}/"), text="Tweede", version="1").content.decode()
    assert all(words in page for words in ("Intussen veranderd", "Eerste", "Tweede"))
    assert Reactie.objects.count() == 1


def test_handing_in_again_asks_for_a_new_reaction_and_keeps_the_old() -> None:
    editie, trainer, deelnemer = a_start()
    row = an_inzending(deelnemer, now=OPEN)
    react_to_work(actor=trainer, inzending=row, version=1, text="Eerste", now=OPEN)
    post(deelnemer.user, url(editie), meelezen="ja", version="2")
    assert Inzending.objects.get().status == InzendingStatus.INGELEVERD
    assert "Eerste" in seen(deelnemer.user, url(editie))


def test_a_captain_sees_names_and_ready_or_not_of_her_own_team() -> None:
    editie, trainer, deelnemer = a_start()
    captain, other, elsewhere = a_worker(editie), a_worker(editie), a_worker(editie)
    a_team(editie, captain.user, captain, deelnemer, other)
    a_team(editie, trainer, elsewhere, number=2, rol="TRAINER")
    an_inzending(deelnemer, now=OPEN)
    page = seen(captain.user, url(editie))
    assert all(words in page for words in ("1 van 3 is klaar", other.user.naam, deelnemer.user.naam))
    assert (elsewhere.user.naam in page, "Wacht op een reactie" in page, DILEMMA in page) == (False, False, False)
    assert "wie is klaar" not in seen(other.user, url(editie)).lower()
    assert "Team 2: wie is klaar?" in seen(trainer, url(editie))


def test_the_map_says_how_much_and_never_what() -> None:
    editie, trainer, deelnemer = a_start()
    bare = a_deelnemer(editie)
    page = seen(trainer, url(editie, "lagen/"))
    assert all(words in page for words in (deelnemer.user.naam, bare.user.naam, "nog geen casus", "Dilemma"))
    assert "ingevuld door 1 van 2" in page
    assert (DILEMMA in page, "gagelheide" in page) == (False, False)


def test_who_opens_what() -> None:
    editie, trainer, deelnemer = a_start()
    AfsprakenFactory(kring=editie.kring)
    for place in editie.kring.lidmaatschappen.all():
        place.accepted, place.accepted_at = editie.kring.afspraken.get(), NOW
        place.save()
    row = an_inzending(deelnemer, now=OPEN)
    unagreed, other = a_deelnemer(editie), an_editie(name="Najaar 2027")
    stopped = a_worker(editie)
    stopped.user.lidmaatschappen.update(until_at=NOW)
    people = [deelnemer.user, trainer, with_second_factor(UserFactory(coordinator=True)), UserFactory(),
              with_second_factor(a_trainer(other)), a_deelnemer(other).user, stopped.user, unagreed.user]  # fmt: skip
    expected = {
        "tussentijd/b/": [200, 200, 404, 404, 404, 404, 404, 302],
        "tussentijd/x/": [404, 404, 404, 404, 404, 404, 404, 302],
        "tussentijd/b/terugnemen/": [200, 404, 404, 404, 404, 404, 404, 404],
        "casus/": [302, 404, 404, 404, 404, 404, 404, 404],
        "lagen/": [404, 200, 404, 404, 404, 404, 404, 404],
        "inzendingen/": [404, 200, 404, 404, 404, 404, 404, 404],
        f"inzendingen/{row.pk}/": [404, 200, 404, 404, 404, 404, 404, 404],
    }
    found = {page: [browser(user).get(url(editie, page)).status_code for user in people] for page in expected}
    assert found == expected


def test_after_the_editie_nothing_is_handed_in_any_more() -> None:
    editie, trainer, deelnemer = a_start()
    row = an_inzending(deelnemer, now=OPEN)
    Editie.objects.filter(pk=editie.pk).update(status=EditieStatus.GEARCHIVEERD)
    assert browser(deelnemer.user).get(url(editie, "tussentijd/b/terugnemen/")).status_code == 200
    assert post(deelnemer.user, url(editie), meelezen="nee", version="1").status_code == 404
    assert not may_react(trainer, row, OPEN) or Inzending.objects.get().is_shared
    assert browser(trainer).get(url(editie, f"inzendingen/{row.pk}/")).status_code == 404


def test_a_part_of_another_editie_is_refused() -> None:
    editie, _trainer, deelnemer = a_start()
    other = an_editie(name="Najaar 2027")
    with pytest.raises(DeniedError):
        hand_in_work(actor=deelnemer.user, deelnemer=deelnemer, deel=part(other, "B"), version=0, is_shared=True,
                     now=OPEN)  # fmt: skip
    with pytest.raises(NotOpenError):
        hand_in_work(actor=deelnemer.user, deelnemer=deelnemer, deel=part(editie, "1"), version=0, is_shared=True,
                     now=OPEN)  # fmt: skip


@pytest.mark.parametrize("amount", [1, 30])
def test_the_pages_cost_the_same_for_one_and_for_thirty(amount: int, django_assert_num_queries: Any) -> None:
    editie = an_editie()
    trainer = with_second_factor(a_trainer(editie))
    people = [a_worker(editie) for _ in range(amount)]
    rows = [an_inzending(person, now=OPEN) for person in people]
    a_team(editie, people[0].user, *people)
    pages = [
        (people[0].user, "tussentijd/b/", 15), (trainer, "tussentijd/b/", 13), (trainer, "lagen/", 8),
        (trainer, "inzendingen/", 7), (trainer, f"inzendingen/{rows[0].pk}/", 15),
    ]  # fmt: skip
    for user, page, number in pages:
        client = browser(user)
        client.get(url(editie, page))
        with django_assert_num_queries(number):
            client.get(url(editie, page))
