"""What is under the mouse: a unit, a cell of a tensor, an edge, the river or the head of a column.

It gives names for what can be clicked and words for what can be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF

from nnviz.nn import Glyph
from nnviz.nn.derive import Weight
from nnviz.session.frame import Frame
from nnviz.ui.canvas import tips
from nnviz.ui.canvas.badges import Badges
from nnviz.ui.canvas.column import ColumnItem
from nnviz.ui.canvas.edge import Bundle
from nnviz.ui.canvas.links import Link
from nnviz.ui.canvas.plan import Plan
from nnviz.ui.canvas.river import River
from nnviz.ui.neuron import Neuron

REACH = 9.0
"""How far from an edge the mouse may be and still read it, in pixels."""


class Pointer:
    """Finds things in a picture.

    Args:
        columns, bundles, river, badges: what there is to be found.
    """

    def __init__(
        self,
        plan: Plan,
        columns: Mapping[str, ColumnItem],
        bundles: Sequence[Bundle],
        river: River,
        badges: Badges,
    ) -> None:
        self.plan, self.columns, self.bundles = plan, columns, bundles
        self.river, self.badges = river, badges

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

    def neuron_at(self, point: QPointF) -> Neuron | None:
        """The unit, or the channel of images, under a point."""
        if self.bias_at(point) is not None:
            return None
        return next(filter(None, (column.neuron_at(point) for column in self.columns.values())), None)

    def head_at(self, point: QPointF) -> str | None:
        """The layer whose head is under a point; an input and the loss have nothing that is learned."""
        for name, column in self.columns.items():
            about = column.place.column
            if about.info is not None and about.glyph is not Glyph.LOSS and column.in_head(point):
                return name
        return None

    def bias_at(self, point: QPointF) -> tuple[ColumnItem, int] | None:
        """The column and the unit of the bias whose line is under a point."""
        for column in self.columns.values():
            unit = column.biases.at(point)
            if unit is not None:
                return column, unit
        return None

    def weight_at(self, point: QPointF) -> Weight | None:
        """The weight whose edge or cell is under a point, or the bias whose line is."""
        bias = self.bias_at(point)
        if bias is not None:
            return Weight(bias[0].place.column.name, "B", (bias[1],))
        for column in self.columns.values():
            about = column.place.column
            if column.units.unit_at(point) is not None:
                return None
            found = column.cell_at(point)
            if found is not None:
                sheet, cell = found
                is_weight = not sheet.spot.sample and about.info is not None
                return Weight(about.name, sheet.spot.key.removeprefix("d"), cell) if is_weight else None
        return self._weight_of_edge(point)

    def _weight_of_edge(self, point: QPointF) -> Weight | None:
        found = self.edge_at(point)
        if found is None or not found[0].dense:
            return None
        link, edge = found
        return Weight(link.node.name, "W", (int(link.starts[edge]), int(link.ends[edge])))

    def tip_at(self, point: QPointF, frame: Frame) -> str:
        """Names and exact values of what is under a point; empty where there is nothing."""
        if told := self.badges.tip_at(point, frame):
            return told
        bias = self.bias_at(point)
        if bias is not None:
            return tips.bias_tip(frame, bias[0].place.column, bias[1])
        for column in self.columns.values():
            unit = column.units.unit_at(point)
            if unit is not None:
                return tips.unit_tip(frame, column.place.column, unit, self.plan)
            found = column.cell_at(point)
            if found is not None:
                return tips.cell_tip(frame, column.place.column, found[0].spot.key, found[1], self.plan)
        if self.river.bounds().contains(point):
            depth = self.river.boundary(point.x())
            norm = self.river.norms[depth] if self.river.norms else None
            return tips.river_tip(self.plan.at_depth(depth), norm)
        edge = self.edge_at(point)
        if edge and edge[0].units:
            return tips.link_tip(frame, *edge, self.plan)
        return next((self._head_tip(c, frame) for c in self.columns.values() if c.contains(point)), "")

    def _head_tip(self, column: ColumnItem, frame: Frame) -> str:
        about, reasons = column.place.column, self.badges.reasons(column.place.column.name, frame)
        return "\n".join(filter(None, (tips.column_tip(frame, about), reasons)))
