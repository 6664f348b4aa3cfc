"""The languages of the window, and how it changes from one to another while it is open.

English is in the source; the others are Qt Linguist files in ``resources/translations``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from nnviz.resources import root
from nnviz.ui.chinese_font import provide_chinese

if TYPE_CHECKING:
    from nnviz.nn.errors import Phrase

LANGUAGES = {"en": "English", "zh_CN": "简体中文"}
"""Each language by its code, written in itself."""


def translate_nn(text: str) -> str:
    """A text that comes from a description in ``nnviz.nn``, in the language of the window."""
    return QCoreApplication.translate("nn", text)


def translate_reason(reason: Phrase) -> str:
    """Why something was refused, in the language of the window, with its values."""
    return reason.told(lambda text: QCoreApplication.translate("reasons", text))


def system_language() -> str:
    """The offered language nearest to the system's."""
    return "zh_CN" if QLocale.system().language() is QLocale.Language.Chinese else "en"


def present_language() -> str:
    """The code of the language of the window."""
    name = QLocale().name()
    return next((code for code in LANGUAGES if name.startswith(code)), "en")


class Language(QObject):
    """Holds the translators of the language in use; setting another one changes every text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.code = "en"
        self._installed: list[QTranslator] = []

    def set(self, code: str) -> None:
        """Changes the language.

        Raises:
            FileNotFoundError: the translation is not where it should be.
        """
        made = [] if code == "en" else [*self._qts(code), self._own(code)]  # the last is asked first
        if code.startswith("zh"):
            provide_chinese()
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        self.code, self._installed = code, made
        QLocale.setDefault(QLocale(code))
        for translator in made:
            QCoreApplication.installTranslator(translator)

    def _own(self, code: str) -> QTranslator:
        path = root() / "translations" / f"nnviz_{code}.qm"
        translator = QTranslator(self)
        if not translator.load(str(path)):
            raise FileNotFoundError(f"no translation at {path}; install nnviz again, or choose English")
        return translator

    def _qts(self, code: str) -> list[QTranslator]:
        """The texts of Qt's own dialogs, where this Qt carries them."""
        translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        return [translator] if translator.load(f"qtbase_{code}", folder) else []
