"""Who may see what, in full (SECURITY.md T2-T5, T10, T54): the matrix in every way, foreign ids, the second factor."""

from proof.case import Case, Numbers
from proof.tests_in_full import run_tests

ABOUT = ("tests/toegang", "tests/oidc", "tests/community/leergroepen/cast.py", "tests/factories", "templates")
MATRIX_PARTS, FOREIGN_PARTS, FACTOR_PARTS = 6, 5, 5
LEAST_CELLS, LEAST_REQUESTS, LEAST_FOREIGN = 1_728, 10_000, 5_000
FACTOR_SESSIONS = 25


def cases() -> list[Case]:
    """Return the proofs of access."""
    return [
        Case("toegangsmatrix", "1.728 cellen, 10.000 verzoeken, 0 fout", MATRIX_PARTS, _matrix, _judge_matrix),
        Case("vreemde id's in adres, zoekdeel en veld", "5.000 verzoeken, 0 met gegevens van een ander, 0 x 500",
             FOREIGN_PARTS, _foreign, _judge_foreign),
        Case("tweede stap bij rollen met meer rechten", "5 rollen op 5 manieren ingelogd, geen adres opent",
             FACTOR_PARTS, _factor, _judge_factor),
    ]  # fmt: skip


def _matrix(part: int) -> Numbers:
    files = ("tests/toegang/test_matrix.py", "tests/toegang/test_ways_of_asking.py")
    return run_tests(*files, part=part, parts=MATRIX_PARTS)


def _foreign(part: int) -> Numbers:
    return run_tests("tests/toegang/test_foreign.py", part=part, parts=FOREIGN_PARTS)


def _factor(part: int) -> Numbers:
    return run_tests("tests/toegang/test_second_factor.py", part=part, parts=FACTOR_PARTS)


def _judge_matrix(found: Numbers) -> tuple[str, bool]:
    words = (
        f"{found['cells']} cellen, {found['requests']} verzoeken, {found['refusals']} weigeringen gelijk aan wat nooit"
        f" bestond, {found['wrong']} fout"
    )
    is_enough = found["cells"] >= LEAST_CELLS and found["requests"] >= LEAST_REQUESTS
    return words, is_enough and found["wrong"] == 0 and found["failed"] == 0


def _judge_foreign(found: Numbers) -> tuple[str, bool]:
    words = (
        f"{found['requests']} verzoeken: {found['leaks']} met gegevens van een ander, {found['opened']} toch open,"
        f" {found['changes']} wijzigingen, {found['errors']} x 500"
    )
    wrong = ("leaks", "opened", "changes", "errors", "failed")
    return words, found["requests"] >= LEAST_FOREIGN and not any(found[name] for name in wrong)


def _judge_factor(found: Numbers) -> tuple[str, bool]:
    words = (
        f"{found['requests']} verzoeken in {found['sessions']} sessies zonder tweede stap: {found['opened']} toch open,"
        f" {found['leaks']} met iets dat niet te zien mag zijn"
    )
    return words, found["sessions"] == FACTOR_SESSIONS and not any(
        found[name] for name in ("opened", "leaks", "failed")
    )
