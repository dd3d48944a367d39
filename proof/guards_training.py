"""Every permission check of training replaced by 'allowed', one at a time: some test notices each of them."""

from functools import partial

from proof.case import Case, Numbers
from proof.guards import DEMAND, judge, run
from tests.guards.plugin import WANTED

ABOUT = (
    "casussen", "intervisie", "training", "proof/guards.py", "tests/guards", "tests/training", "tests/factories",
    "tests/toegang", "templates",
)  # fmt: skip
LEAST = 80
RULES = "tests/toegang/test_rules_of_apps.py"
# By subject, one part each: how the modules with its rules begin, and what RULES does not tell apart: rules that ask
# nobody who she is, but judge a link, a place or a thing.
PARTS = (
    (
        ("edities", "effectmeting", "evaluaties", "inschrijvingen", "materialen", "teams"),
        (
            "test_access.py",
            "test_inschrijvingen.py::test_it_closes_after_the_last_day",
            "test_instemming.py::test_once_nothing_depends_on_it_the_link_opens_nothing",
            "test_materialen.py::test_a_message_that_must_not_go_any_more_does_not_go",
        ),
    ),
    (
        ("coaching", "eindsessies", "intake", "presentaties", "tussentijden", "vakmanschap"),
        (
            "test_access.py",
            "test_eindsessies.py::test_nothing_opens_with_a_link_that_is_forged_withdrawn_or_of_who_stopped",
            "test_eindsessies.py::test_nothing_of_an_editie_that_was_called_off_opens_again_when_it_is_archived",
            "test_eindsessies.py::test_a_guest_reads_only_what_was_shared_with_her_and_after_a_code",
            "test_tussentijd_ladder.py::test_a_captain_hears_once_how_many_are_ready",
            "test_tussentijd_ladder.py::test_a_trainer_hears_every_working_day_what_waits_for_her_and_no_more_than_once",
            "test_tussentijd_ladder.py::test_who_stops_hears_nothing_more",
            "test_tussentijden.py::test_what_is_not_shared_is_read_by_no_trainer",
        ),
    ),
)


def cases() -> list[Case]:
    """Return the proof of these guards."""
    name = "toegangsregels van trainingen weggehaald"
    return [Case(name, DEMAND, len(PARTS), _part, partial(judge, least=LEAST))]


def _part(part: int) -> Numbers:
    modules, tests = PARTS[part - 1]
    places = (f"tests/training/{name}" for name in tests)
    return run((RULES, *places), {WANTED: ",".join(f"training.access.{module}" for module in modules)})
