"""The scene: columns, edges and river, built once for a network and then only kept up to date.

It turns a frame into levels, texts and lights; what did not change is not touched.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsScene, QGraphicsSimpleTextItem

from nnviz.nn import Glyph
from nnviz.nn.describe import gradient_of
from nnviz.session.frame import Frame, Stage
from nnviz.session.plane import Plane, Unit
from nnviz.ui.canvas.arrows import Heads
from nnviz.ui.canvas.badges import Badges
from nnviz.ui.canvas.chip import Chip
from nnviz.ui.canvas.colouring import Colouring
from nnviz.ui.canvas.column import ColumnItem
from nnviz.ui.canvas.edge import Bundle, course
from nnviz.ui.canvas.figures import Figures
from nnviz.ui.canvas.flow import Flow
from nnviz.ui.canvas.group import group
from nnviz.ui.canvas.layout import lay_out
from nnviz.ui.canvas.links import Link
from nnviz.ui.canvas.locks import Locks
from nnviz.ui.canvas.modes import ColourMode, Measure, measure
from nnviz.ui.canvas.paths import Paths
from nnviz.ui.canvas.plan import Column, plan
from nnviz.ui.canvas.pointer import Pointer
from nnviz.ui.canvas.river import River
from nnviz.ui.canvas.scale import DIM, THICKEST, Inks, Scales
from nnviz.ui.canvas.sheet import Tables
from nnviz.ui.canvas.spotlight import Spotlight, current, spotlight, travel
from nnviz.ui.canvas.thumbnails import Thumbnails, is_left_out, left_out_tip
from nnviz.ui.canvas.tips import of_probe
from nnviz.ui.canvas.view import HelpfulScene
from nnviz.ui.neuron import Neuron
from nnviz.ui.text_size import SMALLEST, factor
from nnviz.ui.theme import Theme

CROWDED = 2.4
"""The width of the strongest edge in pixels where edges lie as close together as they can."""


class Picture:
    """The picture of one network at one size in one theme.

    Args:
        stage: the network.
        available: the size to lay it out for, in pixels.
        theme: its colours.
        pictured: whether units have thumbnails.

    Attributes:
        scene: the graphics scene that holds it.
        layout: where everything stands.
        columns: the column of every node, by name.
        bundles: the edges, link by link.
        heads: the arrowheads of each bundle.
        river: the gradient river.
        chips: the signs that are shown at the moment.
        badges: the signs of what is wrong.
        flow: what travels over the edges.
        colouring: gives edges, units and cells their colours.
        pointer: finds what is under the mouse.
        thumbnails: those of the units, by the name of the column.
        paths: those that alone are lit, or None.
    """

    def __init__(self, stage: Stage, available: QSizeF, theme: Theme, pictured: bool = False) -> None:
        self.stage, self._theme = stage, theme
        self.plan = plan(stage, pictured)
        self.layout = lay_out(self.plan, available)
        self.inks = Inks(theme, self._thickest())
        self.scene = HelpfulScene()
        self.scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.scene.setBackgroundBrush(QBrush(QColor(theme.panel)))
        self._build()
        self._light: Spotlight | None = None
        self._light_mode: ColourMode | None = None
        self.paths: Paths | None = None
        self.chips: list[Chip] = []

    # -- building -------------------------------------------------------------------------------

    def _build(self) -> None:
        layout, theme = self.layout, self._theme
        back, middle, front = (self._layer(z) for z in (0, 1, 3))
        tables = Tables(theme)
        self.columns = {
            name: ColumnItem(place, layout, self.inks, tables, theme, back, front)
            for name, place in layout.places.items()
        }
        self.thumbnails = {
            name: Thumbnails(column.place, theme, column.units.back)
            for name, column in self.columns.items()
            if column.place.body.pictured
        }
        self.bundles = [self._bundle(link, middle) for link in self.plan.links]
        self.heads = [Heads(b.course, b.pointed(), theme, layout.growth, b.layer) for b in self.bundles]
        self.flow = Flow(self.bundles, theme, min(layout.scale, 1.3), self._layer(2))
        self.river = River(layout, theme, back)
        columns, thumbnails = list(self.columns.values()), list(self.thumbnails.values())
        self.colouring = Colouring(columns, self.bundles, thumbnails)
        self.sheets = self.colouring.sheets
        self.figures = Figures(columns, theme, self.scene)
        self.badges = Badges(self.columns, layout, theme, front)
        self.locks = Locks(self.columns, self.bundles, layout, theme, front)
        self.pointer = Pointer(self.plan, self.columns, self.bundles, self.river, self.badges)

    def _thickest(self) -> float:
        """The width of the strongest edge: less where edges are many or units close together."""
        if not self.plan.curved:
            return CROWDED * min(factor(), 1.5)
        spacing = min(place.body.spacing for place in self.layout.places.values())
        return max(CROWDED, min(THICKEST * max(factor(), self.layout.growth / 1.7), 0.6 * spacing))

    def _layer(self, z: float) -> QGraphicsPathItem:
        layer = group()
        layer.setZValue(z)
        self.scene.addItem(layer)
        return layer

    def _bundle(self, link: Link, parent: QGraphicsPathItem) -> Bundle:
        places = self.layout.places
        passed = [self.layout.passages[lane] for lane in link.passages]
        way = course(link, places[link.source], places[link.node.name], passed, self.plan.curved)
        return Bundle(link, way, self.inks, parent)

    # -- showing --------------------------------------------------------------------------------

    def set_detail(self, dots: float) -> None:
        """Takes how many dots of the screen there are to a pixel of the picture."""
        for sheet in self.sheets:
            sheet.set_detail(dots)

    def show_texts(self, magnification: float) -> None:
        """Leaves out the texts that are too small to be read at a magnification."""
        for item in self.scene.items():
            fixed = item.flags() & item.GraphicsItemFlag.ItemIgnoresTransformations
            if isinstance(item, QGraphicsSimpleTextItem) and not fixed:
                item.setVisible(item.font().pixelSize() * magnification > SMALLEST - 0.05)

    def take_plane(self, plane: Plane) -> None:
        """Takes what the thumbnails are to show."""
        for name, thumbnails in self.thumbnails.items():
            thumbnails.take(plane.values[name])

    def show(self, frame: Frame, mode: ColourMode, scales: Scales, whole: bool = True) -> None:
        """Brings everything to a frame of this picture's stage, coloured by a mode; ``whole`` as for
        :meth:`Colouring.show`."""
        units = self.colouring.show(frame, mode, scales, whole)
        for column, found in zip(self.columns.values(), units, strict=True):
            column.units.write_beneath(mode, found)
        # A run that explodes is to be seen exploding: its norms may overflow.
        with np.errstate(over="ignore", invalid="ignore"):
            self._show_numbers(frame, scales)
        self._show_light(frame, mode)
        self.badges.show(frame)
        self.locks.show(frame)
        marked = frame.plane.share(frame.probe) if frame.plane and frame.probe else None
        for thumbnails in self.thumbnails.values():
            thumbnails.mark(marked)

    def measures(self, mode: ColourMode) -> tuple[Measure, ...]:
        """The scales in use, that of the mode's units first, or of its weights where it is theirs."""
        shown = {sheet.measure for sheet in self.sheets if not sheet.gray and sheet.values is not None}
        if self.thumbnails:
            shown.add(Measure.OUTPUT)
        first = measure(mode, mode is ColourMode.WEIGHTS)
        return (first, *(each for each in Measure if each in shown and each is not first))

    def _show_numbers(self, frame: Frame, scales: Scales) -> None:
        for name, column in self.columns.items():
            norms = [frame.norm(name, key) for key in column.place.column.norm_keys]
            column.show(frame, norms, scales)
        for each in self.stage.inputs:
            self.columns[each.name].note(_batch_notes(frame))
        self.river.show([self._boundary(depth, frame) for depth in range(self.plan.depths)])

    def _boundary(self, depth: int, frame: Frame) -> float | None:
        """The norm of all gradients that cross a boundary, None unless all are known.

        At an input that is ∂E/∂X of the nodes that read it, at the loss ∂E/∂E.
        """
        return _joint([self._gradient_norm(column, frame) for column in self.plan.at_depth(depth)])

    def _gradient_norm(self, column: Column, frame: Frame) -> float | None:
        if column.info is None:
            return _norm_of_sum(frame, [link for link in self.plan.links if link.source == column.name])
        return frame.norm(column.name, gradient_of("E" if column.glyph is Glyph.LOSS else "Y"))

    # -- reading --------------------------------------------------------------------------------

    def thumbnail_at(self, point: QPointF) -> Unit | None:
        """The unit whose thumbnail is under a point."""
        for name, thumbnails in self.thumbnails.items():
            unit = self.columns[name].units.unit_at(point)
            if unit is not None and thumbnails.values is not None:
                return name, unit
        return None

    def tip_at(self, point: QPointF, frame: Frame) -> str:
        """What a tooltip says of what is under a point; empty where there is nothing."""
        text = self.pointer.tip_at(point, frame)
        if frame.probe is not None:
            text = of_probe(text)
        return "\n".join(filter(None, (text, self._thumbnail_tip(point)))) if text else ""

    def _thumbnail_tip(self, point: QPointF) -> str:
        unit = self.thumbnail_at(point)
        if unit is not None:
            return self.thumbnails[unit[0]].tip(unit[1])
        places = (column.place for column in self.columns.values())
        return left_out_tip() if any(p.panel.contains(point) and is_left_out(p) for p in places) else ""

    # -- light ----------------------------------------------------------------------------------

    def _show_light(self, frame: Frame, mode: ColourMode) -> None:
        light = spotlight(frame)
        if (light, mode) != (self._light, self._light_mode):  # other numbers need other room
            self._light, self._light_mode = light, mode
            self._apply(light)
        for bundle, heads in zip(self.bundles, self.heads, strict=True):
            heads.show(travel(frame, mode, bundle.link, light))

    def lay_flow(self, frame: Frame, mode: ColourMode) -> None:
        """Takes what travels over the edges in a frame."""
        light = spotlight(frame)
        self.flow.lay(frame, [current(frame, mode, bundle.link, light) for bundle in self.bundles])

    def _apply(self, light: Spotlight) -> None:
        colour = self._theme.of(light.kind) if light.kind else None
        for name, column in self.columns.items():
            column.light(colour if name in light.lit else None, self._dims(light, name))
        for bundle in self.bundles:
            bundle.layer.setOpacity(DIM if self._dims(light, bundle.link.node.name) else 1.0)
        for chip in self.chips:
            self.scene.removeItem(chip.item)
        self.chips = list(self._new_chips(light, colour)) if colour and light.texts else []
        for chip in self.chips:
            self.scene.addItem(chip.item)
        self._make_room()

    def lit_place(self) -> QRectF:
        """Where the columns stand that are lit by stepping; the first where none is."""
        lit = self._light.lit if self._light else ()
        found = QRectF()
        for name, place in self.layout.places.items():
            if name in lit:
                found = found.united(place.panel)
        return next(iter(self.layout.places.values())).panel if found.isNull() else found

    def _dims(self, light: Spotlight, name: str) -> bool:
        """Whether stepping dims a column; the paths through a neuron stay lit all along."""
        return self.paths is None and light.dims(name)

    def focus(self, neuron: Neuron | None) -> None:
        """Leaves only the paths through a neuron lit, or everything again; it has to be shown anew."""
        self.paths = None if neuron is None else Paths(self.plan, neuron)
        for column in self.columns.values():
            column.light_paths(self.paths)
        for bundle, heads in zip(self.bundles, self.heads, strict=True):
            bundle.light(None if self.paths is None else self.paths.edges(bundle.link))
            heads.light(bundle.lit_on_course())
        self._light = None

    def has(self, neuron: Neuron) -> bool:
        """Whether there is such a neuron in the picture."""
        column = self.columns.get(neuron.node)
        return column is not None and neuron.unit < column.place.column.channels

    def _new_chips(self, light: Spotlight, colour: str) -> Iterator[Chip]:
        """A chip per lit column, or one for all where they would cover each other."""
        strips = [self.columns[name].place.strip for name in sorted(light.lit)]
        others = list(self._not_to_cover())
        chips = [Chip(light.texts, colour, strip, self.layout, self._theme, others) for strip in strips]
        if any(a.box.intersects(b.box) for a in chips for b in chips if a is not b):
            whole = QRectF(strips[0])
            for strip in strips:
                whole = whole.united(strip)
            chips = [Chip(light.texts, colour, whole, self.layout, self._theme, others)]
        yield from chips

    def _not_to_cover(self) -> Iterator[QRectF]:
        """The units, and the texts but for those that make room for a chip."""
        for column in self.columns.values():
            yield from (shape.mapRectToScene(shape.path().boundingRect()) for shape in column.units.shapes)
        for item in self.scene.items():
            if not (isinstance(item, QGraphicsSimpleTextItem) and item.text() and item.isVisible()):
                continue
            if not any(column.is_at_foot(item) for column in self.columns.values()):
                box = item.sceneBoundingRect()
                yield box.adjusted(0, 0.2 * box.height(), 0, -0.15 * box.height())

    def _make_room(self) -> None:
        """Hides the names of tensors that chips would cover."""
        for column in self.columns.values():
            strip = column.place.strip
            column.make_room(any(chip.box.intersects(strip) for chip in self.chips))


def _batch_notes(frame: Frame) -> tuple[str, ...]:
    """Which sample of a batch of several the units show, in more words and in fewer."""
    count = len(frame.rows)
    if count < 2:
        return ()
    text = QCoreApplication.translate("Canvas", "sample {0} of {1} of the batch")
    return text.format(frame.sample + 1, count), f"{frame.sample + 1} / {count}"


def _joint(norms: list[float | None]) -> float | None:
    """The norm of several tensors as one, None unless all are known."""
    known = [norm for norm in norms if norm is not None]
    if len(known) < len(norms):
        return None
    return known[0] if len(known) == 1 else math.hypot(*known)


def _norm_of_sum(frame: Frame, readers: list[Link]) -> float | None:
    """‖∂E/∂X‖ at the input: what its readers send back, added."""
    found = [frame.array(link.node.name, gradient_of(link.key)) for link in readers]
    known = [array for array in found if array is not None]
    if not known or len(known) < len(found):
        return None
    return float(np.linalg.norm(sum(known[1:], known[0]).ravel()))
