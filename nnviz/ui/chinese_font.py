"""The letters for Chinese where the system has none, so that no text is a row of boxes.

They are a part of Noto Sans CJK, in ``resources/fonts``; a system with a font for Chinese is left as it is.
"""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase, QGuiApplication

from nnviz.resources import root

FAMILY = "nnviz Noto Sans SC"
FILE = "nnviz-noto-sans-sc.otf"


def provide_chinese() -> bool:
    """Sees to it that Chinese can be shown; whether that takes the font that comes with nnviz.

    Qt looks for letters that a font does not have in every other, so nothing needs to be told of it.
    """
    if not isinstance(QGuiApplication.instance(), QGuiApplication):
        return False
    if found := QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        return found == [FAMILY]
    return QFontDatabase.addApplicationFont(str(root() / "fonts" / FILE)) >= 0
