"""The words of building: what a hyper-parameter is called, what was done, and what is wrong.

Deeds are told in the language of the window, whenever they were done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from nnviz.nn import registry
from nnviz.session.building.deeds import Deed, Reversal, Verb
from nnviz.ui.language import translate_nn, translate_reason
from nnviz.ui.numbers import grouped

if TYPE_CHECKING:
    from nnviz.session.building.checking import Fit

translate = QCoreApplication.translate


def setting_title(name: str) -> str:
    """What a hyper-parameter is called: its name in words."""
    return translate_nn(name.replace("_", " "))


def layer_title(kind: str, number: int) -> str:
    """Such as ``Dense 3``, as the canvas has it."""
    known = registry.layers().get(kind)
    return f"{translate_nn(known.description.title if known else kind)} {number}"


def fault_words(fit: Fit) -> str:
    """What is wrong with a layer, without its name; empty if nothing is."""
    if fit.fault is None:
        return ""
    if fit.expected:
        return translate("Building", "takes {0}, is given {1}").format(fit.expected, fit.given)
    return translate_reason(fit.fault)


def deed_words(deed: Deed) -> str:
    """What was done, such as ``delete Dense 3``."""
    title = translate_nn(deed.title)
    layer = f"{title} {deed.number}" if deed.number else title
    templates = {
        Verb.INSERT: translate("Building", "insert {0}"),
        Verb.DELETE: translate("Building", "delete {0}"),
        Verb.MOVE: translate("Building", "move {0}"),
        Verb.DUPLICATE: translate("Building", "duplicate {0}"),
        Verb.REPLACE: translate("Building", "replace {0}"),
        Verb.CONNECT: translate("Building", "connect {0}"),
        Verb.DISCONNECT: translate("Building", "disconnect {0}"),
        Verb.SET: translate("Building", "{1} of {0}"),
        Verb.LOSS: translate("Building", "loss {0}"),
        Verb.OPTIMIZER: translate("Building", "optimizer {0}"),
        Verb.INITIALIZER: translate("Building", "initializer"),
        Verb.BATCH: translate("Building", "batch size"),
        Verb.SEVERAL: translate("Building", "{2} changes of the network"),
        Verb.DATA: translate("Building", "other data"),
    }
    return templates[deed.verb].format(layer, setting_title(deed.setting), deed.number)


def done_words(deed: Deed) -> str:
    """The same as told of a network that has become another one, such as ``Dense 3 deleted``."""
    templates = {
        Verb.INSERT: translate("Building", "{0} inserted"),
        Verb.DELETE: translate("Building", "{0} deleted"),
        Verb.MOVE: translate("Building", "{0} moved"),
        Verb.DUPLICATE: translate("Building", "{0} duplicated"),
        Verb.REPLACE: translate("Building", "{0} replaced"),
        Verb.CONNECT: translate("Building", "{0} connected"),
        Verb.DISCONNECT: translate("Building", "{0} disconnected"),
    }
    if deed.verb not in templates:
        return deed_words(deed)
    title = translate_nn(deed.title)
    return templates[deed.verb].format(f"{title} {deed.number}" if deed.number else title)


def undo_words(reversal: Reversal) -> str:
    """What an undo would do, such as ``Undo: delete Dense 3 (goes back to epoch 120)``."""
    template = translate("Building", "Undo: {0} (goes back to epoch {1})")
    return template.format(deed_words(reversal.deed), grouped(reversal.epoch))


def redo_words(reversal: Reversal) -> str:
    """The same of a redo."""
    template = translate("Building", "Redo: {0} (goes on to epoch {1})")
    return template.format(deed_words(reversal.deed), grouped(reversal.epoch))
