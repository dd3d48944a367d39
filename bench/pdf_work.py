"""The part of D1 that runs inside Django: `python -m bench.pdf_work` prints JSON."""

import io
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import django
import pypdf

NOW = datetime(2027, 1, 18, 8, 0, tzinfo=UTC)
CASES, REPEATS = 20, 3
SENTENCE = "De partijen spreken af wat zij bijdragen, en wie daarover in de stuurgroep beslist. "
ANSWER = SENTENCE * 13
PARTIES = [{"name": f"Partij {number}", "kind": "Gemeente", "role": "Doet mee", "involvement_code": "PARTNER",
            "involvement": "Partner", "contribution": SENTENCE, "interest": SENTENCE, "responsibility": SENTENCE,
            "mandate": SENTENCE, "contact": ""} for number in range(6)]  # fmt: skip
# The plainest way to set the same words: no tags asked for, no cover, no marks, no questions.
BARE = """
import json, sys, typst
source = b'#for one in json(bytes(sys.inputs.data)) [#one #parbreak()]'
data = sys.stdin.read()
sys.stdout.buffer.write(typst.compile({"main": source}, sys_inputs={"data": data}, ignore_system_fonts=True))
"""


def cpu_of(work: Callable[[], object]) -> float:
    """Return the CPU seconds of this process and its children, the least of a few tries."""
    found = []
    for _ in range(REPEATS):
        began = _used()
        work()
        found.append(_used() - began)
    return min(found)


def _used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def a_book() -> Any:
    """Return Werk for the pdf of a praktijkboek of twenty casussen of about five pages."""
    reader = User.objects.create(email="noor@voorbeeld.example", voornaam="Noor", joined_at=NOW)
    kring = Kring.objects.create(kind=KringKind.PRAKTIJKBOEK, name="Najaar in het beekdal")
    Lidmaatschap.objects.create(kring=kring, user=reader, from_at=NOW)
    boek = Praktijkboek.objects.create(kring=kring, closes_date=date(2027, 6, 30), destroys_date=date(2027, 9, 30),
                                       created_at=NOW)  # fmt: skip
    answers = {question.code: ANSWER for question in QUESTIONS if question.kind == "text"}
    parts = {"partijen": {"partijen": PARTIES}} if parts_registry.find("partijen") else {}
    for number in range(CASES):
        content = {"format": {**answers, "werktitel": f"Beekdal {number}"}, "parts": parts}
        Opname.objects.create(praktijkboek=boek, author=reader, data_key_id=make_data_key(now=NOW), content=content,
                              position=number, handed_in_at=NOW)  # fmt: skip
    return Werk(user=reader, kind=PRAKTIJKBOEK_PDF, object_id=boek.pk, asked_at=NOW)


def measure() -> dict[str, float]:
    """Make the pdf as the worker does, and the same words in the plainest way."""
    with confidential():
        werk = a_book()
        made: list[bytes] = []

        def ours() -> None:
            made.append(make_pdf(werk, lambda done, steps: True, NOW).content)

        ours()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began = time.perf_counter()
        ours()
        wall = time.perf_counter() - began
        seconds = cpu_of(ours)
        growth = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        reader = pypdf.PdfReader(io.BytesIO(made[-1]))
        words = json.dumps([line for page in reader.pages for line in page.extract_text().split("\n\n")])

    def bare() -> None:
        subprocess.run([sys.executable, "-s", "-c", BARE], input=words.encode(), stdout=subprocess.DEVNULL, check=True)

    return {"pages": len(reader.pages), "ours": seconds, "floor": cpu_of(bare), "wall": wall,
            "megabytes": peak / 1024, "worker_growth": growth / 1024}  # fmt: skip


if __name__ == "__main__":
    django.setup()
    from casussen.actions.afdrukken import PRAKTIJKBOEK_PDF, make_pdf
    from casussen.format import QUESTIONS
    from casussen.models import Opname, Praktijkboek
    from casussen.onderdelen import parts as parts_registry
    from community.actions.kluis import make_data_key
    from community.confidential import confidential
    from community.models import Kring, KringKind, Lidmaatschap, User, Werk

    print(json.dumps(measure()))
