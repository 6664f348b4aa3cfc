"""The dataclass of the standard library, whose methods are written when the first instance is made.

Python writes and compiles the methods of every dataclass anew at every start, half a millisecond for each.
There are some two hundred here, and most starts make instances of few of them.
"""

from __future__ import annotations

import dataclasses
from threading import RLock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, **options):
        """Makes a class a dataclass when there is an instance of it; till then it is as it is written.

        Args:
            options: those of :func:`dataclasses.dataclass` but ``slots``, which would make another class.
        """
        if cls is None:
            return lambda given: dataclass(given, **options)
        _options[cls] = options
        cls.__new__ = _first
        return cls


_options: dict[type, dict[str, bool]] = {}
"""The classes that have no methods yet."""

_writing = RLock()


def _first(cls: type, *_: Any, **__: Any) -> Any:
    """An instance of a class, whether it is called, copied or unpickled; before it come the methods."""
    with _writing:
        for each in reversed(cls.__mro__):
            if each in _options:
                dataclasses.dataclass(**_options[each])(each)
                each.__new__ = _another  # type: ignore[assignment, method-assign]
                del _options[each]
    return object.__new__(cls)


def _another(cls: type, *_: Any, **__: Any) -> Any:
    """What Python would do by itself, had the class never had another way to be made."""
    return object.__new__(cls)
