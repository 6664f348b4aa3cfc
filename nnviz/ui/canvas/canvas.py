"""The canvas widget: the colour modes and the legend above, the picture of the network below.

It draws the frame it was given last; what it does not find in a frame it leaves blank.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from nnviz.session.frame import Frame
from nnviz.session.plane import Unit
from nnviz.session.probing import Point, can_probe, probe
from nnviz.ui.canvas.beyond import Beyond
from nnviz.ui.canvas.clicks import Clicks
from nnviz.ui.canvas.head import CanvasHead
from nnviz.ui.canvas.key_cursor import KeyCursor
from nnviz.ui.canvas.modes import ColourMode
from nnviz.ui.canvas.motion import Motion
from nnviz.ui.canvas.open_tip import OpenTip
from nnviz.ui.canvas.probe_label import ProbeLabel
from nnviz.ui.canvas.scale import Scales
from nnviz.ui.canvas.scene import Picture
from nnviz.ui.canvas.thumbnails import ThumbnailFeed, left_out
from nnviz.ui.canvas.told import described
from nnviz.ui.canvas.view import STEP, CanvasView
from nnviz.ui.neuron import Neuron
from nnviz.ui.theme import DARK, Theme


class Canvas(QWidget):
    """The network, its numbers, its weights and its gradients.

    Attributes:
        view: the graphics view.
        picture: what it shows, or None before the first frame.
        legend: the colour bar.
        mode: what the colours stand for, as it was chosen.
        probe: the input whose forward pass is shown instead of the frame's, or None.
        thumbnails: says when those of the units are due.
        key_cursor: where the keys are.
        motion: what moves, nothing to begin with.
        neuron: the one whose paths alone are lit, or None.

    Signals:
        mode_changed: the new :class:`ColourMode`.
        node_clicked: the name of the node whose column or edge was clicked.
        badge_clicked: the name of the lesson on what the badge that was clicked names.
        diagnosed: what the badges say has changed.
        menu_asked: the node whose menu is wanted, empty beside them, where on the screen, the weight there.
        unit_pointed: the unit, by node and number, whose thumbnail the mouse is over; None for no other.
        thumbnails_wished: whether thumbnails shall be shown.
        probe_ended: the probe shall end.
        weight_clicked: the :class:`Weight` whose edge or cell, or line if it is a bias, was clicked.
        focused: the :class:`Neuron` whose paths alone are lit from now on, or None for none.
        head_clicked: the name of the layer whose head was clicked.
    """

    mode_changed = Signal(object)
    node_clicked = Signal(str)
    weight_clicked = Signal(object)
    unit_pointed = Signal(object)
    thumbnails_wished = Signal(bool)
    probe_ended = Signal()
    focused = Signal(object)
    head_clicked = Signal(str)
    badge_clicked = Signal(str)
    menu_asked = Signal(str, QPoint, object)
    diagnosed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = DARK
        self._given: Frame | None = None
        self._frame: Frame | None = None
        self.covered: list[tuple[str, str]] = []
        self.picture: Picture | None = None
        self.probe: Point | None = None
        self.mode = ColourMode.WEIGHTS
        self.neuron: Neuron | None = None
        self.scales = Scales()
        self._legend_width = 0
        self.head, self.view = CanvasHead(self), CanvasView(self)
        self._modes, self.switch = self.head.modes, self.head.switch
        self.sample, self.legend = self.head.sample, self.head.legend
        self.thumbnails = ThumbnailFeed(self)
        self.probe_label = ProbeLabel(self.view)
        self.key_cursor = KeyCursor(self.view, self)
        self._clicks = Clicks(self)
        self._tip = OpenTip(self.view, self._tip_of)
        self.motion = Motion(self.view)
        self.beyond = Beyond(self.view)
        self._pointed: Unit | None = None
        self._told = ""
        self._arrange()
        self._modes.chosen.connect(self._choose_mode)
        self.switch.clicked.connect(self.thumbnails_wished)
        self.thumbnails.due.connect(self._take_plane)
        self.probe_label.ended.connect(self.probe_ended)
        self.view.hovered.connect(self._hover)
        self.sample.changed.connect(lambda _number: self.look_again())
        self.view.resized.connect(self._rebuild)
        self.key_cursor.moved.connect(self._read_at_cursor)
        self.view.magnified.connect(self._look_closer)
        self.view.moved.connect(self._show_figures)
        self._retranslate()
        self.set_theme(DARK)
        self.legend.show_scale(self.mode, 1.0)

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.head)
        layout.addWidget(self.view, 1)
        self.setMinimumSize(1, 215)
        self.view.setObjectName("canvas")

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
            self.thumbnails.forget()
            self.switch.setVisible(frame.plane is not None)
            self.head.fit()
            self._rebuild()
        else:
            self._show(whole)
        self.thumbnails.show_frame(frame)
        return fresh

    def glance(self, frame: Frame) -> None:
        """Colours the picture by a frame of a run that goes on, what takes long in turns; writes nothing."""
        picture = self.picture if self.picture and self.picture.stage is frame.stage else None
        if picture and not (frame.partial and self.probe):  # of a glimpse nothing can be asked
            picture.colouring.show(self._to_be_seen(frame), self.shown_mode, self.scales, whole=False)
            self.motion.glance()

    def set_covered(self, covered: Sequence[tuple[str, str]]) -> None:
        """Shows some tensors, by node and key, as if they had not been computed yet; none if empty."""
        if list(covered) != self.covered:
            self.covered = list(covered)
            self.look_again()

    def look_again(self) -> None:
        """Shows the present frame once more, for something else about it is to be seen."""
        if self._given is not None:
            self._frame = self._to_be_seen(self._given)
            self._show()

    def _to_be_seen(self, frame: Frame) -> Frame:
        """The forward pass of the probe, or else a frame at the sample looked at, without what is covered."""
        point = self.probe if self.probe is not None and can_probe(frame, self.probe) else None
        self.probe_label.show_point(point)
        self.sample.setEnabled(point is None)
        if point is not None:
            return probe(frame, point)
        return frame.without(self.covered).looking_at(self.sample.value() - 1)

    def set_probe(self, point: Point | None) -> None:
        """Shows the forward pass of one input, by the newest weights, until it is set to None."""
        if (point is None) != (self.probe is None):
            self.scales.reset()
        self.probe = point
        self.look_again()

    @property
    def shown_mode(self) -> ColourMode:
        """What the colours stand for: of a probe, which has no gradients, the activations."""
        probing = self._frame is not None and self._frame.probe is not None
        return ColourMode.ACTIVATIONS if probing and self.mode is ColourMode.GRADIENTS else self.mode

    def set_thumbnails(self, on: bool) -> None:
        """Gives every unit a thumbnail where there is an input plane, or its circle back."""
        self.switch.setChecked(on)
        if on != self.thumbnails.on:
            self._hover(None)
            self.scales.reset()
            self.thumbnails.set_on(on)
            self._rebuild()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        for part in (self.head, self.probe_label, self.beyond):
            part.set_theme(theme)
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

    def _choose_mode(self, mode: ColourMode) -> None:
        """Gradients are those of the training's pass: whoever wants them wants the probe no longer."""
        if mode is ColourMode.GRADIENTS and self.probe is not None:
            self.probe_ended.emit()
        self.set_mode(mode)

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
        return self._tip_of(self.view.mapToScene(position))

    def _tip_of(self, point: QPointF) -> str:
        if self.picture is None or self._frame is None:
            return ""
        stop = self.key_cursor.stop
        at_cursor = stop is not None and point == stop.at
        return self.key_cursor.told(self._frame) if at_cursor else self.picture.tip_at(point, self._frame)

    # -- drawing --------------------------------------------------------------------------------

    def _rebuild(self) -> None:
        """Lays the picture out for the size of the view, and fits it."""
        if self._frame is None:
            return
        self._draw(self.view.room())
        assert self.picture is not None
        self.view.show_whole(self.picture.layout.size, self.picture.lit_place())

    def _replace(self) -> None:
        """Draws the picture anew where it is, for a new theme or language."""
        if self.picture is not None:
            self._draw(self.picture.layout.size)

    def _draw(self, size: QSizeF) -> None:
        assert self._frame is not None
        pictured = self.thumbnails.on and self._frame.plane is not None
        picture = Picture(self._frame.stage, size, self._theme, pictured)
        if pictured and self.thumbnails.plane is not None:
            picture.take_plane(self.thumbnails.plane)
        picture.scene.asked.connect(self._tip.show)
        if self.neuron is not None and not picture.has(self.neuron):
            self.neuron = None
            self.focused.emit(None)
        picture.focus(self.neuron)
        self.view.nearest = picture.figures.nearest()
        self.view.setScene(picture.scene)
        self.beyond.show_places([place.panel for place in picture.layout.places.values()])
        self.picture = picture
        self.key_cursor.take(picture, self._theme)
        self._look_closer()

    def _show(self, whole: bool = True) -> None:
        if self.picture is None or self._frame is None:
            return
        self.picture.show(self._frame, self.shown_mode, self.scales, whole)
        self._describe(self.picture)
        self._show_figures(moved=False)
        self.view.keep_in_view(self.picture.lit_place())
        self._show_scales(self.picture)
        self.motion.show(self.picture, self._frame, self.shown_mode)
        # many plain lines are drawn without smoothing while a run goes on
        self.view.set_smooth(self.picture.plan.curved or whole)
        self._tip.refresh()

    def _show_scales(self, picture: Picture) -> None:
        """Brings the legend up to date with every scale that is in use."""
        mode = self.shown_mode
        self._modes.set_value(mode)
        first, *rest = picture.measures(mode)
        others = [(each, self.scales.limit(each)) for each in rest]
        data = self.scales.data.value if any(sheet.gray for sheet in picture.sheets) else None
        note = left_out(picture.layout.places.values())
        self.legend.show_scale(mode, self.scales.limit(first), others, data, note)
        if self.legend.whole_width() != self._legend_width:
            self._legend_width = self.legend.whole_width()
            self.head.fit()

    def _take_plane(self) -> None:
        """Shows thumbnails that are due; those of another network wait for its picture."""
        plane, frame = self.thumbnails.plane, self._given
        if self.picture is not None and plane is not None and frame is not None and frame.plane is plane:
            self.picture.take_plane(plane)
            self._show()

    def _describe(self, picture: Picture) -> None:
        """Tells a screen reader of the columns and of what is wrong with them."""
        told = described(picture.plan.titles(), picture.badges.said(), self._frame)
        heard = (self._frame and self.key_cursor.told(self._frame)) or told
        if heard != self.view.accessibleDescription():
            self.view.setAccessibleDescription(heard)
        if told != self._told:
            self._told = told
            self.diagnosed.emit()

    def _read_at_cursor(self) -> None:
        """Says what the keys have come to, as where the mouse is, and to a screen reader."""
        stop = self.key_cursor.stop
        self._hover(stop.at if stop else None)
        if self.picture is not None:
            self._describe(self.picture)
        if stop is not None:
            self._tip.show(stop.at, self.key_cursor.where())
        else:
            QToolTip.hideText()

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
        self.picture.show_texts(self.view.magnification)
        self._show()
        self._show_figures()

    def _hover(self, point: QPointF | None) -> None:
        unit = self.picture.thumbnail_at(point) if self.picture and point is not None else None
        if unit != self._pointed:
            self._pointed = unit
            self.unit_pointed.emit(unit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc looks at everything again; where everything is looked at, it is somebody else's."""
        if event.key() == Qt.Key.Key_Escape and self.neuron is not None:
            self.focus_on(None)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.probe_label.arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.thumbnails.set_seen(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.thumbnails.set_seen(False)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._replace()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.head.retranslate()
        self.view.setAccessibleName(self.tr("The network"))
        self.setAccessibleName(self.tr("Canvas"))
