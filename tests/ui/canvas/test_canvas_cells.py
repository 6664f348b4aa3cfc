"""Cells can be read, clicked and magnified: every weight of a kernel or a matrix, and every pixel."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from nnviz.nn.derive import Weight
from nnviz.ui.canvas.spots import kernel_cells, map_cells, strip_cells
from nnviz.ui.canvas.units import fitted
from tests.networks import NETWORKS


def exact(value):
    return f"{'+' if value > 0 else ''}{float(value)!r}".replace("-", "−")


def sheet_of(canvas, node, key):
    return next(sheet for sheet in canvas.picture.columns[node].sheets if sheet.spot.key == key)


def point_of(canvas, sheet, cell):
    """A point of the viewport on a cell, given by its number."""
    middles = dict(sheet.spot.middles(sheet.spot.box))
    return canvas.view.mapFromScene(middles[cell])


@pytest.fixture
def big(canvas, qapp):
    canvas.resize(1600, 900)
    qapp.processEvents()
    return canvas


@pytest.mark.parametrize("key", ["W", "dW"])
def test_a_click_on_a_cell_of_a_kernel_names_that_weight(big, qtbot, key):
    frame = NETWORKS["cnn"]().frame()
    big.show_frame(frame)
    heard = []
    big.weight_clicked.connect(heard.append)
    sheet = sheet_of(big, "conv2d_1", key)
    numbers = range(0, 54, 5)
    for number in numbers:
        point = point_of(big, sheet, number)
        qtbot.mouseClick(big.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    shape = frame.array("conv2d_1", "W").shape
    assert heard == [Weight("conv2d_1", "W", tuple(map(int, np.unravel_index(n, shape)))) for n in numbers]


def test_a_click_on_a_cell_of_a_matrix_names_that_weight_and_says_its_value(big, qtbot):
    frame = NETWORKS["cnn"]().frame()
    big.show_frame(frame)
    heard = []
    big.weight_clicked.connect(heard.append)
    for key in ("W", "dW"):
        sheet = sheet_of(big, "dense_5", key)
        for number in (0, 9, 10, 273, 539):
            start, end = divmod(number, 10)
            point = point_of(big, sheet, number)
            qtbot.mouseClick(big.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
            assert heard.pop() == Weight("dense_5", "W", (start, end))
            assert big.tip_at(point).splitlines() == [
                "Dense 5",
                f"W[{start + 1}→{end + 1}] = {exact(frame.array('dense_5', 'W')[start, end])}",
                f"∂E/∂W[{start + 1}→{end + 1}] = {exact(frame.array('dense_5', 'dW')[start, end])}",
            ]


def test_a_click_on_a_cell_of_an_output_names_no_weight(big, qtbot):
    big.show_frame(NETWORKS["cnn"]().frame())
    heard, nodes = [], []
    big.weight_clicked.connect(heard.append)
    big.node_clicked.connect(nodes.append)
    point = point_of(big, sheet_of(big, "conv2d_1", "Y"), 8)
    qtbot.mouseClick(big.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert (heard, nodes) == ([], ["conv2d_1"])


def test_every_pixel_is_read_with_its_place_and_its_gradient(big):
    frame = NETWORKS["cnn"]().frame()
    big.show_frame(frame)
    for key in ("Y", "dY"):
        sheet, output = sheet_of(big, "conv2d_1", key), frame.array("conv2d_1", "Y")[0]
        for number in range(0, output.size, 17):
            row, column, channel = np.unravel_index(number, output.shape)
            assert big.tip_at(point_of(big, sheet, number)).splitlines() == [
                f"Conv2D 1, channel {channel + 1}, row {row + 1}, column {column + 1}",
                f"Y = {exact(output[row, column, channel])}",
                f"∂E/∂Y = {exact(frame.array('conv2d_1', 'dY')[0, row, column, channel])}",
            ]


def test_a_pixel_of_the_data_is_read_with_its_gradient(big):
    frame = NETWORKS["cnn"]().frame()
    big.show_frame(frame)
    big.sample.box.setValue(4)
    text = big.tip_at(point_of(big, sheet_of(big, "input", "Y"), 8 * 3 + 4))
    assert text.splitlines() == [
        "Input, channel 1, row 4, column 5",
        f"X = {exact(frame.array('input', 'Y')[3, 3, 4, 0])}",
        f"∂E/∂X = {exact(frame.array('conv2d_1', 'dX')[3, 3, 4, 0])}",
    ]


def test_a_kernel_of_several_inputs_is_found_cell_by_cell(big):
    frame = NETWORKS["deep-cnn"]().frame()
    big.show_frame(frame)
    big.view.zoom(6.0)
    sheet, weights = sheet_of(big, "conv2d_5", "W"), frame.array("conv2d_5", "W")
    assert weights.shape == (3, 3, 8, 16)
    cells = np.unique(sheet.spot.index)
    assert cells[cells >= 0].tolist() == list(range(weights.size))
    middles = dict(sheet.spot.middles(sheet.spot.box))
    for number in range(0, weights.size, 97):
        assert sheet.cell(middles[number]) == tuple(np.unravel_index(number, weights.shape))


def test_a_cell_of_a_strip_is_a_unit(big):
    frame = NETWORKS["widest"]().frame()
    big.show_frame(frame)
    for number in (0, 499, 999):
        text = big.tip_at(point_of(big, sheet_of(big, "dense_1", "Y"), number))
        assert text.splitlines()[:2] == [
            f"Dense 1, unit {number + 1} of 1000",
            f"Y[{number + 1}] = {exact(frame.array('dense_1', 'Y')[0, number])}",
        ]


def shown(canvas):
    return [item for item in canvas.picture.figures.items if item.isVisible()]


def test_cells_that_are_magnified_enough_hold_their_numbers(canvas):
    network = NETWORKS["784-128-64-10"]()
    frame = network.frame(len(network.trace.operations))
    canvas.show_frame(frame)
    assert shown(canvas) == []
    sheet, weights = sheet_of(canvas, "dense_1", "W"), frame.array("dense_1", "W")
    middles = sheet.spot.box.center()
    canvas.view.zoom(1000.0, canvas.view.mapFromScene(middles).toPointF())
    assert canvas.view.magnification == pytest.approx(canvas.view.nearest)
    found = shown(canvas)
    assert len(found) > 100
    for item in found[::9]:
        box = item.deviceTransform(canvas.view.viewportTransform()).mapRect(item.boundingRect())
        cell = sheet.cell(canvas.view.mapToScene(box.center().toPoint()))
        assert item.text() == fitted(weights[cell])
        assert item.font().pixelSize() == 11
    canvas.fit()
    assert shown(canvas) == []


def test_numbers_in_cells_follow_the_view(canvas, qtbot):
    network = NETWORKS["cnn"]()
    canvas.show_frame(network.frame(3))
    canvas.view.zoom(1000.0)
    before = {item.text() + str(item.pos()) for item in shown(canvas)}
    viewport, left = canvas.view.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(viewport, left, pos=QPoint(300, 100))
    qtbot.mouseMove(viewport, QPoint(100, 30))
    qtbot.mouseRelease(viewport, left, pos=QPoint(100, 30))
    assert {item.text() + str(item.pos()) for item in shown(canvas)} != before


def test_small_units_hold_their_values_when_magnified(canvas):
    network = NETWORKS["32-32-32"]()
    frame = network.frame(len(network.trace.operations))
    canvas.show_frame(frame)
    assert shown(canvas) == []
    unit = canvas.picture.layout.places["dense_1"].units[16]
    canvas.view.zoom(1000.0, canvas.view.mapFromScene(unit).toPointF())
    values = {fitted(value) for value in frame.array("dense_1", "Y")[0]}
    texts = [item.text() for item in shown(canvas)]
    assert texts
    assert set(texts) <= values


def test_a_matrix_seen_from_near_shows_every_weight_by_itself(canvas):
    canvas.show_frame(NETWORKS["784-128-64-10"]().frame())
    sheet = sheet_of(canvas, "dense_1", "W")
    assert sheet.item.pixmap().width() < 128
    for _ in range(12):
        canvas.zoom_in()
    assert (sheet.item.pixmap().width(), sheet.item.pixmap().height()) == (128, 784)
    scale = sheet.item.transform()
    assert scale.m11() * 128 == pytest.approx(sheet.spot.box.width())
    assert scale.m22() * 784 == pytest.approx(sheet.spot.box.height())


def test_the_cells_of_a_map_stand_as_in_the_image():
    cells = map_cells((4, 5, 3))
    for row, column, channel in np.ndindex(4, 5, 3):
        assert cells[channel, row, column] == np.ravel_multi_index((row, column, channel), (4, 5, 3))


@pytest.mark.parametrize("inputs", [1, 4, 7])
def test_the_cells_of_a_kernel_stand_as_in_its_window_and_inputs_in_a_square(inputs):
    shape = (2, 3, inputs, 5)
    cells, across = kernel_cells(shape), int(np.ceil(np.sqrt(inputs)))
    for row, column, source, channel in np.ndindex(shape):
        down, right = divmod(source, across)
        number = np.ravel_multi_index((row, column, source, channel), shape)
        assert cells[channel, 2 * down + row, 3 * right + column] == number
    assert (cells >= 0).sum() == np.prod(shape)


def test_the_cells_of_a_strip_stand_in_reading_order():
    cells = strip_cells(100, 20.0, 150.0)[0]
    found = cells[cells >= 0]
    assert found.tolist() == list(range(100))
    assert strip_cells(784, 40.0, 100.0).shape == (1, 28, 28)
