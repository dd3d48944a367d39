"""Wrong input, in full (SECURITY.md T40, T43, T45): every form, query string, address and file."""

from proof.case import Case, Numbers
from proof.tests_in_full import run_tests

TABLE = "tests/wrong_input/test_wrong_input.py"
FILES = "tests/wrong_input/test_hostile_files.py"
FIELDS = "tests/wrong_input/test_every_field.py"
ABOUT = (
    "casussen",
    "tests/wrong_input",
    "tests/community/leergroepen/files.py",
    "tests/community/people/pictures.py",
    "tests/toegang",
    "tests/factories",
    "templates",
)
TABLE_PARTS, FIELD_PARTS = 2, 6
LEAST_REFUSED, LEAST_TRIES = 250, 5_000
DOORS, LEAST_HOSTILE, LEAST_GOOD = 6, 40, 12


def cases() -> list[Case]:
    """Return the proofs of wrong input."""
    return [
        Case("foute antwoorden in formulieren, vreemde adressen", "elk fout antwoord geweigerd, niets bewaard, 0 x 500",
             TABLE_PARTS, _table, _judge_table),
        Case("willekeurige invoer in elk veld", "5.000 pogingen, niets onmogelijks bewaard, 0 x 500", FIELD_PARTS,
             _fields, _judge_fields),
        Case("vijandige bestanden aan elke deur", "40 vijandige bestanden per deur geweigerd, 12 goede niet, 0 x 500",
             DOORS, _files, _judge_files),
    ]  # fmt: skip


def _table(part: int) -> Numbers:
    return run_tests(TABLE, part=part, parts=TABLE_PARTS)


def _fields(part: int) -> Numbers:
    return run_tests(FIELDS, part=part, parts=FIELD_PARTS)


def _files(part: int) -> Numbers:
    return run_tests(FILES, part=part, parts=DOORS)


def _judge_table(found: Numbers) -> tuple[str, bool]:
    words = (
        f"{found['tries']} verzoeken: {found['refused']} foute antwoorden geweigerd, {found['wrong']} verkeerd"
        f" beantwoord, {found['stored']} keer iets bewaard"
    )
    is_good = found["refused"] >= LEAST_REFUSED and not (found["wrong"] or found["stored"] or found["failed"])
    return words, is_good


def _judge_fields(found: Numbers) -> tuple[str, bool]:
    words = (
        f"{found['tries']} pogingen in {found['fields']} velden: {found['errors']} x 500, {found['stored']} keer iets"
        " onmogelijks bewaard"
    )
    return words, found["tries"] >= LEAST_TRIES and not (found["errors"] or found["stored"] or found["failed"])


def _judge_files(found: Numbers) -> tuple[str, bool]:
    words = (
        f"{found['hostile']} vijandige bestanden aan {found['doors']} deuren: {found['taken']} aangenomen,"
        f" {found['errors']} x 500; {found['good']} goede: {found['refused']} geweigerd"
    )
    is_enough = found["doors"] == DOORS and found["hostile"] >= DOORS * LEAST_HOSTILE and found["good"] >= LEAST_GOOD
    return words, is_enough and not any(found[name] for name in ("taken", "errors", "refused", "failed"))
