"""Rows of sessions as they stand in the database, for tests of what happens before, after and around a session.

Sheets and preparations open the vault by themselves.
"""

from datetime import date, datetime, timedelta
from typing import Any

from community.actions.kluis import make_data_key
from community.confidential import confidential
from community.models import Bijeenkomst, User
from intervisie.actions.sessieacties import add_sessieactie
from intervisie.models import (
    Sessie,
    Sessieactie,
    Sessieblad,
    Sessiedeelnemer,
    SessieStatus,
    Sessievoorbereiding,
    Werkvorm,
    Werkvormversie,
)
from tests.factories.moments import LONG_AGO, NOW

ENDED = (SessieStatus.KLAAR, SessieStatus.VERVALLEN)


def a_step(code: str, kind: str, **more: Any) -> dict[str, Any]:
    """Return one step of a method as data."""
    return {"code": code, "title": code.capitalize(), "text": "Doe dit.", "minutes": 10, "speaks": "ALLEN",
            "writes": "ALLEN", "sees": "ALLEN", "reveal": "DIRECT", "input": kind} | more  # fmt: skip


def a_werkvormversie(question: str = "EEN", *, name: str = "Incident in stappen") -> Werkvormversie:
    """Return a published method of four steps: a question, listening, advice and actions."""
    werkvorm, _made = Werkvorm.objects.get_or_create(
        code=f"proef-{question.lower().replace('_', '-')}", defaults={"name": name, "summary": "Proef", "position": 90}
    )
    writes = "INBRENGER" if question == "EEN" else "ALLEN"
    schema = {
        "question": question, "size": {"fewest": 3, "most": 12}, "group": {"fewest": 3, "most": 12},
        "fits": ["VOORVAL"], "maturity": "NIEUW", "takes_days": False, "materials": [], "rules": [],
        "steps": [
            a_step("vraag", "TEKST", writes=writes, labels=["Je vraag"], result="VRAAG"),
            a_step("luisteren", "NIETS", writes="NIEMAND"),
            a_step("advies", "TEKST", labels=["Je advies"], result="ADVIES" if question == "EEN" else ""),
            a_step("acties", "ACTIES", sees="SCHRIJVER"),
        ],
    }  # fmt: skip
    versie, _new = Werkvormversie.objects.get_or_create(
        werkvorm=werkvorm, number=1, defaults={"schema": schema, "source": "Proef", "published_at": LONG_AGO}
    )
    return versie


def a_sessierij(
    *people: User, bijeenkomst: Bijeenkomst | None = None, status: str = SessieStatus.VOORBEREIDING,
    question: str = "EEN", inbrenger: User | None = None, now: datetime = NOW, **fields: Any,
) -> Sessie:  # fmt: skip
    """Return a session in which these people have a seat; the first leads. Sealed as the group's or by its own key."""
    groep = getattr(bijeenkomst.kring, "intervisiegroep", None) if bijeenkomst and bijeenkomst.kring else None
    given: dict[str, Any] = {"made_at": now, "made_by": people[0] if people else None, "status": status}
    if status == SessieStatus.BEZIG or status == SessieStatus.KLAAR:
        given |= {"started_at": now - timedelta(hours=1), "moment_started_at": now - timedelta(minutes=5)}
    if status in ENDED:
        given |= {"closed_at": now}
    with confidential():
        key_id = groep.data_key_id if groep else make_data_key(now=now)
    sessie = Sessie.objects.create(
        bijeenkomst=bijeenkomst, versie=a_werkvormversie(question), data_key_id=key_id, owns_key=groep is None,
        **given | fields,
    )  # fmt: skip
    seats = {user.pk: a_seat(sessie, user=user, joined_at=now) for user in people}
    sessie.leader = next(iter(seats.values()), None)
    sessie.inbrenger = seats[inbrenger.pk] if inbrenger else None
    sessie.save(update_fields=["leader", "inbrenger"])
    return sessie


def a_seat(sessie: Sessie, **fields: Any) -> Sessiedeelnemer:
    """Return the next seat of a session."""
    return Sessiedeelnemer.objects.create(sessie=sessie, number=sessie.deelnemers.count() + 1, **fields)


def a_blad(seat: Sessiedeelnemer, step: str, now: datetime = NOW, **answers: str) -> Sessieblad:
    """Return a sheet with these answers; a field 'n1_dag' stands for '1-dag'."""
    given = {name.removeprefix("n").replace("_", "-"): text for name, text in answers.items()}
    with confidential():
        row = Sessieblad(sessie=seat.sessie, deelnemer=seat, step=step, data_key_id=seat.sessie.data_key_id,
                         changed_at=now, filled=sorted(given))  # fmt: skip
        row.answers = given
        row.save(force_insert=True)
    return row


def a_voorbereiding(
    sessie: Sessie, user: User, question: str = "Wie beslist hier?", *, is_shared: bool = False, now: datetime = NOW
) -> Sessievoorbereiding:  # fmt: skip
    """Return what somebody wrote before a session."""
    with confidential():
        row = Sessievoorbereiding(sessie=sessie, user=user, data_key_id=sessie.data_key_id, changed_at=now,
                                  shared_at=now if is_shared else None)  # fmt: skip
        row.question, row.background = question, "Er is veel gebeurd."
        row.save(force_insert=True)
    return row


def a_sessieactie(
    owner: User, text: str = "Ik bel de dijkgraaf.", due_date: date = date(2027, 2, 1), *, sessie: Sessie | None = None,
    now: datetime = NOW,
) -> Sessieactie:  # fmt: skip
    """Return an action of this person, of a session she took part in."""
    with confidential():
        return add_sessieactie(actor=owner, text=text, due_date=due_date, sessie=sessie, now=now)
