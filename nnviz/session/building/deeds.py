"""What was done to a network, in a form that can be told in any language: what an undo would take back.

A deed says nothing of how it was done; that is the business of the setup that came of it.
"""

from __future__ import annotations

from enum import Enum

from nnviz.dataclass import dataclass


class Verb(Enum):
    """The kinds of edits."""

    INSERT = "insert"
    DELETE = "delete"
    MOVE = "move"
    DUPLICATE = "duplicate"
    REPLACE = "replace"
    CONNECT = "connect"
    DISCONNECT = "disconnect"
    SET = "set"
    LOSS = "loss"
    OPTIMIZER = "optimizer"
    INITIALIZER = "initializer"
    BATCH = "batch"
    SEVERAL = "several"
    DATA = "data"


@dataclass(frozen=True)
class Deed:
    """One edit.

    Attributes:
        verb: its kind.
        title: the title of the type that it concerns, such as ``Dense``; empty where it concerns none.
        number: the layer's number on the screen, from 1; or of several edits how many; 0 for none.
        setting: the name of the hyper-parameter that was set.
    """

    verb: Verb
    title: str = ""
    number: int = 0
    setting: str = ""


@dataclass(frozen=True)
class Reversal:
    """What going from one version of a run to another takes back or does again.

    Attributes:
        deed: what was done to come from the earlier one to the later.
        epoch: at which epoch the run stands that would be gone to.
    """

    deed: Deed
    epoch: int
