"""What reaches confidential rows past the vault is written down here, and nothing else does (SECURITY.md T12)."""

import ast
import uuid
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import UUIDField

from community.confidential import ConfidentialManager, OutsideScopeError, begin_without_scope, end_without_scope
from community.fields import SealedField
from tests.house_rules.source import ROOT, place, sources, tree

PAST_THE_MANAGER = {"_base_manager", "_raw_delete", "raw", "extra", "RawSQL", "cursor"}
# Files that may: their own tables, locks, caches and the vault itself. None of them reads a confidential table.
ALLOWED = {
    "community/accounts/counts.py": {"cursor"},
    "community/actions/logboek.py": {"cursor"},
    "community/actions/opruimen.py": {"cursor"},
    "community/berichten/bundling.py": {"cursor"},
    "community/berichten/locks.py": {"cursor"},
    "community/berichten/marks.py": {"cursor"},
    "community/berichten/sweeping.py": {"cursor"},
    "community/berichten/unneeded.py": {"cursor"},
    "community/queries/gezond.py": {"cursor"},
    "community/queries/ledengids.py": {"cursor"},
    "community/queries/zoeken.py": {"cursor"},
    "intervisie/queries/sessiepoll.py": {"cursor"},
}
# Who opens the vault: doors of confidential pages, mails and cards that ask on their own, long work, and what keeps the
# keys. A new one is written down here, after the question whether a door could not do it.
OPENERS = {
    "casussen/actions/wissen.py",  # erasing a person: destroys keys, sealed fields stay shut
    "casussen/cards/praktijkboeken.py",
    "casussen/queries/afdrukken.py",  # asked by the reader of long work, after its own door
    "casussen/queries/praktijkboeken.py",  # names and dates for mails and duties: sealed fields stay shut
    "casussen/queries/zoeken.py",  # one's own casussen, opened in memory while somebody searches
    "casussen/reminders/advies.py",  # names and dates: sealed fields stay shut
    "casussen/reminders/casussen.py",
    "casussen/reminders/delen.py",
    "casussen/reminders/praktijkboeken.py",
    "casussen/views/adviesantwoord.py",  # as gasten.py
    "casussen/views/door.py",
    "casussen/views/gasten.py",  # a guest has no account: her link and code are judged first
    "community/actions/eigen_gegevens.py",  # a person's own data, to herself, after she showed again who she is
    "community/actions/geheimen.py",
    "community/actions/sleutelwissel.py",
    "community/actions/werk.py",
    "community/actions/werkgang.py",
    "community/queries/herstel.py",
    "community/queries/kluis.py",
    "community/queries/werk.py",
    "community/views/privacy.py",  # what still runs of who wants to go: sealed fields stay shut
    "community/views/werk.py",
    "intervisie/actions/bezoekkits.py",  # removes a kit when another receives: sealed fields stay shut
    "intervisie/actions/sessiegevolgen.py",  # a session that the planner closes: actions become their writers' own
    "intervisie/actions/wissen.py",  # erasing a person: destroys keys, sealed fields stay shut
    "intervisie/actions/toerneeboekje.py",  # whether a booklet may still be fetched: sealed fields stay shut
    "intervisie/queries/effect.py",  # which actions are done, for reports: sealed fields stay shut
    "intervisie/queries/matching_regels.py",  # private rules for the engine: verdicts alone leave it, see its words
    "intervisie/reminders/evaluatieplanningen.py",  # the daily purge of reflections: sealed fields stay shut
    "intervisie/reminders/bemiddeling.py",  # who asks and mediates, and destroys keys: sealed fields stay shut
    "intervisie/reminders/bezoekacties.py",  # whose action is open since when: sealed fields stay shut
    "intervisie/reminders/bezoeken.py",  # whose kit is shared with whom: sealed fields stay shut
    "intervisie/reminders/groepen.py",  # who wrote when, and destroys keys: sealed fields stay shut
    "intervisie/reminders/matchrondes.py",  # destroys keys: sealed fields stay shut
    "intervisie/reminders/sessieacties.py",  # whose action is open since when, and destroys keys: fields stay shut
    "intervisie/reminders/sessiedagen.py",  # who did not write yet, for mails: sealed fields stay shut
    "intervisie/reminders/sessies.py",  # closes and removes boards: what people are going to do becomes theirs
    "intervisie/reminders/sessievoorbereiding.py",  # who wrote before a session: sealed fields stay shut
    "intervisie/reminders/toerneebrieven.py",  # who agreed to which version: sealed fields stay shut
    "intervisie/reminders/toernees.py",  # destroys keys: sealed fields stay shut
    "intervisie/reminders/verslagen.py",  # whose letter stands where: sealed fields stay shut
    "intervisie/views/sessiedoor.py",  # members and guests of one session, judged first
    "intervisie/views/sessieresultaat.py",  # a guest with the link to her own result: link and code are judged first
    "training/access/tussentijden.py",  # whether the praktijkboek was destroyed: nothing sealed is read
    "training/actions/praktijkboek.py",  # begins the book of an editie and moves its dates: nothing sealed is read
    "training/cards/eindsessies.py",  # who shows a presentation: sealed fields stay shut
    "training/actions/editiegesprekken.py",  # closes coaching of an editie that is off: sealed fields stay shut
    "training/actions/wissen.py",  # erasing a person: destroys keys, sealed fields stay shut
    "training/actions/deelnemers.py",  # closes the coaching of who stopped: sealed fields stay shut
    "training/queries/effect.py",  # which advice got an answer, for reports: sealed fields stay shut
    "training/queries/effectmeting.py",  # who answered, for mails: sealed fields stay shut
    "training/reminders/levensloop.py",  # destroys keys: sealed fields stay shut
    "training/reminders/coaching.py",  # who waits for a moment and who comes along: sealed fields stay shut
    "training/views/coachgasten.py",  # a guest of a coaching talk: her link and code are judged first
    "training/views/genodigden.py",  # a guest of the eindsessie: her link and code are judged first
}
SCOPE_ITSELF = {"community/confidential.py", "community/middleware/kluis.py"}


def is_product(path: Path) -> bool:
    """Whether a file belongs to an app that may hold confidential rows, or to what all apps stand on."""
    return path.relative_to(ROOT).parts[0] in {"community", "casussen", "intervisie", "training"}


def _asked(node: ast.AST) -> str:
    """Return the name of what is called, or of a private manager that is only named."""
    part = node.func if isinstance(node, ast.Call) else node
    name = part.attr if isinstance(part, ast.Attribute) else part.id if isinstance(part, ast.Name) else ""
    return name if isinstance(node, ast.Call) or name.startswith("_") else ""


def test_nothing_goes_past_the_manager() -> None:
    found = []
    for path in filter(is_product, sources()):
        allowed = ALLOWED.get(str(path.relative_to(ROOT)), set())
        for node in ast.walk(tree(path)):
            name = _asked(node)
            if name in PAST_THE_MANAGER - allowed:
                found.append(f"{place(path, node)} {name}")
    assert found == []


def test_the_vault_is_opened_where_it_is_written_down() -> None:
    """Exactly those files: one that opens it no more leaves the list."""
    found = {
        str(path.relative_to(ROOT))
        for path in filter(is_product, sources())
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Name) and node.id in {"confidential", "begin_without_scope", "end_without_scope"}
    }
    assert found - SCOPE_ITSELF == OPENERS


def test_every_confidential_model_refuses_outside_a_scope() -> None:
    """Its manager and the way back from every row that it names."""
    asked = 0
    token = begin_without_scope()
    try:
        for model in apps.get_models():
            if not isinstance(model._meta.default_manager, ConfidentialManager):
                continue
            with pytest.raises(OutsideScopeError):
                model._meta.default_manager.all()
            for field in model._meta.fields:
                if field.many_to_one and not field.remote_field.hidden:
                    row = field.related_model(pk=uuid.uuid4())
                    with pytest.raises(OutsideScopeError):
                        getattr(row, field.remote_field.get_accessor_name()).all()
                    asked += 1
    finally:
        end_without_scope(token)
    assert asked >= 10


def test_every_confidential_model_asks_for_a_scope() -> None:
    """Sealed fields outside `community` belong to rows that are confidential themselves: whose, of whom, since when."""
    found = [
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label != "community"
        and any(isinstance(field, SealedField) for field in model._meta.fields)
        and not isinstance(model._meta.default_manager, ConfidentialManager)
    ]
    assert found == []


def test_every_sealed_model_has_a_key_that_the_sweep_knows() -> None:
    found = [
        model._meta.label
        for model in apps.get_models()
        if any(isinstance(field, SealedField) for field in model._meta.fields)
        and not isinstance(model._meta.get_field("data_key_id"), UUIDField)
    ]
    assert found == []
