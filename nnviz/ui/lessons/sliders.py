"""The sliders below a lesson's text: each moves one weight of the network, and follows it.

Wishes go out one at a time: the next when the network has shown what came of the last.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QWidget

from nnviz.session.edits import Edit
from nnviz.session.frame import Frame
from nnviz.session.lesson import Slider, spoken
from nnviz.ui.numbers import bare
from nnviz.ui.theme import number_font


class WeightSliders(QWidget):
    """A row a weight: what it is called, its slider, its value.

    Signals:
        slid: the :class:`Edit`, and whether it goes on with the one before.
    """

    slid = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = "en"
        self._busy = False
        self._waiting: Edit | None = None
        self._dragged = False
        self._sliders: tuple[Slider, ...] = ()
        self.rows: list[tuple[QLabel, QSlider, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(2, 2, 2, 2)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self.hide()

    def show_sliders(self, sliders: tuple[Slider, ...], language: str) -> None:
        """Shows other sliders, or the same in another language."""
        self._language = language
        if sliders != self._sliders:
            self._sliders, self._busy, self._waiting = sliders, False, None
            self._make_rows()
        for slider, (name, bar, _) in zip(sliders, self.rows, strict=True):
            text = spoken(slider.names, language) if slider.names else _symbol(slider)
            name.setText(text)
            bar.setAccessibleName(text)
            bar.setToolTip(self.tr("Moves {0}").format(text))
        self.setVisible(bool(sliders))

    def _make_rows(self) -> None:
        for widget in (widget for row in self.rows for widget in row):
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self.rows = [self._row(number, slider) for number, slider in enumerate(self._sliders)]

    def _row(self, number: int, slider: Slider) -> tuple[QLabel, QSlider, QLabel]:
        bar, value = QSlider(Qt.Orientation.Horizontal), QLabel()
        bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        bar.setRange(0, round((slider.most - slider.least) / slider.step))
        value.setFont(number_font(12))
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        value.setMinimumWidth(value.fontMetrics().horizontalAdvance("−00.00"))
        bar.valueChanged.connect(lambda place: self._move(slider, value, place))
        bar.sliderPressed.connect(self._begin)
        row = QLabel(), bar, value
        for column, widget in enumerate(row):
            self._grid.addWidget(widget, number, column)
        return row

    # -- values in ------------------------------------------------------------------------------

    def show_frame(self, frame: Frame) -> None:
        """Follows the weights, all but one that is being dragged; and sends on what has waited for them."""
        self._busy = False
        for slider, (_, bar, value) in zip(self._sliders, self.rows, strict=True):
            weight = slider.weight
            if weight.node not in frame.arrays or bar.isSliderDown():
                continue
            number = float(frame.arrays[weight.node][weight.key][weight.index])
            bar.blockSignals(True)
            bar.setValue(round((number - slider.least) / slider.step))
            bar.blockSignals(False)
            value.setText(bare(number))
        if self._waiting is not None:
            self._send(self._waiting)

    # -- what a person does ---------------------------------------------------------------------

    def _begin(self) -> None:
        self._dragged, self._busy, self._waiting = False, False, None

    def _move(self, slider: Slider, value: QLabel, place: int) -> None:
        number = min(slider.most, slider.least + place * slider.step)
        value.setText(bare(number))
        weight = slider.weight
        edit = Edit(weight.node, weight.key, weight.index, number)
        if self._busy and self._is_dragging():
            self._waiting = edit
        else:
            self._send(edit)

    def _send(self, edit: Edit) -> None:
        """Asks for an edit; those of one drag go on with each other."""
        self._waiting, self._busy = None, True
        dragging = self._is_dragging()
        goes_on, self._dragged = self._dragged, dragging or self._dragged
        self.slid.emit(edit, goes_on)
        if not dragging:
            self._dragged = False

    def _is_dragging(self) -> bool:
        return any(bar.isSliderDown() for _, bar, _ in self.rows)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_sliders(self._sliders, self._language)
        super().changeEvent(event)


def _symbol(slider: Slider) -> str:
    """The weight by its symbol and its place, from 1."""
    weight = slider.weight
    return f"{weight.key} {', '.join(str(place + 1) for place in weight.index)}"
