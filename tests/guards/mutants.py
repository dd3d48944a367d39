"""The permission checks of the project, and how one of them is made to allow everything.

The code of the function itself is exchanged, so that every module that imported it by name meets the change.
"""

import ast
import importlib
import inspect
import pkgutil
import re
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from casussen import access as casussen_access
from casussen.access.casussen import Zicht
from community import access as community_access
from intervisie import access as intervisie_access
from training import access as training_access

ROOMS = (casussen_access, community_access, intervisie_access, training_access)
# What says yes or gives rows and gives nobody a right: a fact of the thing itself, or a yes that withholds (what must
# be done first, what waits, what is over).
NO_RIGHT = {
    "is_closed", "is_guest", "is_in_closed_kring", "is_over", "must_agree", "must_hand_in_first",
    "needs_second_factor", "waits_for_letter", "waits_for_own", "_is_of_a_kring",
}  # fmt: skip


@dataclass(frozen=True)
class Guard:
    """One permission check, by its place; `allow` is what it does once it allows everything.

    `asks` holds its parameters with what they are, as they are written: the function itself may have been exchanged.
    """

    name: str
    function: types.FunctionType
    allow: Callable[..., Any]
    asks: dict[str, str]


def guards() -> list[Guard]:
    """Return every permission check, ordered by name."""
    found = [guard for module in _modules() for guard in _guards_of(module)]
    return sorted(found, key=lambda guard: guard.name)


def _modules() -> Iterator[types.ModuleType]:
    for room in ROOMS:
        for one in pkgutil.iter_modules(room.__path__):
            yield importlib.import_module(f"{room.__name__}.{one.name}")


def _guards_of(module: types.ModuleType) -> Iterator[Guard]:
    """Return the checks of a module: its functions, and what its classes say of where somebody stands."""
    for prefix, node in _functions(ast.parse(inspect.getsource(module))):
        allow = _allow(module, node.name, node.returns) if node.returns else None
        if allow is not None:
            asks = {one.arg: ast.unparse(one.annotation) for one in node.args.args if one.annotation}
            found = vars(vars(module)[prefix] if prefix else module)[node.name]
            function = found.fget if isinstance(found, property) else found
            yield Guard(".".join(filter(None, (module.__name__, prefix, node.name))), function, allow, asks)


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Return each function with the name of its class, '' when it has none."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield "", node
        elif isinstance(node, ast.ClassDef):
            yield from ((node.name, one) for one in node.body if isinstance(one, ast.FunctionDef))


def _allow(module: types.ModuleType, name: str, gives: ast.expr) -> Callable[..., Any] | None:
    """Return what allows everything in the place of a check that gives this, or None when it is no check.

    The annotation is read as it is written: at run time a QuerySet does not say of which model it is.
    """
    kind, model = re.fullmatch(r"(\w+)(?:\[(\w+)\])?|.*", ast.unparse(gives), re.S).groups()  # type: ignore[union-attr]  # fits all
    if name in NO_RIGHT:
        return None
    if kind == "bool":
        return lambda *args, **kwargs: True
    if kind == "Zicht":
        return lambda *args, **kwargs: Zicht(is_owner=True)
    if kind == "QuerySet" and model:
        manager = vars(module)[model]._default_manager
        return lambda *args, **kwargs: manager.all()
    return None


@contextmanager
def replaced(function: types.FunctionType, by: Callable[..., Any]) -> Iterator[None]:
    """Let a function do something else, wherever it was imported."""
    before = function.__code__
    stand_in = _stand_in.__code__
    constants = tuple(by if value == "by" else value for value in stand_in.co_consts)
    function.__code__ = stand_in.replace(co_consts=constants, co_name=before.co_name)
    try:
        yield
    finally:
        function.__code__ = before


def original(function: types.FunctionType) -> Callable[..., Any]:
    """Return a copy of a function that keeps its code when that of the function is replaced."""
    copy = types.FunctionType(
        function.__code__, function.__globals__, function.__name__, function.__defaults__, function.__closure__
    )
    copy.__kwdefaults__ = function.__kwdefaults__
    return copy


def _stand_in(*args: Any, **kwargs: Any) -> Any:
    call: Any = "by"
    return call(*args, **kwargs)
