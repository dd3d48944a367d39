"""Rounds that cannot be divided well, and forms that send nonsense: an answer in Dutch, nothing lost, no error page."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from community.actions.errors import ActionError
from community.models import Storing, User, Werk, WerkStatus
from intervisie.actions.indelingsvoorstellen import ask_proposal, lock_people
from intervisie.models import Form, Indelingsvoorstel, Intervisiegroep, Matchaanmelding, Matchronde
from tests.factories.intervisie import a_vasteregel
from tests.factories.moments import NOW
from tests.factories.samenwerkingen import SamenwerkingFactory
from tests.intervisie.voorstelwork import a_closed_round, a_coordinator, browser, post, proposal, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]
Rows = list[Matchaanmelding]
# An id of nobody; always the same, as it stands in the name of a test.
NOBODY = "00000000-0000-4000-8000-000000000000"
SIX = {"size_min": 5, "size_target": 5, "size_max": 6}


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def each(rows: Rows, **values: Any) -> None:
    """Store the same for all."""
    Matchaanmelding.objects.filter(pk__in=[row.pk for row in rows]).update(**values)


def own_slots(rows: Rows) -> None:
    """Let nobody share a dagdeel with more than two others."""
    for at, row in enumerate(rows):
        each([row], slots=[at % 10])


def all_against_all(rows: Rows) -> None:
    """Let everybody refuse everybody."""
    for row in rows:
        a_vasteregel(row, niet_met=[other.user_id for other in rows])


def in_a_circle(rows: Rows) -> None:
    """Let everybody refuse the next."""
    for at, row in enumerate(rows):
        a_vasteregel(row, niet_met=[rows[(at + 1) % len(rows)].user_id])


def one_line(rows: Rows) -> None:
    """Let one person lead all others."""
    a_vasteregel(rows[0], lijn=[row.user_id for row in rows[1:]])


def ghosts(rows: Rows) -> None:
    """Let somebody refuse herself and who does not exist."""
    a_vasteregel(rows[0], niet_met=[uuid4(), rows[0].user_id], lijn=[uuid4()])


def one_samenwerking(rows: Rows) -> None:
    """Let all work in one samenwerking."""
    made = SamenwerkingFactory()
    for row in rows:
        row.samenwerkingen.add(made)


def half_online(rows: Rows) -> None:
    """Let half of them meet online only and the other half on location only."""
    each(rows[::2], form=Form.ONLINE)
    each(rows[1::2], form=Form.FYSIEK)


def languages(rows: Rows) -> None:
    """Let everybody speak a language of her own."""
    for at, row in enumerate(rows):
        each([row], langs=[f"{chr(97 + at)}x"])


def weights(word: str) -> Callable[[Rows], None]:
    """Let every goal weigh the same: nothing, or much."""
    goals = ("sector", "thema", "nieuw", "wens", "reis", "tijd", "maat")

    def store(rows: Rows) -> None:
        Matchronde.objects.filter(pk=rows[0].ronde_id).update(weights=dict.fromkeys(goals, word))

    return store


def wishes_in_a_circle(rows: Rows) -> None:
    """Let everybody wish for the next, and one for herself."""
    for at, row in enumerate(rows):
        row.wants.add(rows[(at + 1) % len(rows)].user)
    rows[0].wants.add(rows[0].user)


@pytest.mark.parametrize(("number", "asked", "spoil", "placed", "words"), [
    (9, SIX, None, 6, "groepen"),
    (7, SIX, None, 6, "7 mensen passen niet"),
    (8, SIX, None, 6, "8 mensen passen niet"),
    (19, SIX, None, 18, "19 mensen passen niet"),
    (9, {"employers": 1}, None, 0, "collega"),
    (10, {"employers": 2}, None, 0, "collega"),
    (12, {"employers": 0}, None, 12, "Iedereen heeft een groep."),
    (10, {}, own_slots, 0, "Nog geen groep"),
    (8, {}, all_against_all, 0, "vaste regels"),
    (9, {}, in_a_circle, 0, "vaste regels"),
    (6, {}, one_line, 5, "vaste regels"),
    (12, {}, ghosts, 12, "Iedereen heeft een groep."),
    (8, {}, one_samenwerking, 0, "samenwerking"),
    (9, {}, half_online, 5, "online"),
    (8, {}, languages, 0, "taal"),
    (12, {}, weights("NIET"), 12, "Iedereen heeft een groep."),
    (12, {}, weights("ZWAAR"), 12, "Iedereen heeft een groep."),
    (12, {}, wishes_in_a_circle, 12, "Iedereen heeft een groep."),
    (10, {}, lambda rows: each(rows, place="Nergenshuizen"), 10, "online"),
    (10, {"form": Form.FYSIEK}, lambda rows: each(rows, place=""), 0, "Nog geen groep"),
    (10, {}, lambda rows: each(rows, form=Form.FYSIEK, place="", max_minutes=300), 0, "Nog geen groep"),
    (10, {"form": Form.FYSIEK}, lambda rows: each(rows, max_minutes=10), 0, "kilometer"),
    (10, {}, lambda rows: each(rows, slots=[]), 0, "Nog geen groep"),
    (10, {}, lambda rows: each(rows, langs=[]), 0, "Nog geen groep"),
    (10, {"min_common_slots": 10}, None, 0, "gezamenlijke dagdelen"),
    (10, {"size_min": 3, "size_target": 3, "size_max": 3}, None, 9, "10 mensen passen niet"),
    (12, {"size_min": 12, "size_target": 12, "size_max": 12}, None, 12, "Iedereen heeft een groep."),
    (5, {}, None, 5, "Iedereen heeft een groep."),
    (5, {}, lambda rows: each(rows, place="'s-Gravenhage; DROP TABLE", slots=[0]), 5, "Maandagochtend"),
])  # fmt: skip
def test_a_round_that_is_hard_to_divide(
    number: int, asked: dict[str, Any], spoil: Callable[[Rows], None] | None, placed: int, words: str
) -> None:
    ronde, rows = a_closed_round(number, **{"employers": number} | asked)
    if spoil:
        spoil(rows)
    ronde.refresh_from_db()
    coordinator = a_coordinator()
    made = proposal(coordinator, ronde)
    seated = [id_ for row in made.division["groups"] for id_ in row["members"]]
    assert sorted([*seated, *made.division["unplaced"]]) == sorted(str(row.user_id) for row in rows)
    assert len(seated) == placed
    assert all(made.division["why_not"][id_] for id_ in made.division["unplaced"])
    page = browser(coordinator).get(url(made)).content.decode()
    assert words in page
    assert not [name for name in ("Traceback", "None.", "{", "%(") if name in page.split("<main")[1]]
    for address in ("overnemen/", "?page=9", "?alles=1"):
        assert browser(coordinator).get(url(made, address)).status_code == 200
    assert (Storing.objects.count(), Werk.objects.get().status) == (0, WerkStatus.KLAAR)
    if placed == 0:
        answer = post(coordinator, url(made, "overnemen/"))
        assert "geen enkele groep" in answer.content.decode()
        assert Intervisiegroep.objects.count() == 0


@pytest.mark.parametrize("number", [0, 1, 2, 3, 4])
def test_too_few_people_are_told_so(number: int) -> None:
    ronde, _rows = a_closed_round(number)
    coordinator = a_coordinator()
    with pytest.raises(ActionError, match=rf"Nog te weinig aanmeldingen voor een groep \({number} van 5\)"):
        ask_proposal(actor=coordinator, ronde=ronde, now=NOW)
    answer = post(coordinator, f"/coordinatie/matching/{ronde.code}/indelen/")
    assert answer.status_code == 302
    page = browser(coordinator).get(answer.headers["Location"]).content.decode()
    assert "Nog te weinig aanmeldingen" in page
    assert Werk.objects.count() == 0


@pytest.fixture
def made() -> tuple[User, Indelingsvoorstel]:
    """Return a coördinator and a proposal of thirteen people."""
    ronde, _rows = a_closed_round(13, employers=13)
    coordinator = a_coordinator()
    return coordinator, proposal(coordinator, ronde)


@pytest.mark.parametrize("naar", [
    None, "", "0", "-1", "x", "99", "9999", "99999", "٣", "1.5", "1 ", "\x00", "<b>", "GEEN", "None", "1e2", "²",
])  # fmt: skip
def test_nonsense_for_a_group_moves_nobody(made: tuple[User, Indelingsvoorstel], naar: str | None) -> None:
    coordinator, voorstel = made
    person = voorstel.division["groups"][0]["members"][0]
    data = {} if naar is None else {"naar": naar}
    answer = post(coordinator, url(voorstel, f"verplaatsen/{person}/"), **data)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Kies een andere groep." in page or 'class="error' in page
    assert Indelingsvoorstel.objects.count() == 1


def test_who_is_not_in_the_proposal_cannot_be_moved(made: tuple[User, Indelingsvoorstel]) -> None:
    coordinator, voorstel = made
    for person in (uuid4(), coordinator.pk):
        assert browser(coordinator).get(url(voorstel, f"verplaatsen/{person}/")).status_code == 404
        assert post(coordinator, url(voorstel, f"verplaatsen/{person}/"), naar="1").status_code == 404
    assert browser(coordinator).get(url(voorstel, "verplaatsen/niemand/")).status_code == 404


@pytest.mark.parametrize("basis", ["", "0", "-1", "x", "99", "99999", "\x00", "٣", "1.0"])
def test_nonsense_for_a_proposal_to_start_from_starts_from_nothing(
    made: tuple[User, Indelingsvoorstel], basis: str
) -> None:
    coordinator, voorstel = made
    assert post(coordinator, f"/coordinatie/matching/{voorstel.ronde.code}/indelen/", basis=basis).status_code == 302
    assert "base" not in Werk.objects.latest("asked_at", "pk").options or Werk.objects.filter(status="WACHT").exists()


@pytest.mark.parametrize(("groep", "vast"), [
    ([], []), (["x"], []), (["99"], ["x"]), (["1"], ["x"]), (["1"], [NOBODY]), (["0"], []), (["-1"], ["\x00"]),
    (["1", "1"], []), (["\x00"], []), (["99999"], []),
])  # fmt: skip
def test_nonsense_for_locks_changes_nothing(
    made: tuple[User, Indelingsvoorstel], groep: list[str], vast: list[str]
) -> None:
    coordinator, voorstel = made
    answer = post(coordinator, url(voorstel, "vastzetten/"), groep=groep, vast=vast, page="x")
    assert (answer.status_code, answer.headers["Location"]) == (302, url(voorstel))
    page = browser(coordinator).get(url(voorstel))
    assert page.status_code == 200
    assert Indelingsvoorstel.objects.count() == 1


@pytest.mark.parametrize(("field", "value", "words"), [
    ("naam_1", "", "Geef deze groep een naam."), ("naam_1", "  ", "Geef deze groep een naam."),
    ("naam_1", "x" * 81, "te lang"), ("naam_1", "a\x00b", "niet kunnen bewaren"), ("contact_1", "", "Kies een"),
    ("contact_1", "x", "Kies een"), ("contact_1", NOBODY, "Kies een"), ("contact_2", "\x00", "Kies een"),
])  # fmt: skip
def test_nonsense_in_adopting_keeps_what_was_typed(
    made: tuple[User, Indelingsvoorstel], field: str, value: str, words: str
) -> None:
    coordinator, voorstel = made
    rows = voorstel.division["groups"]
    data = {f"naam_{at}": f"Kring {at}" for at in range(1, len(rows) + 1)}
    data |= {f"contact_{at}": row["contact"] for at, row in enumerate(rows, 1)}
    answer = post(coordinator, url(voorstel, "overnemen/"), **data | {field: value})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    assert "Kring 2" in page
    assert Intervisiegroep.objects.count() == 0


@pytest.mark.parametrize("path", ["voorstellen/0/", "voorstellen/2/", "voorstellen/99999/", "voorstellen/x/",
                                  "voorstellen/9999999999999999999/", "voorstellen/1/overnemen/x/"])  # fmt: skip
def test_an_address_that_is_not_there(made: tuple[User, Indelingsvoorstel], path: str) -> None:
    coordinator, voorstel = made
    assert browser(coordinator).get(f"/coordinatie/matching/{voorstel.ronde.code}/{path}").status_code == 404
    assert browser(coordinator).get(f"/coordinatie/matching/r-nergens0/{path}").status_code == 404


def test_locked_people_who_can_no_longer_be_together_are_said_so(made: tuple[User, Indelingsvoorstel]) -> None:
    coordinator, voorstel = made
    pair = voorstel.division["groups"][0]["members"][:2]
    locked = lock_people(actor=coordinator, voorstel=voorstel, groups={0}, people=set(pair), now=NOW)
    one, other = (Matchaanmelding.objects.get(user=id_) for id_ in pair)
    each([one], slots=[0])
    each([other], slots=[9])
    Matchaanmelding.objects.filter(user__in=pair).update(version=5)
    again = proposal(coordinator, locked.ronde, based_on=locked)
    assert set(pair) <= set(again.division["unplaced"])
    assert browser(coordinator).get(url(again)).status_code == 200
