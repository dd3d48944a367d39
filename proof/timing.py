"""Whether time tells what an answer does not (SECURITY.md T5, T51): on the clock, and in work of the processor."""

from proof.case import Case, Numbers
from proof.tests_in_full import run_tests

FILE = "tests/toegang/timing.py"
ABOUT = (
    FILE,
    "casussen",
    "tests/toegang",
    "tests/rank.py",
    "tests/factories",
    "tests/community/toegang/steps.py",
    "templates",
)
FLOWS, PAGES = 5, 10
MOST_AUC, SAMPLES = 600, 200  # thousandths


def cases() -> list[Case]:
    """Return the proofs of timing."""
    return [
        Case("tijd bij bekend en onbekend adres", f"AUC hoogstens 0,60 bij {SAMPLES} keer elk, op {FLOWS} wegen", FLOWS,
             _flow, _judge_flows),
        Case("tijd bij verboden en niet bestaand", f"niet te onderscheiden bij {SAMPLES} keer elk", 1, _pages,
             _judge_pages),
    ]  # fmt: skip


def _flow(part: int) -> Numbers:
    return run_tests(f"{FILE}::test_time_does_not_tell_who_has_an_account", part=part, parts=FLOWS)


def _pages(part: int) -> Numbers:
    return run_tests(f"{FILE}::test_time_does_not_tell_what_exists", part=part, parts=1)


def _judge_flows(found: Numbers) -> tuple[str, bool]:
    measured = {name: found[f"{name}_clock"] for name in _names(found, "_clock")}
    parts = [
        f"{name} {clock / 1000:.2f} (rekentijd {found[f'{name}_work'] / 1000:.2f})" for name, clock in measured.items()
    ]
    is_complete = len(measured) == FLOWS and found["samples"] == FLOWS * SAMPLES
    words = f"AUC {', '.join(parts)}".replace(".", ",")
    worst = max((found[name] for name in found if name.endswith(("_clock", "_work"))), default=1000)
    return words, is_complete and worst <= MOST_AUC and found["failed"] == 0


def _judge_pages(found: Numbers) -> tuple[str, bool]:
    parts = [f"{name} {found[f'{name}_us'] / 1000:.1f} ms".replace(".", ",") for name in _names(found, "_us")]
    is_complete = found["pages"] == PAGES and found["page_samples"] == PAGES * SAMPLES
    words = f"{found['separable']} van {found['pages']} te onderscheiden; verschil van de medianen: {', '.join(parts)}"
    return words, is_complete and found["separable"] == 0 and found["failed"] == 0


def _names(found: Numbers, ending: str) -> list[str]:
    return [name.removesuffix(ending) for name in found if name.endswith(ending)]
