"""The dialog for a new network: what it shall learn from, and what it begins as.

It makes a lesson without a folder, which is called Untitled until it is saved.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from nnviz.dataclass import dataclass
from nnviz.nn import NnError
from nnviz.session.building.templates import TEMPLATES, fits, setup_of
from nnviz.session.choices import PANELS
from nnviz.session.data import Dataset
from nnviz.session.data.choices import CHOICES
from nnviz.session.data.logic import GATES
from nnviz.session.lesson import FALLBACK, Lesson
from nnviz.session.opening import Opening
from nnviz.session.setup import Part, Setup
from nnviz.ui.building.fields import field_of, range_of
from nnviz.ui.building.words import setting_title
from nnviz.ui.fitted_dialog import fit_height
from nnviz.ui.language import translate_nn, translate_reason

translate = QCoreApplication.translate

_SHOWN = tuple(key for key in PANELS if key not in ("weight", "neuron", "layer"))


@dataclass(frozen=True)
class NewLesson(Lesson):
    """What is said of a network that somebody builds."""

    number: int = 1

    def title(self, language: str) -> str:
        """Untitled, and a number where there are several, in the language of the window."""
        name = translate("Building", "Untitled")
        return name if self.number == 1 else f"{name} {self.number}"

    def text(self, language: str) -> str:
        """How to go on, in the language of the window."""
        lines = (
            f"### {self.title(language)}",
            translate("Building", "Drag layers from the palette into the network, or between two columns."),
            translate("Building", "A layer's title drags it elsewhere; its menu replaces or doubles it."),
            translate("Building", "Pull an edge from the dot beside a title to another column for a branch."),
            translate("Building", "**Ctrl+Z** goes back to the network before, just as it was left."),
        )
        return "\n\n".join(lines)


def _title(name: str) -> str:
    """What shipped data are called; gates are written in capitals, as is usual."""
    told = translate_nn(name)
    return told.upper() if told == name and name in GATES else told


def new_lesson(setup: Setup, number: int) -> NewLesson:
    """The lesson of a new network; several are told apart by their numbers."""
    name = f"untitled {number}"
    titles = {FALLBACK: name}
    return NewLesson(name, setup, titles, titles, opening=Opening(panels=_SHOWN), number=number)


class NewNetworkDialog(QDialog):
    """Asks for the data and the beginning.

    Attributes:
        data, template: the choices.
        fields: the settings of the data, by name.

    Signals:
        chosen: the :class:`Setup` that was made.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.data, self.template, self.words, self.fault = QComboBox(), QComboBox(), QLabel(), QLabel()
        self.fields: dict[str, QWidget] = {}
        self._settings: dict[str, dict[str, Any]] = {name: {} for name in CHOICES}
        self._captions = {"data": QLabel(), "template": QLabel()}
        self._box = QWidget()
        ok = QDialogButtonBox.StandardButton.Ok
        self.buttons = QDialogButtonBox(ok | QDialogButtonBox.StandardButton.Cancel)
        self.create_button = self.buttons.button(ok)
        self.data.addItems([""] * len(CHOICES))
        self.template.addItems([""] * len(TEMPLATES))
        self._lay_out()
        self.data.currentIndexChanged.connect(lambda _: self._show_data())
        self.template.currentIndexChanged.connect(lambda _: self._say())
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self._retranslate()
        self._show_data()

    def _lay_out(self) -> None:
        self.words.setWordWrap(True)
        self.words.setObjectName("muted")
        self.fault.setObjectName("complaint")
        self.fault.setWordWrap(True)
        self.fault.setMargin(6)
        choices = QGridLayout()
        for row, (key, field) in enumerate((("data", self.data), ("template", self.template))):
            self._captions[key].setBuddy(field)
            choices.addWidget(self._captions[key], row, 0)
            choices.addWidget(field, row, 1)
        choices.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addLayout(choices)
        self._place = layout.count()
        layout.addWidget(self._box)
        layout.addWidget(self.words)
        layout.addWidget(self.fault)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(440)

    # -- what is chosen -------------------------------------------------------------------------

    @property
    def _name(self) -> str:
        return [*CHOICES][self.data.currentIndex()]

    @property
    def _template(self) -> str:
        return [*TEMPLATES][self.template.currentIndex()]

    def part(self) -> Part:
        """The dataset that is chosen."""
        return Part(self._name, dict(self._settings[self._name]))

    def setup(self) -> Setup:
        """What is made of the choices.

        Raises:
            NnError: the data cannot be made that way.
        """
        return setup_of(self._template, self.part(), self._made())

    def _made(self) -> Dataset:
        return Setup(self.part(), (), Part(""), Part("")).make_data()

    def _accept(self) -> None:
        try:
            setup = self.setup()
        except NnError as error:
            self._complain(translate_reason(error.phrase))
            return
        self.chosen.emit(setup)
        self.accept()

    # -- showing --------------------------------------------------------------------------------

    def _show_data(self) -> None:
        """Shows the settings of the data that are chosen."""
        box, self.fields = QWidget(), {}
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        values = self._settings[self._name]
        for row, setting in enumerate(CHOICES[self._name]):
            value = values.get(setting.name, setting.default)
            field = self.fields[setting.name] = field_of(setting, value, partial(self._set, setting.name))
            label, told = QLabel(setting_title(setting.name)), QLabel()
            told.setText(f"{translate_nn(setting.help)}; {range_of(setting)}")
            label.setBuddy(field)
            told.setObjectName("caption")
            told.setWordWrap(True)
            grid.addWidget(label, 2 * row, 0)
            grid.addWidget(field, 2 * row, 1)
            grid.addWidget(told, 2 * row + 1, 1)
        layout = self.layout()
        assert layout is not None
        layout.replaceWidget(self._box, box)
        self._box.deleteLater()
        self._box = box
        box.show()  # now, since the height of the dialog is about to follow it
        self._say()

    def _set(self, key: str, value: Any) -> None:
        self._settings[self._name][key] = value
        self._say()

    def _say(self) -> None:
        """Says what the data are, or what is wrong with the choices."""
        try:
            data = self._made()
        except NnError as error:
            self._complain(translate_reason(error.phrase))
            return
        shape = " × ".join(map(str, data.x.shape[1:]))
        self.words.setText(self.tr("{0} samples of {1} numbers").format(len(data), shape))
        self._complain("" if fits(self._template, data) else self.tr("A convolution needs images"))

    def _complain(self, fault: str) -> None:
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))
        self.words.setVisible(not fault)
        self.create_button.setEnabled(not fault)
        fit_height(self)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._show_data()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("New Network"))
        for key, text, tip in (
            ("data", self.tr("Data"), self.tr("What the network learns from")),
            ("template", self.tr("Begin as"), self.tr("The layers to begin with")),
        ):
            self._captions[key].setText(text)
            field = self.data if key == "data" else self.template
            field.setAccessibleName(text)
            field.setToolTip(tip)
        for place, name in enumerate(CHOICES):
            self.data.setItemText(place, _title(name))
        templates = {
            "empty": self.tr("Output layer only"),
            "hidden": self.tr("One hidden layer (2-3-1)"),
            "convolution": self.tr("Convolution for images (CNN)"),
        }
        for place, name in enumerate(TEMPLATES):
            self.template.setItemText(place, templates[name])
        self.create_button.setText(self.tr("Create"))
