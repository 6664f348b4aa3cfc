"""The canvas widget: the colour modes and the legend above, the picture of the network below.

It draws the frame it was given last; what it does not find in a frame it leaves blank.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QSizeF, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolTip, QVBoxLayout, QWidget

from nnviz.session.frame import Frame
from nnviz.ui.canvas.ailments import LESSONS
from nnviz.ui.canvas.legend import Legend
from nnviz.ui.canvas.modes import ColourMode, mode_name, mode_tip
from nnviz.ui.canvas.motion import Motion
from nnviz.ui.canvas.pointer import Pointer
from nnviz.ui.canvas.sample_box import SampleBox
from nnviz.ui.canvas.scale import Scales
from nnviz.ui.canvas.scene import Picture
from nnviz.ui.canvas.view import STEP, CanvasView
from nnviz.ui.neuron import Neuron
from nnviz.ui.segmented import Segmented
from nnviz.ui.theme import DARK, Theme

_HEAD_GAP = 8


class Canvas(QWidget):
    """The network, its numbers, its weights and its gradients.

    Attributes:
        view: the graphics view.
        picture: what it shows, or None before the first frame.
        legend: the colour bar.
        mode: what the colours stand for.
        motion: what moves, nothing to begin with.
        neuron: the one whose paths alone are lit, or None.

    Signals:
        mode_changed: the new :class:`ColourMode`.
        node_clicked: the name of the node whose column or edge was clicked.
        badge_clicked: the name of the lesson on what the badge that was clicked names.
        menu_asked: the name of the node whose menu is wanted, empty beside them, and the point of the screen.
        weight_clicked: the :class:`Weight` whose edge or cell, or line if it is a bias, was clicked.
        focused: the :class:`Neuron` whose paths alone are lit from now on, or None for none.
        head_clicked: the name of the layer whose head was clicked.
    """

    mode_changed = Signal(object)
    node_clicked = Signal(str)
    weight_clicked = Signal(object)
    focused = Signal(object)
    head_clicked = Signal(str)
    badge_clicked = Signal(str)
    menu_asked = Signal(str, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = DARK
        self._given: Frame | None = None
        self._frame: Frame | None = None
        self._covered: list[tuple[str, str]] = []
        self.picture: Picture | None = None
        self.mode = ColourMode.WEIGHTS
        self.neuron: Neuron | None = None
        self.scales = Scales()
        self._legend_width = 0
        self._tip: tuple[QPointF, QPoint, str] | None = None
        self._caption, self._modes = QLabel(self), Segmented(tuple(ColourMode), self)
        self.sample = SampleBox(self)
        self.legend, self.view = Legend(self), CanvasView(self)
        self.motion = Motion(self.view)
        self._arrange()
        self._modes.chosen.connect(self.set_mode)
        self.sample.changed.connect(self._choose_sample)
        self.view.resized.connect(self._rebuild)
        self.view.clicked.connect(self._click)
        self.view.escaped.connect(self.focus_on)
        self.view.menu_asked.connect(self._ask_menu)
        self.view.magnified.connect(self._look_closer)
        self.view.moved.connect(self._show_figures)
        self._retranslate()
        self.set_theme(DARK)
        self.legend.show_scale(self.mode, 1.0)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(_HEAD_GAP)
        head.addWidget(self._caption)
        head.addWidget(self._modes)
        head.addSpacing(_HEAD_GAP)
        head.addWidget(self.sample)
        head.addStretch(1)
        head.addWidget(self.legend)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)
        self.setMinimumSize(1, 215)
        self.view.setObjectName("canvas")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def _fit_head(self) -> None:
        """Leaves out the caption, and then the names of the tensors, where there is no room for them."""
        taken = self._modes.sizeHint().width() + self.legend.whole_width() + _HEAD_GAP
        if not self.sample.isHidden():
            taken += self.sample.sizeHint().width() + 2 * _HEAD_GAP
        free = self.width() - taken
        self._caption.setVisible(free >= self._caption.sizeHint().width() + _HEAD_GAP)
        self.legend.tensors.setVisible(free >= 0)

    # -- values in ------------------------------------------------------------------------------

    def show_frame(self, frame: Frame, whole: bool = True) -> bool:
        """Shows a frame; one of another network begins a new picture, fitted to the view.

        Args:
            whole: whether everything is brought to it, or what takes long is left to glances.

        Returns:
            Whether it began one.
        """
        fresh = self.picture is None or self.picture.stage is not frame.stage
        self.sample.show_count(len(frame.rows))
        self._given = frame
        self._frame = self._to_be_seen(frame)
        if fresh:
            self.scales.reset()
            self._rebuild()
        else:
            self._show(whole)
        return fresh

    def glance(self, frame: Frame) -> None:
        """Colours the picture by a frame of a run that goes on, what takes long in turns; numbers stay those
        of the frame shown last, since nobody can read sixty a second."""
        if self.picture is not None and self.picture.stage is frame.stage:
            self.picture.colour(self._to_be_seen(frame), self.mode, self.scales, whole=False)

    def set_covered(self, covered: Sequence[tuple[str, str]]) -> None:
        """Shows some tensors, by node and key, as if they had not been computed yet; none if empty."""
        if list(covered) != self._covered:
            self._covered = list(covered)
            if self._given is not None:
                self._frame = self._to_be_seen(self._given)
                self._show()

    def _to_be_seen(self, frame: Frame) -> Frame:
        """A frame at the sample that is looked at, without what is covered."""
        return frame.without(self._covered).looking_at(self.sample.value() - 1)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.legend.set_theme(theme)
        self.sample.set_theme(theme)
        self._caption.setStyleSheet(f"color: {theme.muted}")
        self.view.setBackgroundBrush(QColor(theme.panel))
        if self.picture is not None:
            self._replace()

    def set_mode(self, mode: ColourMode) -> None:
        """Colours by weights, activations or gradients."""
        if mode is self.mode:
            return
        self.mode = mode
        self._modes.set_value(mode)
        self.scales.reset()
        self._show()
        self.mode_changed.emit(mode)

    def focus_on(self, neuron: Neuron | None = None) -> None:
        """Leaves only the paths through a neuron lit, or everything again; a neuron that the picture does
        not have means the same."""
        if self.picture is None or (neuron is not None and not self.picture.has(neuron)):
            neuron = None
        if neuron == self.neuron:
            return
        self.neuron = neuron
        if self.picture is not None:
            self.picture.focus(neuron)
            self._show()
        self.focused.emit(neuron)

    def _choose_sample(self, number: int) -> None:
        if self._frame is not None:
            self._frame = self._frame.looking_at(number - 1)
            self._show()

    # -- the view -------------------------------------------------------------------------------

    def fit(self) -> None:
        """Shows the whole picture, and goes on doing so when the size changes."""
        self._rebuild()

    def zoom_in(self) -> None:
        """Magnifies about the middle."""
        self.view.zoom(STEP)

    def zoom_out(self) -> None:
        """Shrinks about the middle."""
        self.view.zoom(1 / STEP)

    def tip_at(self, position: QPoint) -> str:
        """What a tooltip says at a position of the viewport."""
        if self.picture is None or self._frame is None:
            return ""
        return self.picture.pointer.tip_at(self.view.mapToScene(position), self._frame)

    # -- drawing --------------------------------------------------------------------------------

    def _rebuild(self) -> None:
        """Lays the picture out for the size of the view, and fits it."""
        if self._frame is None:
            return
        self._draw(self.view.room())
        assert self.picture is not None
        self.view.show_whole(self.picture.layout.size)

    def _replace(self) -> None:
        """Draws the picture anew where it is, for a new theme or language."""
        if self.picture is not None:
            self._draw(self.picture.layout.size)

    def _draw(self, size: QSizeF) -> None:
        assert self._frame is not None
        picture = Picture(self._frame.stage, size, self._theme)
        picture.scene.asked.connect(self._show_tip)
        if self.neuron is not None and not picture.has(self.neuron):
            self.neuron = None
            self.focused.emit(None)
        picture.focus(self.neuron)
        self.view.nearest = picture.figures.nearest()
        self.view.setScene(picture.scene)
        self.picture = picture
        self._look_closer()

    def _show(self, whole: bool = True) -> None:
        if self.picture is None or self._frame is None:
            return
        self.picture.show(self._frame, self.mode, self.scales, whole)
        self._describe(self.picture)
        self._show_figures(moved=False)
        self._show_scales(self.picture)
        self.motion.show(self.picture, self._frame, self.mode)
        # Many plain lines are drawn without smoothing while a run goes on.
        smooth = self.picture.plan.curved or not self._frame.live
        self.view.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
        self._refresh_tip()

    def _show_scales(self, picture: Picture) -> None:
        """Brings the legend up to date with every scale that is in use."""
        first, *rest = picture.measures(self.mode)
        others = [(each, self.scales.limit(each)) for each in rest]
        data = self.scales.data.value if any(sheet.gray for sheet in picture.sheets) else None
        self.legend.show_scale(self.mode, self.scales.limit(first), others, data)
        if self.legend.whole_width() != self._legend_width:
            self._legend_width = self.legend.whole_width()
            self._fit_head()

    def _describe(self, picture: Picture) -> None:
        """Tells a screen reader of the columns and of what is wrong with them."""
        titles, ill = " → ".join(column.title for column in picture.plan.columns), picture.badges.said()
        told = f"{titles}. {ill}" if ill else titles
        if told != self.view.accessibleDescription():
            self.view.setAccessibleDescription(told)

    def _show_figures(self, moved: bool = True) -> None:
        if self.picture is None or self._frame is None:
            return
        view = self.view
        self.picture.figures.show(self._frame, self.scales, view.seen(), view.magnification, moved)

    def _look_closer(self) -> None:
        """Gives the picture the detail that the present magnification can show."""
        if self.picture is None or self._frame is None:
            return
        self.picture.set_detail(self.view.magnification * self.devicePixelRatioF())
        self._show()
        self._show_figures()

    # -- the mouse ------------------------------------------------------------------------------

    def _show_tip(self, point: QPointF, where: QPoint) -> None:
        if self.picture is None or self._frame is None:
            return
        text = self.picture.pointer.tip_at(point, self._frame)
        self._tip = (point, where, text) if text else None
        QToolTip.showText(where, text, self.view)

    def _refresh_tip(self) -> None:
        """Keeps a tooltip that is open true while the numbers under it change."""
        if self._tip and QToolTip.isVisible() and QToolTip.text() == self._tip[2]:
            self._show_tip(*self._tip[:2])

    def _click(self, point: QPointF) -> None:
        finding = self.picture.badges.at(point) if self.picture else None
        if finding is not None:
            self.badge_clicked.emit(LESSONS[finding.ailment])
            return
        if self.picture is not None:
            self._click_in(self.picture.pointer, point)

    def _click_in(self, pointer: Pointer, point: QPointF) -> None:
        """A weight opens its card, a neuron is looked at, or no longer; beside all that, no longer either."""
        if name := pointer.node_at(point):
            self.node_clicked.emit(name)
        if weight := pointer.weight_at(point):
            self.weight_clicked.emit(weight)
        elif head := pointer.head_at(point):
            self.head_clicked.emit(head)
        else:
            neuron = pointer.neuron_at(point)
            self.focus_on(None if neuron == self.neuron else neuron)

    def _ask_menu(self, point: QPointF, where: QPoint) -> None:
        if self.picture is not None:
            self.menu_asked.emit(self.picture.pointer.node_at(point) or "", where)

    # -- language -------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._replace()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._caption.setText(self.tr("colour"))
        modes = tuple(ColourMode)
        self._modes.set_texts([mode_name(mode) for mode in modes], [mode_tip(mode) for mode in modes])
        self._modes.setAccessibleName(self.tr("What the colours stand for"))
        self._fit_head()
        self.view.setAccessibleName(self.tr("The network"))
        self.setAccessibleName(self.tr("Canvas"))
