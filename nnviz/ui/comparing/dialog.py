"""The dialog that asks what shall be otherwise in a second network beside the present one.

It tries every choice out, so that what does not fit is told before anything is begun.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from nnviz.nn import NnError
from nnviz.session import commands
from nnviz.session.comparing.beside import Comparison
from nnviz.session.comparing.variants import rate_of, told_apart
from nnviz.session.data import Dataset
from nnviz.session.lesson import Lesson
from nnviz.session.setup import Setup
from nnviz.ui.comparing.choices import Choices, What
from nnviz.ui.comparing.words import names
from nnviz.ui.fitted_dialog import fit_height
from nnviz.ui.language import translate_reason
from nnviz.ui.rate_box import RateBox


class CompareDialog(QDialog):
    """Asks for one difference.

    Args:
        setup: what the present network is made from.
        data: what it learns from.
        lessons: all lessons.
        language: of the window.

    Attributes:
        what, value, where: the choices.
        rate: the learning rate of the second network.

    Signals:
        chosen: the :class:`~nnviz.session.commands.Compare` that is wished.
    """

    chosen = Signal(object)

    def __init__(
        self, setup: Setup, data: Dataset, lessons: Sequence[Lesson], language: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._choices = Choices(setup, data, tuple(lessons), language)
        self.what, self.value, self.where, self.rate = QComboBox(), QComboBox(), QComboBox(), RateBox()
        self.rate.show_rate(rate_of(setup))
        self._rate = rate_of(setup)
        self._labels = {field: QLabel() for field in (self.what, self.value, self.where, self.rate)}
        self.words, self.fault, self._about = QLabel(), QLabel(), QLabel()
        ok = QDialogButtonBox.StandardButton.Ok
        self.buttons = QDialogButtonBox(ok | QDialogButtonBox.StandardButton.Cancel)
        self.compare_button = self.buttons.button(ok)
        self._lay_out()
        self._write()
        self._connect()
        self._show_values()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        for row, (field, label) in enumerate(self._labels.items()):
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addLayout(grid)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setObjectName("panelName")
        self.fault.setObjectName("complaint")
        self.fault.setMargin(6)
        self._about.setObjectName("muted")
        for label in (self.words, self.fault, self._about):
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(460)

    def _connect(self) -> None:
        self.what.currentIndexChanged.connect(lambda _: self._show_values())
        for field in (self.value, self.where):
            field.currentIndexChanged.connect(lambda _: self._say())
        self.rate.rate_entered.connect(self._take_rate)
        self.rate.refused.connect(self._complain)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)

    def _write(self) -> None:
        self.setWindowTitle(self.tr("Compare with Another Network"))
        titles = {
            What.ACTIVATION: self.tr("Activation"),
            What.INITIALIZER: self.tr("First weights"),
            What.OPTIMIZER: self.tr("Optimizer"),
            What.RATE: self.tr("Learning rate"),
            What.LOSS: self.tr("Loss"),
            What.WITHOUT: self.tr("Without a kind of layer"),
            What.LESSON: self.tr("The network of another lesson"),
        }
        for what in self._choices.offered():
            self.what.addItem(titles[what], what.value)
        _fill(self.where, self._choices.places())
        texts: dict[QComboBox | RateBox, tuple[str, str]] = {
            self.what: (self.tr("Difference"), self.tr("In what the second network differs from the first")),
            self.value: (self.tr("Second network"), self.tr("What the second network has instead")),
            self.where: (self.tr("Where"), self.tr("Which activations are replaced")),
            self.rate: (self.tr("Learning rate"), self.tr("The learning rate of the second network")),
        }
        for field, (text, tip) in texts.items():
            self._labels[field].setText(text)
            field.setAccessibleName(text)
            field.setToolTip(tip)
        self._about.setText(
            self.tr(
                "Both learn from the same samples in the same order, pass by pass. "
                "The second begins with its own first weights and catches up."
            )
        )
        self.compare_button.setText(self.tr("Compare"))

    # -- what is chosen -------------------------------------------------------------------------

    def choose(self, what: What, value: str = "", where: str = "") -> None:
        """Chooses as a person would."""
        for field, data in ((self.what, what.value), (self.value, value), (self.where, where)):
            place = field.findData(data)
            if place >= 0:
                field.setCurrentIndex(place)

    def wish(self) -> commands.Compare:
        """What is wished."""
        what = What(self.what.currentData())
        value, where = self.value.currentData() or "", self.where.currentData() or ""
        name = self.value.currentText() if what is What.LESSON else ""
        return commands.Compare(self._choices.variant(what, value, where, self._rate), name)

    def _show_values(self) -> None:
        """Offers what there is to choose from for what shall be otherwise."""
        what = What(self.what.currentData())
        blocked = self.value.blockSignals(True)
        _fill(self.value, self._choices.values(what))
        self.value.setCurrentIndex(max(0, self.value.findData(self._choices.preferred(what))))
        self.value.blockSignals(blocked)
        shown: dict[QComboBox | RateBox, bool] = {
            self.value: what is not What.RATE,
            self.where: what is What.ACTIVATION and self.where.count() > 1,
            self.rate: what in (What.RATE, What.OPTIMIZER),
        }
        for field, on in shown.items():
            field.setVisible(on)
            self._labels[field].setVisible(on)
        self._say()

    def _take_rate(self, rate: float) -> None:
        self._rate = rate
        self._say()

    def _say(self) -> None:
        """Says what the two are told apart by, or what does not fit."""
        try:
            wish = self.wish()
            words = told_apart(self._choices.setup, wish.setup)
            _try_out(wish.setup, self._choices.data)
        except NnError as error:
            self._complain(translate_reason(error.phrase))
            return
        self.words.setText("   ⇄   ".join(names(Comparison(words, name=wish.name))))
        same = not wish.name and words == ((), ())
        self._complain(self.tr("Choose something that is not so in the first network") if same else "")

    def _complain(self, fault: str) -> None:
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))
        self.words.setVisible(not fault)
        self.compare_button.setEnabled(not fault)
        fit_height(self)

    def _accept(self) -> None:
        self.chosen.emit(self.wish())
        self.accept()


def _try_out(setup: Setup, data: Dataset) -> None:
    """Raises what keeps a setup from being trained on its data, if anything does."""
    graph = setup.make_network(data)
    setup.make_loss().targets(data.t, graph.shapes[graph.output], graph.dtype)
    setup.make_optimizer()


def _fill(box: QComboBox, texts: Mapping[str, str]) -> None:
    box.clear()
    for value, text in texts.items():
        box.addItem(text, value)
