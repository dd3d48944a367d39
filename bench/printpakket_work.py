"""The part of D2 that runs inside Django: `python -m bench.printpakket_work` prints JSON."""

import json
import resource
import time
from datetime import UTC, datetime
from typing import Any

import django

NOW = datetime(2027, 1, 18, 8, 0, tzinfo=UTC)
CODE = "ingangspunten"
MEGABYTE = 1024**2


def measure() -> dict[str, float]:
    """Make the pack of the conversation with cards for 8 and 16 people, twice each; the second counts."""
    versie = Werkvormversie.objects.get(werkvorm__code=CODE)
    deckversie = Deckversie.objects.get(deck=versie.werkvorm.deck_id)
    actor = User.objects.create(email="noor@voorbeeld.example", voornaam="Noor", joined_at=NOW)
    told: dict[str, float] = {}
    for people in (8, 16):
        options = {"versie": str(versie.pk), "deckversie": str(deckversie.pk), "people": people, "groups": 1,
                   "is_large": False, "is_plain": False}  # fmt: skip
        werk = Werk(user=actor, kind=PRINTPAKKET, object_id=versie.werkvorm_id, options=options, asked_at=NOW)
        make_pakket(werk, _go_on, NOW)
        before = _used()
        began = time.perf_counter()
        content = make_pakket(werk, _go_on, NOW).content
        told[f"wall_{people}"] = round(time.perf_counter() - began, 2)
        told[f"cpu_{people}"] = round(_used() - before, 2)
        told[f"file_{people}"] = round(len(content) / MEGABYTE, 2)
        told[f"sheets_{people}"] = pack_of(versie, deckversie, Printkeuze(people)).sheets
    told["megabytes"] = round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, 1)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    make_pakket(werk, _go_on, NOW)
    told["worker_growth"] = round((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - own) / 1024, 1)
    return told


def _go_on(_done: int, _steps: int) -> bool:
    return True


def _used() -> float:
    children: Any = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + float(children.ru_utime) + float(children.ru_stime)


if __name__ == "__main__":
    django.setup()
    from community.models import User, Werk
    from intervisie.actions.printpakketten import PRINTPAKKET, make_pakket
    from intervisie.models import Deckversie, Werkvormversie
    from intervisie.queries.printpakket import Printkeuze, pack_of

    print(json.dumps(measure()))
