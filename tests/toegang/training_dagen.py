"""Material of the editie of the access matrix, placed by TR for who takes part, and a day that is asked about."""

from datetime import timedelta
from typing import Any

from community.actions.bestandsinhoud import Inhoud
from community.models import BestandKind, User
from tests.factories.moments import NOW
from training.actions.materialen import MateriaalAnswers, place_materiaal
from training.models import Editie, Onderdeelantwoord, Onderdeelevaluatie

# What four people answered about a day, and what five did: of fewer than five nobody reads a word.
VIER, VIJF, VIJF_READERS = "moerashertshooi", "dotterbloemveld", {"TR", "CO"}


def dag_samples(people: dict[str, User]) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about the days of the editie that tests.toegang.training made."""
    editie = Editie.objects.select_related("programmaversie__programma", "kring").get(slug="oefenronde")
    row = place_materiaal(
        actor=people["TR"], programma=editie.programmaversie.programma, editie=editie, origin_id=None, now=NOW,
        answers=MateriaalAnswers(title="Werkblad", code="1", audience="DEELNEMERS", licence="eigen werk"),
        file=Inhoud("werkblad.txt", BestandKind.TXT, b"Werkblad"),
    )  # fmt: skip
    for code, word, number in (("1", VIER, 4), ("2", VIJF, 5)):
        evaluatie = Onderdeelevaluatie.objects.create(editiedeel=editie.delen.get(onderdeel__code=code), opened_at=NOW,
                                                      closes_at=NOW + timedelta(days=14))  # fmt: skip
        answers = {"nut": 4, "begeleiding": 3, "tekst": f"Meer {word}"}
        Onderdeelantwoord.objects.bulk_create(
            Onderdeelantwoord(evaluatie=evaluatie, answers=answers) for _ in range(number)
        )
    return {"materiaal*": {"materiaal_id": row.pk, "number": 1}}
