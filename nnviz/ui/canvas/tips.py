"""What the mouse reads: full names and exact values of whatever lies under it.

Values are written with every digit they have, so that they can be checked by hand; one that follows from
what was changed by hand is written after what it would be otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication

from nnviz.nn import Arrays, Glyph, NodeInfo
from nnviz.nn.derive import Weight
from nnviz.nn.describe import Array, gradient_of
from nnviz.session.frame import Frame
from nnviz.ui.canvas.links import Link
from nnviz.ui.canvas.plan import Column, Plan
from nnviz.ui.editing.target import mask_of
from nnviz.ui.language import translate_nn
from nnviz.ui.numbers import bare
from nnviz.ui.scale_words import scale_words


def exact(value: float, plus: str = "+") -> str:
    """A number with all its digits, its sign and a true minus."""
    return f"{plus if value > 0 else ''}{float(value)!r}".replace("-", "−")


def link_tip(frame: Frame, link: Link, edge: int, plan: Plan) -> str:
    """Everything known of one edge."""
    start, end = int(link.starts[edge]), int(link.ends[edge])
    source, target = plan.column(link.source), plan.column(link.node.name)
    way = f"{source.unit_name(start)}→{target.unit_name(end)}"
    title = f"{source.title} → {target.title}"
    lines = []
    if link.dense:
        lines += [
            _line(frame, link.node, key, (start, end), way) for key in ("W", gradient_of("W"))
        ] + _before(frame, link.node, "W", (start, end), way)
    lines += [
        _sample(frame, link.node, key, start, source.unit_name(start))
        for key in (link.key, gradient_of(link.key))
    ]
    return _joined(title, lines)


def weight_tip(frame: Frame, weight: Weight, plan: Plan) -> str:
    """Everything known of the edge that is a weight of a dense layer."""
    start, end = weight.index
    for link in plan.links:
        if link.node.name == weight.node and link.dense:
            found = np.flatnonzero((link.starts == start) & (link.ends == end))
            return link_tip(frame, link, int(found[0]), plan)
    return ""


def unit_tip(frame: Frame, column: Column, unit: int, plan: Plan) -> str:
    """Everything known of one unit."""
    name = column.unit_name(unit)
    if column.info is None and column.labels:
        return _joined(column.title, _input_lines(frame, column, unit, plan))
    if column.glyph is Glyph.LOSS:
        return loss_tip(frame, column)
    if column.info is None:
        return _joined(_unit_title(column, unit), _data_lines(frame, column, (unit,)))
    keys = ["Y", gradient_of("Y"), *([column.mask] if column.mask else [])]
    lines = [_sample(frame, column.info, key, unit, name) for key in keys]
    if column.info.parameters.get("B") == (column.units,):
        lines += [_line(frame, column.info, key, (unit,), name) for key in ("B", gradient_of("B"))]
        lines += _before(frame, column.info, "B", (unit,), name)
    return _joined(_unit_title(column, unit), lines)


def bias_tip(frame: Frame, column: Column, unit: int) -> str:
    """Everything known of the bias of one unit."""
    assert column.info is not None
    name = column.unit_name(unit)
    text = QCoreApplication.translate("Canvas", "{0}, bias of unit {1} of {2}")
    lines = [_line(frame, column.info, key, (unit,), name) for key in ("B", gradient_of("B"))]
    before = _before(frame, column.info, "B", (unit,), name)
    return _joined(text.format(column.title, unit + 1, column.units), (*lines, *before))


def _unit_title(column: Column, unit: int) -> str:
    title = QCoreApplication.translate("Canvas", "{0}, unit {1} of {2}")
    return title.format(column.title, unit + 1, column.units)


def _input_lines(frame: Frame, column: Column, unit: int, plan: Plan) -> Iterable[str]:
    name, value = column.unit_name(unit), _of_sample(frame, unit)
    if frame.array(column.name, "Y") is not None:
        yield f"{name} = {_value(frame.arrays, frame.unedited, column.name, 'Y', value)}"
        yield from _unscaled(frame, column.name, unit, name)
    for link in plan.links:
        if link.source == column.name:
            yield _sample(frame, link.node, gradient_of(link.key), unit, name)


def _unscaled(frame: Frame, source: str, unit: int, name: str) -> Iterable[str]:
    """What a scaled feature was before, and what was done to it."""
    info = next((each for each in frame.stage.inputs if each.name == source), None)
    scale = info.scale(unit) if info else None
    if scale is not None:
        before = bare(scale.undone(float(frame.arrays[source]["Y"][frame.sample, unit])))
        text = QCoreApplication.translate("Canvas", "{0} in the file: {1}")
        yield text.format(name, before)
        yield scale_words(scale)


def cell_tip(frame: Frame, column: Column, key: str, cell: tuple[int, ...], plan: Plan) -> str:
    """Everything known of one cell of a tensor that is shown cell by cell."""
    info = column.info
    if info is not None and _parameter(key) in info.parameters:
        return _weight_tip(frame, column, info, _parameter(key), cell)
    if len(cell) == 1:
        return unit_tip(frame, column, cell[0], plan)
    title = f"{column.title}, {place_name(cell)}"
    if info is None:
        return _joined(title, _data_lines(frame, column, cell))
    keys = ("X", gradient_of("X")) if key == "X" else ("Y", gradient_of("Y"))
    symbols = {each: info.description.symbol(each).text for each in keys}
    return _joined(title, (_stated(frame, symbols[each], (info.name, each), cell) for each in keys))


def _data_lines(frame: Frame, column: Column, cell: tuple[int, ...]) -> Iterable[str]:
    sources = [("X", (column.name, "Y")), ("∂E/∂X", column.gradient)]
    return (_stated(frame, text, subject, cell) for text, subject in sources if subject)


def _stated(frame: Frame, symbol: str, subject: tuple[str, str], cell: tuple[int, ...]) -> str:
    """One cell of the sample that is looked at, under a symbol."""
    place = (frame.sample, *cell)
    return f"{symbol} = {_value(frame.arrays, frame.unedited, *subject, lambda array: float(array[place]))}"


def _weight_tip(frame: Frame, column: Column, info: NodeInfo, key: str, cell: tuple[int, ...]) -> str:
    """A weight, its gradient and what it was before the update that is under the cursor."""
    if len(cell) == 4:
        row, across, source, channel = (place + 1 for place in cell)
        text = QCoreApplication.translate("Canvas", "kernel {0}, input channel {1}, row {2}, column {3}")
        title = f"{column.title}, {text.format(channel, source, row, across)}"
        name = ", ".join(str(place + 1) for place in cell)
    else:
        title, name = column.title, "→".join(str(place + 1) for place in cell)
    lines = [_line(frame, info, each, cell, name) for each in (key, gradient_of(key))]
    return _joined(title, (*lines, *_before(frame, info, key, cell, name)))


def place_name(cell: tuple[int, ...]) -> str:
    """The place of a cell of images (row, column, channel), in words, counted from 1."""
    row, column, channel = (place + 1 for place in cell)
    text = QCoreApplication.translate("Canvas", "channel {0}, row {1}, column {2}")
    return text.format(channel, row, column)


def _parameter(key: str) -> str:
    """The parameter that a key is, or is the gradient of."""
    return key[1:] if key.startswith("d") else key


def loss_tip(frame: Frame, column: Column) -> str:
    """E, the target and the prediction."""
    info = column.info
    lines = [f"{column.title}: {column.formula}"]
    if info is not None:
        for key in ("E", "T", "X", gradient_of("X")):
            array = frame.array(info.name, key)
            count = 0 if array is None else len(frame.of_sample(array))
            cells = (_of_sample(frame, place) for place in range(count))
            values = [_value(frame.arrays, frame.unedited, info.name, key, cell) for cell in cells]
            lines.append(f"{info.description.symbol(key).text} = {', '.join(values) or _missing()}")
    return _joined(lines[0], lines[1:])


def column_tip(frame: Frame, column: Column) -> str:
    """The head of a column, whole, with the exact norms of its gradients."""
    info = column.info
    if info is None:
        return f"{column.title} {column.formula}"
    if column.glyph is Glyph.LOSS:
        return loss_tip(frame, column)
    about = info.description
    meanings = [translate_nn(formula.meaning) for formula in about.forward]
    lines = (*meanings, *_norm_lines(frame, column), *_frozen_lines(frame, info))
    return _joined(f"{column.title}: {column.formula}", lines)


def _frozen_lines(frame: Frame, node: NodeInfo) -> Iterable[str]:
    """How many weights of each parameter no update moves, where there are any."""
    for key in node.parameters:
        mask = mask_of(frame, node.name, key)
        if mask is not None:
            text = QCoreApplication.translate("Canvas", "{0}: {1} of {2} frozen")
            yield text.format(node.description.symbol(key).text, int(mask.sum()), mask.size)


def _norm_lines(frame: Frame, column: Column) -> Iterable[str]:
    assert column.info is not None
    for key in column.norm_keys:
        text = column.info.description.symbol(key).text
        yield f"‖{text}‖ = {_value(frame.arrays, frame.unedited, column.name, key, _norm, '')}"


def _norm(array: Array) -> float:
    return float(np.linalg.norm(array.ravel()))


def river_tip(columns: Sequence[Column], norm: float | None) -> str:
    """The value of the river at one boundary."""
    names = ", ".join(column.title for column in columns)
    if columns[0].info is None:
        symbol = "‖∂E/∂X‖"
    else:
        symbol = "‖∂E/∂E‖" if columns[0].glyph is Glyph.LOSS else "‖∂E/∂Y‖"
    value = _missing() if norm is None else exact(norm).removeprefix("+")
    return f"{names}\n{symbol} = {value}"


def _sample(frame: Frame, node: NodeInfo, key: str, unit: int, name: str) -> str:
    """One value of the sample that is looked at."""
    value = _value(frame.arrays, frame.unedited, node.name, key, _of_sample(frame, unit))
    return _written(node, key, name, value)


def _line(frame: Frame, node: NodeInfo, key: str, place: tuple[int, ...], name: str) -> str:
    """One value of a parameter or of its gradient."""
    value = _value(frame.arrays, frame.unedited, node.name, key, lambda array: float(array[place]))
    return _written(node, key, name, value)


def _before(frame: Frame, node: NodeInfo, key: str, place: tuple[int, ...], name: str) -> list[str]:
    """What the update under the cursor has just overwritten, and that a weight is frozen."""
    held = mask_of(frame, node.name, key)
    if held is not None and held[place]:
        return [QCoreApplication.translate("Canvas", "frozen: no update moves it")]
    if key not in frame.before.get(node.name, {}):
        return []
    text = QCoreApplication.translate("Canvas", "before the update: {0}")
    value = _value(frame.before, frame.unedited_before, node.name, key, lambda array: float(array[place]))
    return [text.format(_written(node, key, name, value))]


def _of_sample(frame: Frame, unit: int) -> Callable[[Array], float]:
    return lambda array: float(frame.of_sample(array)[unit])


def _value(
    arrays: Arrays, plain: Arrays, node: str, key: str, cell: Callable[[Array], float], plus: str = "+"
) -> str:
    """A cell of a tensor; where it would be another but for a change by hand, that one and an arrow first."""
    array, other = arrays.get(node, {}).get(key), plain.get(node, {}).get(key)
    if array is None:
        return _missing()
    value = cell(array)
    if other is None or cell(other) == value:
        return exact(value, plus)
    return f"{exact(cell(other), plus)}{_ARROW}{exact(value, plus)}"


_ARROW = " ⇒ "


def _joined(title: str, lines: Iterable[str]) -> str:
    """A title over lines, and what an arrow means where there is one."""
    told = [title, *lines]
    if any(_ARROW in line for line in told[1:]):
        told.append(
            QCoreApplication.translate("Canvas", "⇒ leads from what it would be without the changes by hand")
        )
    return "\n".join(told)


def _written(node: NodeInfo, key: str, name: str, value: str) -> str:
    return f"{node.description.symbol(key).text}[{name}] = {value}"


def of_probe(text: str) -> str:
    """What is said of a pass, said of a probe, in which nothing is still to come."""
    instead = QCoreApplication.translate("Canvas", "not available: a probe goes forward only")
    return text.replace(_missing(), instead)


def _missing() -> str:
    return QCoreApplication.translate("Canvas", "not computed yet in this pass")
