"""The page of the Help menu that says who we are, on which versions we run, and under which licences.

The versions are those that are running, for a report to name them.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nnviz import __version__
from nnviz.ui.about.components import as_lines, components
from nnviz.ui.text_size import stretched
from nnviz.ui.theme import number_font, text_font

_SIDE = 270


class AboutDialog(QDialog):
    """Lists what nnviz is made of; choosing a part shows its licence.

    Attributes:
        list: the parts with their versions and licences.
        text: the licence of the part that is chosen.
        copy: the button that puts all versions on the clipboard.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._parts = components()
        self._title, self._said = QLabel(f"nnviz {__version__}", self), QLabel(self)
        self.list, self.text, self.copy = QListWidget(self), QPlainTextEdit(self), QPushButton(self)
        self._title.setFont(text_font(20, bold=True))
        self._said.setWordWrap(True)
        self.list.setObjectName("palette")
        self.text.setReadOnly(True)
        self.text.setFont(number_font(11))
        for part in self._parts:
            QListWidgetItem(f"{part.name} {part.version} · {part.licence}", self.list)
        self.list.currentRowChanged.connect(lambda row: self.text.setPlainText(self._parts[row].text))
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(as_lines(self._parts)))
        self._lay_out()
        self.resize(QSize(stretched(880), stretched(540)).boundedTo(parent.window().size() - QSize(60, 60)))
        self._name()
        self.list.setCurrentRow(0)

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        self.list.setFixedWidth(stretched(_SIDE))
        sides, below, layout = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        sides.addWidget(self.list)
        sides.addWidget(self.text, 1)
        below.addWidget(self.copy)
        below.addWidget(buttons, 1)
        layout.addWidget(self._title)
        layout.addWidget(self._said)
        layout.addLayout(sides, 1)
        layout.addLayout(below)

    def _name(self) -> None:
        self.setWindowTitle(self.tr("About nnviz"))
        self._said.setText(
            self.tr(
                "See how a neural network learns, one operation at a time. "
                "Every number on the screen is the number the training used."
            )
        )
        self.list.setAccessibleName(self.tr("What nnviz is made of"))
        self.text.setAccessibleName(self.tr("Licence"))
        self.copy.setText(self.tr("Copy the Versions"))
        self.copy.setToolTip(self.tr("Put all versions on the clipboard, for a report"))
