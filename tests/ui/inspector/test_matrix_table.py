"""A matrix shows each number as it was recorded, paints what is seen, and can be copied."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from nnviz.ui.inspector.cell_grid import CELL_HEIGHT, ROWS_SHOWN
from nnviz.ui.inspector.matrix_table import MatrixTable
from nnviz.ui.inspector.tensor import Tensor
from nnviz.ui.theme import DARK, LIGHT, readable_on


class Counting(MatrixTable):
    """Counts the cells it paints."""

    painted = 0

    def _paint_cell(self, painter, row, column):
        self.painted += 1
        super()._paint_cell(painter, row, column)


def shown(qtbot, array, digits=4, kind=MatrixTable, **about):
    table = kind()
    qtbot.addWidget(table)
    table.show_tensor(Tensor("W", np.asarray(array, float), **about), digits, DARK)
    table.resize(table.fitted_size(600))
    with qtbot.waitExposed(table):
        table.show()
    return table


def middle(table, row, column):
    return table._cell_rect(row, column).center()


def test_cells_say_the_numbers_at_the_digits_asked_for(qtbot):
    table = shown(qtbot, [[0.123456, -2.0], [0.0, 1e-7]])
    assert [[table.text(r, c) for c in (0, 1)] for r in (0, 1)] == [
        ["+0.1235", "−2.0000"],
        ["0.0000", "+1.00e-7".replace("-", "−")],
    ]


def test_every_number_fits_in_its_cell(qtbot):
    rng = np.random.default_rng(0)
    for digits in (2, 4, 8):
        for scale in (1e-12, 1e-3, 1.0, 1e3, 1e7, 1e200):
            table = shown(qtbot, rng.normal(size=(7, 5)) * scale, digits)
            widest = max(
                table.fontMetrics().horizontalAdvance(table.text(r, c)) for r in range(7) for c in range(5)
            )
            assert widest <= table._cell_rect(0, 0).width() - 8


def test_what_is_not_finite_stands_on_the_colour_of_trouble(qtbot):
    table = shown(qtbot, [[np.nan, np.inf, -np.inf, 1.0]])
    assert [table.text(0, c) for c in range(4)] == ["NaN", "+∞", "−∞", "+1.0000"]
    for column in range(3):
        assert table.cell_colours(0, column)[0].name() == DARK.bad
    assert table.cell_colours(0, 3)[0].name() == DARK.positive
    image = table.viewport().grab().toImage()
    spot = table._cell_rect(0, 0).topLeft() + QPoint(8, 5)
    assert image.pixelColor(spot).name() == DARK.bad


def test_colours_go_from_one_pole_to_the_other_and_text_stays_readable(qtbot):
    table = shown(qtbot, [[-1.0, 0.0, 1.0]])
    backs = [table.cell_colours(0, column)[0].name() for column in range(3)]
    assert backs == [DARK.negative, DARK.neutral, DARK.positive]
    for column in range(3):
        back, ink = table.cell_colours(0, column)
        assert ink == readable_on(back)
    table.show_tensor(table.tensor, 4, LIGHT)
    assert table.cell_colours(0, 2)[0].name() == LIGHT.positive


def test_a_setting_is_written_plainly_and_not_coloured(qtbot):
    table = shown(qtbot, 0.1, constant=True)
    assert table.text(0, 0) == "0.1"
    assert table.cell_colours(0, 0)[0].name() == DARK.raised


def test_a_large_matrix_paints_only_the_cells_that_are_seen(qtbot):
    table = shown(qtbot, np.ones((64, 128)), kind=Counting)
    table.painted = 0
    table.viewport().grab()
    across = table.viewport().width() // table._cell.width() + 2
    assert ROWS_SHOWN * 5 <= table.painted <= (ROWS_SHOWN + 1) * across
    assert table.painted < 110 < 64 * 128


def test_only_the_cells_under_the_changed_part_are_painted(qtbot):
    table = shown(qtbot, np.ones((64, 128)), kind=Counting)
    table.painted = 0
    table.viewport().grab(QRect(middle(table, 2, 3), middle(table, 3, 3)))
    assert table.painted == 2


def test_a_large_matrix_scrolls_within_bounds_to_its_last_cell(qtbot):
    table = shown(qtbot, np.arange(64.0 * 128).reshape(64, 128))
    assert table.width() <= 600
    assert table.viewport().height() == ROWS_SHOWN * CELL_HEIGHT
    for bar in (table.horizontalScrollBar(), table.verticalScrollBar()):
        bar.setValue(bar.maximum())
    corner = QPoint(table.viewport().width() - 4, table.viewport().height() - 4)
    assert table.cell_at(corner) == (63, 127)


def test_a_small_matrix_is_shown_whole(qtbot):
    table = shown(qtbot, np.ones((3, 2)))
    assert table.viewport().size() == table.natural_size()
    assert not table.verticalScrollBar().isVisible()
    assert not table.horizontalScrollBar().isVisible()


def test_scroll_bars_go_when_there_is_room_again(qtbot, qapp):
    table = shown(qtbot, np.ones((3, 2)))
    table.resize(60, 40)
    qapp.processEvents()
    assert table.horizontalScrollBar().isVisible()
    assert table.verticalScrollBar().isVisible()
    table.resize(table.natural_size())
    qapp.processEvents()
    assert not table.horizontalScrollBar().isVisible()
    assert not table.verticalScrollBar().isVisible()


def test_hovering_a_cell_tells_its_exact_value(qtbot, monkeypatch):
    table = shown(qtbot, [[0.25], [-0.052208123456789]])
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda *args: told.append(args[1]))
    point = middle(table, 1, 0)
    event = QHelpEvent(QEvent.Type.ToolTip, point, table.viewport().mapToGlobal(point))
    QApplication.sendEvent(table.viewport(), event)
    assert told == ["W[2, 1] = −0.052208123456789"]


def test_the_hovered_cell_is_outlined(qtbot):
    table = shown(qtbot, [[0.0, 0.0]])
    before = table.viewport().grab().toImage()
    qtbot.mouseMove(table.viewport(), middle(table, 0, 1))
    after = table.viewport().grab().toImage()
    edge = table._cell_rect(0, 1).topLeft() + QPoint(20, 1)
    other = table._cell_rect(0, 0).topLeft() + QPoint(20, 1)
    assert after.pixelColor(edge) != before.pixelColor(edge)
    assert after.pixelColor(other) == before.pixelColor(other)


@pytest.mark.parametrize("way", ["keys", "menu"])
def test_a_table_is_copied_in_full_precision(qtbot, way):
    table = shown(qtbot, [[0.1 + 0.2, -1.0], [1e-20, 3.0]])
    QGuiApplication.clipboard().clear()
    if way == "keys":
        qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    else:
        action = next(action for action in table.actions() if action.text() == "Copy as text")
        action.trigger()
    assert QGuiApplication.clipboard().text() == "0.30000000000000004\t-1.0\n1e-20\t3.0"


def test_copying_is_claimed_before_the_windows_shortcuts_and_nothing_else_is(qtbot):
    table = shown(qtbot, [[1.0]])

    def claimed(key, modifiers=Qt.KeyboardModifier.NoModifier):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers)
        event.ignore()
        QApplication.sendEvent(table, event)
        return event.isAccepted()

    assert claimed(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert not any(claimed(key) for key in (Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right))


def test_step_keys_go_on_to_the_window(qtbot):
    class Window(QWidget):
        keys = ()

        def keyPressEvent(self, event):
            self.keys = (*self.keys, event.key())

    window = Window()
    qtbot.addWidget(window)
    table = MatrixTable(window)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(table, key)
    assert window.keys == (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Left)
