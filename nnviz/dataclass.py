"""The dataclass of the standard library, whose methods are written when the first instance is made.

Python writes and compiles six methods of every dataclass anew at every start, a millisecond for each class.
There are some two hundred here, and most starts make instances of a third of them. Of those only ``__init__``
is compiled; the other methods are the same few functions for all classes.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from operator import attrgetter
from reprlib import recursive_repr
from threading import RLock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, eq=True):
        """Makes a class a dataclass when there is an instance of it; till then it is as it is written.

        Args:
            frozen, eq: as for :func:`dataclasses.dataclass`, which has further options.
        """
        if cls is None:
            return lambda given: dataclass(given, frozen=frozen, eq=eq)
        _options[cls] = frozen, eq
        cls.__new__ = _first
        return cls


_options: dict[type, tuple[bool, bool]] = {}
"""The classes that have no methods yet."""

_writing = RLock()


def _first(cls: type, *_: Any, **__: Any) -> Any:
    """An instance of a class, whether it is called, copied or unpickled; before it come the methods."""
    with _writing:
        for each in reversed(cls.__mro__):
            if each in _options:
                _write(each, *_options[each])
                each.__new__ = _another  # type: ignore[assignment, method-assign]
                del _options[each]
    return object.__new__(cls)


def _another(cls: type, *_: Any, **__: Any) -> Any:
    """What Python would do by itself, had the class never had another way to be made."""
    return object.__new__(cls)


def _write(cls: type, frozen: bool, eq: bool) -> None:
    """Gives a class its fields and its methods, but those that it has itself."""
    dataclasses.dataclass(init=False, repr=False, eq=False)(cls)
    fields = dataclasses.fields(cls)
    methods: dict[str, Any] = {"__init__": _init(cls, fields), "__repr__": _repr}
    if eq:
        values = _getter(field.name for field in fields if field.compare)
        methods["__eq__"] = _eq(values)
        if "__hash__" not in vars(cls) or ("__eq__" in vars(cls) and cls.__hash__ is None):
            cls.__hash__ = _hash(values) if frozen else None  # type: ignore[assignment]
    if frozen:
        methods |= {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
    for name, method in methods.items():
        if name not in vars(cls):
            setattr(cls, name, method)


def _init(cls: type, fields: Iterable[dataclasses.Field[Any]]) -> Any:
    """``__init__``, which takes the fields in their order."""
    known: dict[str, Any] = {"_set": object.__setattr__}
    given, lines = ["self"], []
    for field in fields:
        name, default = field.name, f"_{field.name}"
        value = name
        if field.default_factory is not dataclasses.MISSING:
            known[default] = field.default_factory
            value = f"{default}() if {name} is {default} else {name}"
        elif field.default is not dataclasses.MISSING:
            known[default] = field.default
        given.append(f"{name}={default}" if default in known else name)
        lines.append(f" _set(self, {name!r}, {value})\n")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()\n")
    exec(f"def __init__({', '.join(given)}):\n{''.join(lines) or ' pass'}", known)
    known["__init__"].__qualname__ = f"{cls.__qualname__}.__init__"
    return known["__init__"]


def _getter(names: Iterable[str]) -> Callable[[Any], Any]:
    """What gives a tuple of the attributes of those names."""
    names = tuple(names)
    if len(names) > 1:
        return attrgetter(*names)
    return lambda one: tuple(getattr(one, name) for name in names)


def _eq(values: Callable[[Any], Any]) -> Callable[[Any, object], bool]:
    def equal(self: Any, other: object) -> bool:
        return bool(values(self) == values(other)) if other.__class__ is self.__class__ else NotImplemented

    return equal


def _hash(values: Callable[[Any], Any]) -> Callable[[Any], int]:
    return lambda self: hash(values(self))


@recursive_repr()
def _repr(self: Any) -> str:
    shown = ", ".join(
        f"{each.name}={getattr(self, each.name)!r}" for each in dataclasses.fields(self) if each.repr
    )
    return f"{type(self).__qualname__}({shown})"


def _refuse_to_set(self: Any, name: str, value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
