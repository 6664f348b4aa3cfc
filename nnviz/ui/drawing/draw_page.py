"""A page on which an image is drawn by hand, and the network's answer to it, from stroke to stroke.

The answer is of the frame that is shown: it follows the training and the cursor.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from nnviz.nn.describe import Array
from nnviz.session.drawing import Manner
from nnviz.session.results import Answers
from nnviz.ui.drawing.answer_bars import AnswerBars
from nnviz.ui.drawing.pad import DrawingPad
from nnviz.ui.drawing.seen import SeenPicture
from nnviz.ui.plots.throttle import Throttle
from nnviz.ui.theme import DARK, Theme, text_font

_INTERVAL = 33
"""The least time between two answers while a stroke is drawn, in milliseconds."""

_GAP, _BUTTON, _CAPTION = 8, 24, 15
_LEAST_SEEN, _NARROW, _BARS = 64, 48, 100
"""The least picture over the bars, the least width of a button and of the bars, in pixels."""

_WIDE, _LOW = 280, 190
"""Pixels of width from which the picture is over the bars, and of height under which it is beside the pad."""

_PADS_SHARE = 0.58


class DrawPage(QWidget):
    """The pad, what the network is given of it, and its outputs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers: Answers | None = None
        self._manner: Manner | None = None
        self._of: Array | None = None
        self.pad, self.seen, self.bars = DrawingPad(self), SeenPicture(self), AnswerBars(self)
        self.caption = QLabel(self)
        self.caption.setFont(text_font(11))
        self.caption.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.undo, self.clear = self._button(self.pad.undo), self._button(self.pad.clear)
        self._throttle = Throttle(_INTERVAL, self)
        self._throttle.due.connect(self._ask)
        self.pad.changed.connect(self._throttle.request)
        self.pad.changed.connect(self._rest_buttons)
        self.setFocusProxy(self.pad)
        self._retranslate()
        self._rest_buttons()
        self.set_theme(DARK)

    def _button(self, act: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setFont(text_font(11))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked=False: act())
        return button

    def _rest_buttons(self) -> None:
        for button in (self.undo, self.clear):
            button.setEnabled(bool(self.pad.strokes))

    def _retranslate(self) -> None:
        for button, text, tip in (
            (self.undo, self.tr("Undo"), self.tr("Take the last stroke away")),
            (self.clear, self.tr("Clear"), self.tr("Take all strokes away")),
        ):
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleName(tip)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        for part in (self.pad, self.seen, self.bars):
            part.set_theme(theme)
        self.caption.setStyleSheet(f"color: {theme.muted};")
        for button in (self.undo, self.clear):
            button.setStyleSheet(
                f"QToolButton {{ color: {theme.text}; background: {theme.raised}; padding: 1px 2px;"
                f" border: 1px solid {theme.line}; border-radius: 4px; }}"
                f" QToolButton:disabled {{ color: {theme.muted}; }}"
                f" QToolButton:hover, QToolButton:focus {{ border-color: {theme.positive}; }}"
            )

    # -- answers --------------------------------------------------------------------------------

    def show_answers(self, answers: Answers) -> None:
        """Asks the network of another moment from now on."""
        self._answers = answers
        images = answers.learned.x
        if images is not self._of:
            self._of, self._manner = images, Manner.of(images)
            self.caption.setText(f"{self._manner.rows} × {self._manner.columns}")
            self._arrange()
        self._ask()

    def _ask(self) -> None:
        """Shows the picture of the drawing, and what the network makes of it; nothing of an empty pad."""
        answers, manner = self._answers, self._manner
        if answers is None or manner is None or answers.ask is None:
            return
        image = manner.image(self.pad.strokes)
        self.seen.show_image(image, manner.low, manner.high)
        outputs = answers.ask(image[None])[0] if self.pad.strokes else None
        needed = self.bars.needed
        self.bars.show_outputs(answers.classes, outputs)
        if self.bars.needed != needed:
            self._arrange()

    # -- places ---------------------------------------------------------------------------------

    def _arrange(self) -> None:
        """Gives everything its place: what there is of height decides where the small picture goes."""
        width, height = self.width(), self.height()
        above = height - self.bars.needed - _CAPTION - 2
        if above >= _LEAST_SEEN and width >= _WIDE:
            self._arrange_high(width, height, above)
        elif height >= _LOW:
            self._arrange_middling(width, height)
        else:
            self._arrange_low(width, height)

    def _arrange_low(self, width: int, height: int) -> None:
        """Three columns: the pad, the picture over the buttons, the bars."""
        seen = max(34, min(_LEAST_SEEN, height - _CAPTION - 2 * (_BUTTON + 3)))
        column = max(seen, _NARROW)
        pad = max(40, min(height, width - column - 2 * _GAP - _BARS))
        left = pad + _GAP
        self._put_pad(pad)
        self._put_picture(QRect(left, 0, column, seen))
        for place, button in enumerate((self.clear, self.undo), start=1):
            button.setGeometry(left, height - place * (_BUTTON + 3) + 3, column, _BUTTON)
        self.bars.setGeometry(left + column + _GAP, 0, width - left - column - _GAP, height)

    def _arrange_middling(self, width: int, height: int) -> None:
        """Two columns: the pad over the picture and the buttons, and the bars."""
        seen = 58
        pad = max(40, min(height - seen - _CAPTION - _GAP, width - _GAP - _BARS))
        top, left = pad + _GAP, seen + _GAP
        self._put_pad(pad)
        self._put_picture(QRect(0, top, seen, seen))
        for place, button in enumerate((self.undo, self.clear)):
            button.setGeometry(left, top + place * (_BUTTON + 4), pad - left, _BUTTON)
        self.bars.setGeometry(pad + _GAP, 0, width - pad - _GAP, height)

    def _arrange_high(self, width: int, height: int, above: int) -> None:
        """Two columns: the pad over the buttons, and the picture over the bars."""
        pad = max(80, min(height - _BUTTON - 4, round(_PADS_SHARE * width)))
        left, half = pad + _GAP, (pad - 4) // 2
        right = width - left
        seen = min(above, right, pad // 2, height // 3)
        self._put_pad(pad)
        self.undo.setGeometry(0, pad + 4, half, _BUTTON)
        self.clear.setGeometry(pad - half, pad + 4, half, _BUTTON)
        self._put_picture(QRect(left, 0, right, seen))
        top = seen + _CAPTION + 2
        self.bars.setGeometry(left, top, right, min(height - top, 2 * self.bars.needed))

    def _put_pad(self, side: int) -> None:
        self.pad.setGeometry(0, 0, side, side)

    def _put_picture(self, where: QRect) -> None:
        self.seen.setGeometry(where)
        self.caption.setGeometry(where.left(), where.bottom() + 1, where.width(), _CAPTION)

    # -- Qt's calls -----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Gives all parts their places in the new size."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Asks again while it is seen."""
        super().showEvent(event)
        self._throttle.release()

    def hideEvent(self, event: QHideEvent) -> None:
        """Asks nothing while it is not."""
        self._throttle.hold()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Changes the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
