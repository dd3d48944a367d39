"""Adds casussen to the full-size network: `python -m bench.casus_data <file>`.

A casus with every part and fifteen filled instruments, one with its format only, 50 of others to read along, and a
praktijkboek of 20. Writes into the file where to find them, as JSON.
"""

import json
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import django

from bench.data import EMAIL

INSTRUMENTS, SHARED, BOOK = 15, 50, 20
ENOUGH = "De partijen spreken af wat zij bijdragen, en wie daarover in de stuurgroep beslist. " * 6


def fill(now: datetime) -> dict[str, str]:
    """Store it all; return the addresses. Call in a scope."""
    person = User.objects.get(email=EMAIL)
    others = list(User.objects.filter(is_active=True).exclude(pk=person.pk).order_by("pk")[:SHARED])
    full = a_casus(person, now)
    work_out(full, now)
    fill_instruments(full, now)
    plain = a_casus(person, now)
    for other in others:
        Deling.objects.create(casus=a_casus(other, now), user=person, role=DelingRol.LEZER, from_at=now,
                              given_by=other)  # fmt: skip
    boek = fill_book(person, others[:BOOK], now)
    rows = list(Opname.objects.filter(praktijkboek=boek).order_by("position", "handed_in_at", "pk"))
    return {
        "vol": f"/casussen/{full.code}/", "kaal": f"/casussen/{plain.code}/", "lijst": "/casussen/",
        "canvas": f"/casussen/{full.code}/canvas/nu/", "partijen": f"/casussen/{full.code}/partijen/",
        "boek": f"/praktijkboeken/{boek.code}/", "lezen": f"/praktijkboeken/{boek.code}/{rows[BOOK // 2].code}/",
    }  # fmt: skip


def a_casus(owner: Any, now: datetime) -> Any:
    """Return a casus with an answer of about 500 characters to each question."""
    answers: dict[str, Any] = {}
    for question in QUESTIONS:
        first = question.options[0][0] if question.options else ENOUGH[: question.longest]
        answers[question.code] = [first] if question.kind == "choices" else first
    return begin_casus(actor=owner, answers=answers | {"werktitel": "Peil in de polder"}, now=now)


def fill_instruments(casus: Any, now: datetime) -> None:
    """Add instruments until fifteen are filled in on this casus: copies of the canvas under other names."""
    begun = Invulling.objects.filter(casus=casus)
    template = begun.filter(layer="nu").select_related("instrumentversie").get()
    for number in range(INSTRUMENTS - begun.values("instrument").distinct().count()):
        instrument = Instrument.objects.create(code=f"proef-{number}", name=f"Proef {number}", summary="Om te meten.",
                                               hoofdvraag="BETER", position=100 + number)  # fmt: skip
        versie = Instrumentversie.objects.create(instrument=instrument, number=1, source="Om te meten",
                                                 schema=template.instrumentversie.schema, published_at=now)  # fmt: skip
        row = Invulling(casus=casus, data_key_id=casus.data_key_id, instrument=instrument, instrumentversie=versie,
                        layer="nu", started_at=now, changed_at=now, changed_by=casus.owner)  # fmt: skip
        row.answers, row.deviation = template.answers, {}
        row.save(force_insert=True)


def fill_book(person: Any, authors: list[Any], now: datetime) -> Any:
    """Return a praktijkboek in which each of these people put a casus with all parts, and in which the person reads."""
    coordinator = authors[0]
    Roltoekenning.objects.create(user=coordinator, rol=Rol.COORDINATOR, from_date=now.date() - timedelta(days=9))
    answers = PraktijkboekAnswers("Najaar in de polder", date(2099, 1, 1), date(2099, 6, 30), date(2099, 9, 30))
    boek = create_praktijkboek(actor=coordinator, answers=answers, rules="Wat ik lees, blijft hier.", now=now)
    for user in (person, *authors):
        add_member(kring=boek.kring, user=user, role=KringRol.LID, now=now)
        accept_afspraken(actor=user, kring=boek.kring, number=1, now=now)
    parts = [part.code for part in open_parts()]
    for author in authors:
        casus = a_casus(author, now)
        work_out(casus, now)
        hand_in(actor=author, boek=boek, casus=Casus.objects.get(pk=casus.pk), parts=parts, now=now)
    return boek


if __name__ == "__main__":
    django.setup()
    from casussen.actions.casussen import begin_casus
    from casussen.actions.opnamen import hand_in
    from casussen.actions.praktijkboeken import PraktijkboekAnswers, create_praktijkboek
    from casussen.format import QUESTIONS
    from casussen.models import Casus, Deling, DelingRol, Instrument, Instrumentversie, Invulling, Opname
    from casussen.onderdelen import open_parts
    from community import clock
    from community.actions.kringen import accept_afspraken, add_member
    from community.confidential import confidential
    from community.models import KringRol, Rol, Roltoekenning, User
    from deploy.demo.seed.casussen import work_out

    with confidential():
        Path(sys.argv[1]).write_text(json.dumps(fill(clock.now())))
