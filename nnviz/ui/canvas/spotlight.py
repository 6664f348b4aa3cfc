"""What stepping singles out: which columns are lit, what their chips say, which way things travel.

While a run goes on, and before the first operation, nothing is singled out.
"""

from __future__ import annotations

from nnviz.dataclass import dataclass
from nnviz.nn import Glyph, Kind, NodeInfo, Operation
from nnviz.nn.describe import gradient_of
from nnviz.session.frame import Frame
from nnviz.ui.canvas.arrows import Travel
from nnviz.ui.canvas.links import Link
from nnviz.ui.canvas.modes import ColourMode
from nnviz.ui.editing.target import mask_of


@dataclass(frozen=True)
class Spotlight:
    """The operation under the cursor, as far as the picture is concerned.

    Attributes:
        kind: what it does, or None where nothing is singled out.
        lit: the names of the columns it concerns.
        texts: what it has just computed, in ever fewer words; empty for nothing.
    """

    kind: Kind | None = None
    lit: frozenset[str] = frozenset()
    texts: tuple[str, ...] = ()

    def dims(self, name: str) -> bool:
        """Whether a column, or the edges into it, step back."""
        return self.kind is not None and name not in self.lit


def spotlight(frame: Frame) -> Spotlight:
    """What a frame singles out."""
    operation = frame.operation
    if frame.live or operation is None or frame.probe is not None:
        return Spotlight()
    if operation.kind is Kind.UPDATE:
        movable = frozenset(node.name for node in frame.stage.nodes if _moves(frame, node))
        return Spotlight(operation.kind, movable, computed(frame, operation))
    return Spotlight(operation.kind, frozenset((operation.node,)), computed(frame, operation))


def _moves(frame: Frame, node: NodeInfo) -> bool:
    """Whether an update moves anything of a node: it has parameters, and not all are frozen."""
    masks = [mask_of(frame, node.name, key) for key in node.parameters]
    return any(mask is None or not mask.all() for mask in masks)


def travel(frame: Frame, mode: ColourMode, link: Link, light: Spotlight) -> Travel:
    """Which way the arrowheads of a link point: errors go back, values go forward."""
    if frame.probe is not None:
        return Travel.FORWARD
    if frame.live:
        known = frame.array(link.node.name, gradient_of(link.key)) is not None
        return Travel.BACKWARD if mode is ColourMode.GRADIENTS and known else Travel.NONE
    if light.kind in (None, Kind.UPDATE) or light.dims(link.node.name):
        return Travel.NONE
    return Travel.BACKWARD if light.kind is Kind.BACKWARD else Travel.FORWARD


def current(frame: Frame, mode: ColourMode, link: Link, light: Spotlight) -> Travel:
    """Which way pulses travel over a link: as its arrowheads point; and while a run goes on, in any colours,
    the way that what they stand for goes."""
    if frame.live and mode is ColourMode.ACTIVATIONS:
        return Travel.FORWARD
    return travel(frame, ColourMode.GRADIENTS if frame.live else mode, link, light)


def computed(frame: Frame, operation: Operation) -> tuple[str, ...]:
    """What the operation under the cursor has computed so far: ``Y``, ``E``, ``∂E/∂Y → ∂E/∂X, ∂E/∂W``; of an
    update that is complete, how it moved the parameters; then the results alone, and the last of them."""
    about = frame.stage.description(operation)
    gained = [about.symbol(formula.gives).text for formula in frame.formulas[: frame.done]]
    found = ", ".join(gained)
    whole = found
    if operation.kind is Kind.UPDATE and not frame.remaining:
        whole = about.summary
    elif operation.kind is Kind.BACKWARD:
        arriving = gradient_of("E" if about.glyph is Glyph.LOSS else "Y")
        whole = f"{about.symbol(arriving).text} → {found}"
    return tuple(dict.fromkeys(text for text in (whole, found, *gained[-1:]) if text))
