"""The kernel, compiled when numba is installed (the worker), else as it stands. Same seed, same result in both.

numba costs 200 MB and seconds: it is loaded when a division is large enough to gain by it, never by importing us.
"""

import importlib
import importlib.util
import types
from array import array
from functools import cache
from typing import Any

from intervisie.matching import kernel, pairing

PARTS = (pairing, kernel)


def plain() -> types.SimpleNamespace:
    """Return the functions as they stand."""
    return types.SimpleNamespace(**{name: getattr(part, name) for part in PARTS for name in part.COMPILED})


@cache
def compiled() -> types.SimpleNamespace | None:
    """Return the same functions compiled, or None where numba is not installed."""
    if not is_installed():
        return None
    numba: Any = importlib.import_module("numba")
    found: dict[str, Any] = {}
    for part in PARTS:
        space: dict[str, Any] = dict(vars(part))
        for name in part.COMPILED:
            function = types.FunctionType(space[name].__code__, space, name)
            function.__module__, function.__qualname__ = part.__name__, name
            found[name] = space[name] = numba.njit(function, cache=True)
    return types.SimpleNamespace(**found)


def is_installed() -> bool:
    """Whether numba can be imported; it is not imported by asking."""
    return importlib.util.find_spec("numba") is not None


def as_buffer(values: "array[Any]") -> Any:
    """Return the same array seen as a numpy array: one memory, two views."""
    numpy: Any = importlib.import_module("numpy")
    return numpy.frombuffer(values, dtype=values.typecode)
