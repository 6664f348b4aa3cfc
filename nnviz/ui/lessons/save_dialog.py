"""The dialog that asks what a lesson is to say, in each language, and in which folder it is to be.

It writes nothing; what a person wishes goes out as a draft, and what was wrong with it comes back in words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QDir, QEvent, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from nnviz.dataclass import dataclass
from nnviz.session.lesson import FALLBACK, is_lesson, lesson_names
from nnviz.ui.language import LANGUAGES


@dataclass(frozen=True)
class Draft:
    """What a person wants a lesson to be.

    Attributes:
        titles, texts: by language.
        folder: where it is to be; while nothing has been chosen, the folder above.
        questions: whether it is to ask what the open lesson asks; at first, whether that asks anything.
    """

    titles: Mapping[str, str]
    texts: Mapping[str, str]
    folder: Path
    questions: bool = False


def named_after(title: str) -> str:
    """The name of a folder for a lesson of that title."""
    return re.sub(r"\W+", "-", title.casefold()).strip("-")[:60] or "lesson"


class _Words(QWidget):
    """The title and the text in one language."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.title, self.text = QLineEdit(title), QPlainTextEdit(text)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(150)
        self._form = QFormLayout(self)
        self._form.addRow(" ", self.title)
        self._form.addRow(" ", self.text)

    def name(self, title: str, text: str, hint: str) -> None:
        """Writes what the fields are called."""
        for field, name in ((self.title, title), (self.text, text)):
            label = self._form.labelForField(field)
            assert isinstance(label, QLabel)
            label.setText(name)
            field.setAccessibleName(name)
        self.text.setPlaceholderText(hint)


class SaveDialog(QDialog):
    """Asks for the words and the folder of a lesson.

    Args:
        draft: what is offered.
        own: the folder of a person's own lessons.
        language: which language comes first.

    Signals:
        save_asked: the :class:`Draft`, and whether a lesson that is there may be replaced.
    """

    save_asked = Signal(object, bool)

    def __init__(self, draft: Draft, own: Path, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own, self._to_replace = own, ""
        codes = sorted(LANGUAGES, key=lambda code: code != language)
        self.words = {
            code: _Words(draft.titles.get(code, ""), draft.texts.get(code, "").strip()) for code in codes
        }
        self.folder, self.choose = QLineEdit(), QPushButton()
        self.questions, self.note = QCheckBox(), QLabel()
        self.questions.setVisible(draft.questions)
        self.questions.setChecked(draft.questions and bool(draft.titles))
        self._by_hand = bool(draft.titles)
        self._lay_out()
        self.folder.setText(self._native(draft.folder) if self._by_hand else "")
        self._join()
        self._follow_title()
        self._retranslate()
        self.resize(560, 420)

    def _lay_out(self) -> None:
        self.tabs = QTabWidget()
        for code, words in self.words.items():
            self.tabs.addTab(words, LANGUAGES[code])
        self._folder_name = QLabel()
        row = QHBoxLayout()
        for field in (self._folder_name, self.folder, self.choose):
            row.addWidget(field)
        self._folder_name.setBuddy(self.folder)
        self.note.setWordWrap(True)
        self.note.setObjectName("complaint")
        self.note.hide()
        self.buttons = QDialogButtonBox()
        self.save = self.buttons.addButton(QDialogButtonBox.StandardButton.Save)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        layout = QVBoxLayout(self)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(row)
        for part in (self.questions, self.note, self.buttons):
            layout.addWidget(part)

    def _join(self) -> None:
        for words in self.words.values():
            words.title.textChanged.connect(self._follow_title)
        self.folder.textEdited.connect(self._take_by_hand)
        self.folder.textChanged.connect(self._forget_complaint)
        self.choose.clicked.connect(self._choose_folder)
        self.buttons.accepted.connect(self._ask)
        self.buttons.rejected.connect(self.reject)

    @staticmethod
    def _native(path: Path) -> str:
        return QDir.toNativeSeparators(str(path))

    # -- what a person does ---------------------------------------------------------------------

    def _title(self) -> str:
        """The first title that has been given."""
        return next((text for each in self.words.values() if (text := each.title.text().strip())), "")

    def _follow_title(self) -> None:
        """Names the folder after the title, until a person has named it."""
        self._forget_complaint()
        if not self._by_hand:
            self.folder.setText(self._native(self._own / named_after(self._title())))

    def _take_by_hand(self) -> None:
        self._by_hand = True

    def _choose_folder(self) -> None:
        """Lets a person choose in which folder that of the lesson is to be."""
        above = Path(self.folder.text()).parent
        found = QFileDialog.getExistingDirectory(self, self.tr("In which folder?"), str(above))
        if found:
            self._by_hand = True
            self.folder.setText(self._native(Path(found) / Path(self.folder.text()).name))

    def _ask(self) -> None:
        folder = Path(self.folder.text().strip())
        if not self._title():
            self.complain(self.tr("Give the lesson a title."))
        elif not self.folder.text().strip() or not folder.is_absolute():
            self.complain(self.tr("Give the whole path of a folder."))
        elif folder.parent == self._own and folder.name in lesson_names():
            self.complain(self.tr("A shipped lesson has this name; choose another for the folder."))
        elif is_lesson(folder) and self._to_replace != str(folder):
            self.complain(self.tr("There is a lesson in this folder already."))
            self._to_replace = str(folder)
            self.save.setText(self.tr("Replace It"))
        else:
            self.save_asked.emit(self._draft(folder), self._to_replace == str(folder))

    def _draft(self, folder: Path) -> Draft:
        """What has been given; a language that lacks the title or the text has another's."""
        titles = {code: each.title.text().strip() for code, each in self.words.items()}
        texts = {code: each.text.toPlainText().strip() for code, each in self.words.items()}
        said = [code for code in self.words if titles[code] or texts[code]]
        title = self._title()
        text = next((texts[code] for code in said if texts[code]), "")
        titles = {code: titles[code] or title for code in {FALLBACK: 0, **dict.fromkeys(said)}}
        written = {code: texts[code] or text or f"### {titles[code]}" for code in titles}
        return Draft(titles, written, folder, self.questions.isChecked() and not self.questions.isHidden())

    # -- words ----------------------------------------------------------------------------------

    def complain(self, reason: str) -> None:
        """Says what is wrong."""
        self._forget_complaint()
        self.note.setText(reason)
        self.note.show()

    def _forget_complaint(self) -> None:
        self.note.hide()
        self._to_replace = ""
        self.save.setText(self.tr("Save"))

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Save as Lesson"))
        hint = self.tr("What to look at and what to try (Markdown)")
        for words in self.words.values():
            words.name(self.tr("Title"), self.tr("Text"), hint)
        self.tabs.setAccessibleName(self.tr("Language"))
        self._folder_name.setText(self.tr("Folder"))
        self.folder.setAccessibleName(self.tr("Folder"))
        self.choose.setText(self.tr("Choose…"))
        self.questions.setText(self.tr("Include the questions of the open lesson"))
        self.save.setText(self.tr("Save"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)
