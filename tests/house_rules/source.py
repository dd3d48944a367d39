"""The repository as the house rules see it: tracked and new files, parsed once."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("community", "casussen", "intervisie", "training")
DOORS = ("views", "viewsets", "tasks", "accounts", "middleware", "urls", "wagtail_hooks")


@cache
def files(*endings: str) -> tuple[Path, ...]:
    """Return the files of the repository with one of these endings, untracked ones that are not ignored included."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - git of the machine
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    return tuple(sorted(ROOT / name for name in listed if name.endswith(endings) and (ROOT / name).is_file()))


@cache
def tree(path: Path) -> ast.Module:
    """Return the parsed source of a Python file."""
    return ast.parse(path.read_text(), filename=str(path))


def sources() -> tuple[Path, ...]:
    """Return the Python files of the product: no tests, no migrations."""
    return tuple(
        path for path in files(".py") if "migrations" not in path.parts and path.relative_to(ROOT).parts[0] != "tests"
    )


def rooms(*names: str) -> tuple[Path, ...]:
    """Return the product files in these rooms of any app, for example every file of `views`."""
    found = []
    for path in sources():
        parts = path.relative_to(ROOT).with_suffix("").parts
        if parts[0] in APPS and len(parts) > 1 and parts[1] in names:
            found.append(path)
    return tuple(found)


def place(path: Path, node: ast.AST) -> str:
    """Return file and line, as a failure message names them."""
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def imports(path: Path) -> list[tuple[str, ast.AST]]:
    """Return every imported module or name of a file, dotted."""
    found: list[tuple[str, ast.AST]] = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found += [(alias.name, node) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append((node.module, node))
            found += [(f"{node.module}.{alias.name}", node) for alias in node.names]
    return found
