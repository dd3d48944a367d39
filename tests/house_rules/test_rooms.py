"""Doors ask, access decides, actions do, models hold: the rules of the house that import-linter cannot see."""

import ast
import re
from pathlib import Path

from tests.house_rules.source import DOORS, ROOT, files, imports, place, rooms, sources, tree

# Sessions and the login backend are where Django itself asks for a row.
MAY_USE_MANAGERS = {"community/accounts/sessions.py", "community/accounts/backend.py"}
CLOCK_READERS = ("views", "tasks", "middleware", "accounts", "viewsets", "wagtail_hooks", "admin_policy")
# Called by Wagtail, which hands no moment along: doors, wherever they must stand.
CALLED_BY_WAGTAIL = {
    "community/models/publishing.py", "community/forms/kennispaginas.py", "community/forms/verhalen.py",
}  # fmt: skip


def test_doors_never_touch_managers() -> None:
    found = [
        place(path, node)
        for path in rooms(*DOORS, "forms", "filters")
        if str(path.relative_to(ROOT)) not in MAY_USE_MANAGERS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}
    ]
    assert found == []


def test_roles_are_read_in_access_only() -> None:
    words = {"roltoekenningen", "is_superuser", "is_staff", "has_perm", "user_permissions"}
    found = [
        place(path, node)
        for path in rooms(*DOORS, "forms", "filters", "berichten", "reminders", "cards")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in words
    ]
    assert found == []


def test_base_manager_is_never_used() -> None:
    found = [
        place(path, node)
        for path in sources()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr == "_base_manager"
    ]
    assert found == []


def test_models_hold_no_tricks() -> None:
    """No save() of our own, no implicit order, no signals: what happens is written in an action."""
    found = []
    for path in rooms("models"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"}:
                found.append(place(path, node))
            if isinstance(node, ast.Assign) and any(
                isinstance(target, ast.Name) and target.id == "ordering" for target in node.targets
            ):
                found.append(place(path, node))
    assert found == []


def test_there_are_no_signals() -> None:
    found = [
        place(path, node)
        for path in sources()
        for name, node in imports(path)
        if name.startswith(("django.dispatch", "django.db.models.signals"))
    ]
    assert found == []


def test_time_is_read_at_the_doors_only() -> None:
    below = [path for path in sources() if path not in rooms(*CLOCK_READERS) and _is_in_an_app(path)]
    below = [path for path in below if path.relative_to(ROOT).as_posix() not in CALLED_BY_WAGTAIL]
    found = [
        place(path, node)
        for path in below
        if path.name != "clock.py"
        for node in ast.walk(tree(path))
        if _reads_time(node)
    ]
    found += [
        place(path, node)
        for path in below
        for name, node in imports(path)
        if name == "community.clock" and path.relative_to(ROOT).parts[1] not in {"management"}
    ]
    assert found == []


def test_actions_begin_with_access() -> None:
    """What a person does (`actor`) asks `access.require(...)` in its first statement; the rest is called by those."""
    found = []
    for path in rooms("actions"):
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and _takes_actor(node) and not _asks_access_first(node):
                found.append(f"{place(path, node)} {node.name}")
    assert found == []


def test_actions_take_named_arguments_only() -> None:
    found = []
    for path in rooms("actions"):
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and _takes_actor(node) and (node.args.args or node.args.posonlyargs):
                found.append(f"{place(path, node)} {node.name}")
    assert found == []


def test_no_junk_drawers() -> None:
    bad = {"utils", "helpers", "misc", "common"}
    found = [str(p.relative_to(ROOT)) for p in files(".py") if bad & {part.removesuffix(".py") for part in p.parts}]
    assert found == []


def test_files_and_functions_stay_small() -> None:
    found = []
    for path in sources():
        lines = path.read_text().count("\n")
        if lines > 300:
            found.append(f"{path.relative_to(ROOT)}: {lines} lines")
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                length = node.end_lineno - node.lineno + 1
                if length > 40:
                    found.append(f"{place(path, node)} {node.name}: {length} lines")
    assert found == []


def test_public_functions_and_models_have_docstrings() -> None:
    found = []
    for path in sources():
        body = tree(path).body
        for node in body:
            if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
                continue
            if not ast.get_docstring(node):
                found.append(f"{place(path, node)} {node.name}")
    assert found == []


def test_suppressions_give_a_reason() -> None:
    bare = re.compile(r"#\s*(noqa(:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*)?|type:\s*ignore(\[[\w,\s-]+\])?)\s*$")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files(".py")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if bare.search(line)
    ]
    assert found == []


def test_the_repository_names_no_machine_and_no_registry() -> None:
    hosts = re.compile(
        "|".join(("files." + "pythonhosted", "py" + r"pi\.org", "registry." + "npmjs", "deb." + "debian"))
    )
    paths = re.compile(r"(^|[\s\"'=(])/(work|root|home/[a-z]+)/")
    found = []
    for path in files(".py", ".txt", ".in", ".toml", ".md", ".html", ".css", ".js", ".yaml", ".yml", ".sh", "Makefile"):
        text = path.read_text(errors="replace")
        if hosts.search(text) or any(paths.search(line) for line in text.splitlines()):
            found.append(str(path.relative_to(ROOT)))
    assert found == []


def test_nothing_is_left_for_later() -> None:
    marks = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3)) + r")\b")
    found = [
        str(path.relative_to(ROOT))
        for path in files(".py", ".html", ".css", ".js", ".txt", "Makefile")
        if "requirements" not in path.parts and marks.search(path.read_text(errors="replace"))
    ]
    assert found == []


def test_upward_references_by_string_do_not_exist() -> None:
    """import-linter does not see ForeignKey("training.Editie"): a lower app never names a higher one."""
    order = {"community": ("casussen", "intervisie", "training"), "casussen": ("intervisie", "training"),
             "intervisie": ("training",)}  # fmt: skip
    found = []
    for path in sources():
        app = path.relative_to(ROOT).parts[0]
        for node in ast.walk(tree(path)):
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            if any(re.match(rf"{higher}\.[A-Z]", text) for higher in order.get(app, ())):
                found.append(place(path, node))
    assert found == []


def _is_in_an_app(path: Path) -> bool:
    return path.relative_to(ROOT).parts[0] == "community"


def _reads_time(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    owner = node.func.value
    name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
    return (name, node.func.attr) in {
        ("datetime", "now"), ("datetime", "today"), ("date", "today"), ("timezone", "now"), ("timezone", "localdate"),
        ("timezone", "localtime"), ("time", "time"),
    }  # fmt: skip


def _takes_actor(node: ast.FunctionDef) -> bool:
    """Whether somebody does this; an actor who may be None is only written down, as where a term ran out."""
    names = [
        argument.arg
        for argument in (*node.args.args, *node.args.kwonlyargs)
        if argument.annotation is None or "None" not in ast.unparse(argument.annotation)
    ]
    return not node.name.startswith("_") and "actor" in names


def _asks_access_first(node: ast.FunctionDef) -> bool:
    body = node.body[1:] if ast.get_docstring(node) else node.body
    first = body[0] if body else None
    return "require(" in ast.unparse(first) if first is not None else False
