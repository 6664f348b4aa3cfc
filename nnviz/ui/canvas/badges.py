"""The badges of the canvas: small signs in the heads of columns that name what is wrong there.

Each kind has a shape of its own, so that it can be told without its colour or its words.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from nnviz.session.diagnosis import Ailment, Finding, Findings, Severity, diagnose
from nnviz.session.frame import Frame
from nnviz.ui.canvas.ailments import reason, short_texts
from nnviz.ui.canvas.column import ColumnItem
from nnviz.ui.canvas.label import LEFT, Label
from nnviz.ui.canvas.layout import Layout
from nnviz.ui.theme import Theme, mixed

_STROKES: Mapping[Ailment, tuple[tuple[tuple[float, float], ...], ...]] = {
    Ailment.NOT_FINITE: (((0, -1), (1, 0), (0, 1), (-1, 0), (0, -1)),),
    Ailment.EXPLODING: (((-1, 0.8), (0, -0.9), (1, 0.8), (-1, 0.8)),),
    Ailment.VANISHING: (((-1, -0.8), (1, -0.8), (0, 0.9), (-1, -0.8)),),
    Ailment.DEAD: (((-0.8, -0.8), (0.8, 0.8)), ((-0.8, 0.8), (0.8, -0.8))),
    Ailment.SATURATED: (((-1, 0.7), (-0.4, 0.7), (0.3, -0.7), (1, -0.7)),),
    Ailment.LONG_STEP: (((-0.9, -0.8), (-0.1, 0), (-0.9, 0.8)), ((0.1, -0.8), (0.9, 0), (0.1, 0.8))),
    Ailment.SHORT_STEP: (((-0.4, -0.8), (0.4, 0), (-0.4, 0.8)),),
}
"""The shape of each ailment: lines through points from −1 to 1, y downwards."""


class Badge:
    """The sign of one column.

    Attributes:
        finding: what it names, the worst of the column.
        text: what it says beside its shape, which may be nothing.
        box: where it is.
        item: to be removed from the scene with it.
    """

    def __init__(self, findings: tuple[Finding, ...], room: QRectF, layout: Layout, theme: Theme) -> None:
        self.finding = findings[0]
        self.colour = QColor(theme.bad if self.finding.severity is Severity.SERIOUS else theme.loss)
        metrics, half = QFontMetricsF(layout.fonts.small), 3.6 * layout.scale
        more = f" +{len(findings) - 1}" if findings[1:] else ""
        texts = (text + more if text else "" for text in short_texts(self.finding))
        free = room.width() - 2 * half - 11
        self.text = next(text for text in texts if not text or metrics.horizontalAdvance(text) <= free)
        wide = 2 * half + 8 + (metrics.horizontalAdvance(self.text) + 3 if self.text else 0)
        self.box = QRectF(room.center().x() - wide / 2, room.top(), wide, room.height())
        self.item = self._pill(theme)
        self._shape(QPointF(self.box.left() + 4 + half, self.box.center().y()), half)
        if self.text:
            x, brush = self.box.left() + 2 * half + 7, QBrush(QColor(theme.text))
            Label(self.item, layout.fonts.small, x, self.box.center().y(), brush, LEFT).show(self.text)

    def _pill(self, theme: Theme) -> QGraphicsPathItem:
        path = QPainterPath()
        path.addRoundedRect(self.box, self.box.height() / 3, self.box.height() / 3)
        item = QGraphicsPathItem(path)
        item.setPen(QPen(self.colour, 1.0))
        item.setBrush(QBrush(mixed(theme.panel, self.colour, 0.2)))
        item.setZValue(8)
        return item

    def _shape(self, middle: QPointF, half: float) -> None:
        path = QPainterPath()
        for points in _STROKES[self.finding.ailment]:
            path.addPolygon(QPolygonF([middle + QPointF(x, y) * half for x, y in points]))
        round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        shape = QGraphicsPathItem(path, self.item)
        shape.setPen(QPen(QBrush(self.colour), 1.6, Qt.PenStyle.SolidLine, round_cap, round_join))


class Badges:
    """All badges of a picture.

    Args:
        columns: whose heads they stand in.
        parent: the layer they lie on.

    Attributes:
        findings: what was found last, also what is too slight for a badge.
        shown: the badges by the names of their nodes.
    """

    def __init__(
        self,
        columns: Mapping[str, ColumnItem],
        layout: Layout,
        theme: Theme,
        parent: QGraphicsItem,
    ) -> None:
        self._columns, self._layout, self._theme, self._parent = columns, layout, theme, parent
        self.findings: Findings = {}
        self.shown: dict[str, Badge] = {}

    def show(self, frame: Frame) -> None:
        """Brings the badges up to date."""
        found = diagnose(frame)
        for name, column in self._columns.items():
            if self._told(found, name) != self._told(self.findings, name):
                self._replace(column, name, self._told(found, name))
        self.findings = found

    @staticmethod
    def _told(findings: Findings, name: str) -> tuple[Finding, ...]:
        """What a badge tells of: not what is merely worth knowing."""
        return tuple(f for f in findings.get(name, ()) if f.severity > Severity.NOTE)

    def _replace(self, column: ColumnItem, name: str, findings: tuple[Finding, ...]) -> None:
        old = self.shown.pop(name, None)
        if old is not None and (scene := old.item.scene()) is not None:
            scene.removeItem(old.item)
        if findings:
            badge = self.shown[name] = Badge(findings, column.place.badge, self._layout, self._theme)
            badge.item.setParentItem(self._parent)
        column.make_room_in_head(bool(findings))

    # -- reading --------------------------------------------------------------------------------

    def at(self, point: QPointF) -> Finding | None:
        """What the badge under a point names."""
        return next((badge.finding for badge in self.shown.values() if badge.box.contains(point)), None)

    def tip_at(self, point: QPointF, frame: Frame) -> str:
        """All that is wrong with the node whose badge is under a point, and that a click leads on."""
        finding = self.at(point)
        if finding is None:
            return ""
        lead = QCoreApplication.translate("Canvas", "Click to open the lesson on it")
        title = self._columns[finding.node].place.column.title
        return f"{title}\n{self.reasons(finding.node, frame)}\n{lead}"

    def reasons(self, name: str, frame: Frame) -> str:
        """All that was found of a node, a line each."""
        node = frame.stage.node(name)
        return "\n".join(reason(each, frame, node) for each in self.findings.get(name, ()) if node)

    def listed(self, frame: Frame) -> list[tuple[str, str, Finding]]:
        """What every badge says, all that was found with it, and the finding, from the input on."""
        return [
            (
                f"{self._columns[name].place.column.title}: {short_texts(self.shown[name].finding)[0]}",
                self.reasons(name, frame),
                self.shown[name].finding,
            )
            for name in self._columns
            if name in self.shown
        ]

    def said(self) -> str:
        """What all badges say, for those who cannot see them."""
        return "; ".join(
            f"{self._columns[name].place.column.title}: {short_texts(badge.finding)[0]}"
            for name, badge in self.shown.items()
        )
