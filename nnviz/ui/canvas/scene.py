"""The scene: columns, edges and river, built once for a network and then only kept up to date.

It turns a frame into levels, texts and lights; what did not change is not touched.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsScene

from nnviz.nn import Glyph
from nnviz.nn.derive import Weight
from nnviz.nn.describe import gradient_of
from nnviz.session.frame import Frame, Stage
from nnviz.ui.canvas import tips
from nnviz.ui.canvas.arrows import Heads
from nnviz.ui.canvas.chip import Chip
from nnviz.ui.canvas.column import ColumnItem
from nnviz.ui.canvas.edge import Bundle, course
from nnviz.ui.canvas.layout import lay_out
from nnviz.ui.canvas.modes import ColourMode
from nnviz.ui.canvas.painting import Painting
from nnviz.ui.canvas.plan import Link, plan
from nnviz.ui.canvas.river import River
from nnviz.ui.canvas.scale import DIM, THICKEST, Inks, Limit
from nnviz.ui.canvas.spotlight import Spotlight, spotlight, travel
from nnviz.ui.canvas.units import unit_values
from nnviz.ui.canvas.view import HelpfulScene
from nnviz.ui.theme import Theme

CROWDED = 2.4
"""The width of the strongest edge in pixels where edges lie as close together as they can."""

REACH = 9.0
"""How far from an edge the mouse may be and still read it, in pixels."""


class Picture:
    """The picture of one network at one size in one theme.

    Args:
        stage: the network.
        available: the size to lay it out for, in pixels.
        theme: its colours.

    Attributes:
        scene: the graphics scene that holds it.
        layout: where everything stands.
        columns: the column of every node, by name.
        bundles: the edges, link by link.
        heads: the arrowheads of each bundle.
        river: the gradient river.
        chips: the signs that are shown at the moment.
    """

    def __init__(self, stage: Stage, available: QSizeF, theme: Theme) -> None:
        self.stage, self._theme = stage, theme
        self.plan = plan(stage)
        self.layout = lay_out(self.plan, available)
        self.inks = Inks(theme, self._thickest())
        self.scene = HelpfulScene()
        self.scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.scene.setBackgroundBrush(QBrush(QColor(theme.panel)))
        self._build()
        self._readers = {
            each.name: [link for link in self.plan.links if link.source == each.name] for each in stage.inputs
        }
        self._light: Spotlight | None = None
        self.chips: list[Chip] = []

    # -- building -------------------------------------------------------------------------------

    def _build(self) -> None:
        layout, theme = self.layout, self._theme
        back, middle, front = (self._layer(z) for z in (0, 1, 3))
        self.columns = {
            name: ColumnItem(place, layout, self.inks, theme, back, front)
            for name, place in layout.places.items()
        }
        self.bundles = [self._bundle(link, middle) for link in self.plan.links]
        self.heads = [Heads(b.course, theme, layout.scale, b.layer) for b in self.bundles]
        self.river = River(layout, theme, back)
        self._coloured = [c for c in self.columns.values() if c.place.column.glyph is not Glyph.LOSS]
        self.painting = Painting(self.bundles, [column.units for column in self._coloured], self.inks)

    def _thickest(self) -> float:
        """The width of the strongest edge: less where edges are many or units close together."""
        if not self.plan.curved:
            return CROWDED
        return max(CROWDED, min(THICKEST, 0.6 * min(p.spacing for p in self.layout.places.values())))

    def _layer(self, z: float) -> QGraphicsPathItem:
        layer = QGraphicsPathItem()
        layer.setZValue(z)
        self.scene.addItem(layer)
        return layer

    def _bundle(self, link: Link, parent: QGraphicsPathItem) -> Bundle:
        places = self.layout.places
        way = course(link, places[link.source], places[link.node.name], self.plan.curved)
        return Bundle(link, way, parent)

    # -- showing --------------------------------------------------------------------------------

    def show(self, frame: Frame, mode: ColourMode, limit: Limit) -> None:
        """Brings everything to a frame of this picture's stage, coloured by a mode."""
        for bundle in self.bundles:
            bundle.choose(frame)
        columns = [each.place.column for each in self._coloured]
        shown = [unit_values(c, frame, mode, self._readers.get(c.name, [])) for c in columns]
        edges = [bundle.values(frame, mode) for bundle in self.bundles]
        self.painting.show([*edges, *shown], limit, frame.live)
        for column, values in zip(self._coloured, shown, strict=True):
            column.units.write_beneath(mode, values)
        # A run that explodes is to be seen exploding: its norms may overflow.
        with np.errstate(over="ignore", invalid="ignore"):
            self._show_numbers(frame)
        self._show_light(frame, mode)

    def _show_numbers(self, frame: Frame) -> None:
        by_node: dict[str, list[float | None]] = {}
        for name, column in self.columns.items():
            by_node[name] = [frame.norm(name, key) for key in column.place.column.norm_keys]
            column.show(frame, by_node[name])
        for each in self.stage.inputs:
            self.columns[each.name].note(_batch_note(frame))
        self.river.show([self._boundary(depth, frame, by_node) for depth in range(self.plan.depths)])

    def _boundary(self, depth: int, frame: Frame, by_node: dict[str, list[float | None]]) -> float | None:
        """The norm of all gradients that cross a boundary, None unless all are known.

        At the inputs that is ∂E/∂X of the nodes that read them, at the loss ∂E/∂E.
        """
        columns = self.plan.at_depth(depth)
        if columns[0].glyph is None:
            return _joint([_norm_of_sum(frame, readers) for readers in self._readers.values()])
        if columns[0].glyph is Glyph.LOSS:
            return frame.norm(columns[0].name, gradient_of("E"))
        found = [by_node[column.name][0] for column in columns]
        known = [norm for norm in found if norm is not None]
        if len(known) < len(found):
            return None
        return known[0] if len(known) == 1 else math.hypot(*known)

    # -- light ----------------------------------------------------------------------------------

    def _show_light(self, frame: Frame, mode: ColourMode) -> None:
        light = spotlight(frame)
        if light != self._light:
            self._light = light
            self._apply(light)
        for bundle, heads in zip(self.bundles, self.heads, strict=True):
            heads.show(travel(frame, mode, bundle.link, light))

    def _apply(self, light: Spotlight) -> None:
        colour = self._theme.of(light.kind) if light.kind else None
        for name, column in self.columns.items():
            column.light(colour if name in light.lit else None, light.dims(name))
        for bundle in self.bundles:
            bundle.layer.setOpacity(DIM if light.dims(bundle.link.node.name) else 1.0)
        for chip in self.chips:
            self.scene.removeItem(chip.item)
        self.chips = list(self._new_chips(light, colour)) if colour and light.text else []
        for chip in self.chips:
            self.scene.addItem(chip.item)

    def _new_chips(self, light: Spotlight, colour: str) -> Iterator[Chip]:
        """A chip per lit column, or one for all where they would cover each other."""
        strips = [self.columns[name].place.strip for name in sorted(light.lit)]
        chips = [Chip(light.text, colour, strip, self.layout, self._theme) for strip in strips]
        if any(a.box.intersects(b.box) for a in chips for b in chips if a is not b):
            whole = QRectF(strips[0])
            for strip in strips:
                whole = whole.united(strip)
            chips = [Chip(light.text, colour, whole, self.layout, self._theme)]
        yield from chips

    # -- the mouse ------------------------------------------------------------------------------

    def node_at(self, point: QPointF) -> str | None:
        """The column, or the node whose edge, is under a point."""
        for name, column in self.columns.items():
            if column.place.panel.contains(point):
                return name
        found = self.edge_at(point)
        return found[0].node.name if found else None

    def edge_at(self, point: QPointF) -> tuple[Link, int] | None:
        """The edge nearest to a point, if it is near enough."""
        best: tuple[Link, int] | None = None
        nearest = REACH
        for bundle in self.bundles:
            found = bundle.nearest(point)
            if found and found[1] <= nearest:
                nearest, best = found[1], (bundle.link, found[0])
        return best

    def weight_at(self, point: QPointF) -> Weight | None:
        """The weight whose edge is under a point, or the bias of the unit that is."""
        for column in self.columns.values():
            unit = column.unit_at(point)
            if unit is not None:
                about = column.place.column
                has_bias = about.info is not None and about.info.parameters.get("B") == (about.units,)
                return Weight(about.name, "B", (unit,)) if has_bias else None
        found = self.edge_at(point)
        if found is None or not found[0].dense:
            return None
        link, edge = found
        return Weight(link.node.name, "W", (int(link.starts[edge]), int(link.ends[edge])))

    def tip_at(self, point: QPointF, frame: Frame) -> str:
        """Names and exact values of what is under a point; empty where there is nothing."""
        for column in self.columns.values():
            unit = column.unit_at(point)
            if unit is not None:
                return tips.unit_tip(frame, column.place.column, unit, self.plan)
        if self.river.bounds().contains(point):
            depth = self.river.boundary(point.x())
            norm = self.river.norms[depth] if self.river.norms else None
            return tips.river_tip(self.plan.at_depth(depth), norm)
        edge = self.edge_at(point)
        if edge:
            return tips.link_tip(frame, *edge, self.plan)
        return next((self._head_tip(c, frame) for c in self.columns.values() if c.contains(point)), "")

    def _head_tip(self, column: ColumnItem, frame: Frame) -> str:
        return tips.column_tip(frame, column.place.column)


def _batch_note(frame: Frame) -> str:
    """Which sample of a batch of several the units show."""
    count = len(frame.rows)
    if count < 2:
        return ""
    text = QCoreApplication.translate("Canvas", "sample {0} of {1} of the batch")
    return text.format(frame.sample + 1, count)


def _joint(norms: list[float | None]) -> float | None:
    """The norm of several tensors as one, None unless all are known."""
    known = [norm for norm in norms if norm is not None]
    return float(np.hypot.reduce(known)) if len(known) == len(norms) else None


def _norm_of_sum(frame: Frame, readers: list[Link]) -> float | None:
    """‖∂E/∂X‖ at the input: what its readers send back, added."""
    found = [frame.array(link.node.name, gradient_of(link.key)) for link in readers]
    known = [array for array in found if array is not None]
    if not known or len(known) < len(found):
        return None
    return float(np.linalg.norm(sum(known[1:], known[0]).ravel()))
