"""The card of a neuron: what is written, what is not to be read yet, and what it asks for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from nnviz.nn.derive import Weight
from nnviz.ui import numbers
from nnviz.ui.neuron import Neuron
from nnviz.ui.theme import LIGHT
from nnviz.ui.unit.card import NeuronCard
from tests.networks import NETWORKS


@pytest.fixture
def card(qtbot):
    made = NeuronCard()
    qtbot.addWidget(made)
    qtbot.addWidget(made.header)
    made.resize(900, 320)
    made.show()
    qtbot.waitExposed(made)
    return made


def tips(table):
    rows, columns = range(table.rowCount()), range(table.columnCount())
    return [[table.item(row, column).toolTip() for column in columns] for row in rows]


def test_it_writes_the_numbers_of_the_frame_and_all_their_digits_in_tooltips(card):
    frame = NETWORKS["xor"]().frame()
    card.show_frame(frame)
    card.show_neuron(Neuron("dense_1", 1))
    own = frame.arrays["dense_1"]
    values = [own["B"][1], *own["W"][:, 1]]
    gradients = [own["dB"][1], *own["dW"][:, 1]]
    table = card.incoming.table
    assert table.texts == [
        [name, numbers.signed(value, 3), numbers.signed(gradient, 3)]
        for name, value, gradient in zip(("B[2]", "W[1→2]", "W[2→2]"), values, gradients, strict=True)
    ]
    assert [row[1:] for row in tips(table)] == [
        [repr(float(v)), repr(float(g))] for v, g in zip(values, gradients, strict=True)
    ]
    samples = card.samples.table
    assert [row[0] for row in samples.texts] == ["1", "2", "3", "4"]
    wanted = [own["Y"], own["dY"], frame.arrays["tanh_2"]["Y"], frame.arrays["tanh_2"]["dY"]]
    assert [row[1:] for row in tips(samples)] == [
        [repr(float(array[sample, 1])) for array in wanted] for sample in range(4)
    ]


def test_what_has_not_been_computed_is_a_dash_that_says_so(card):
    card.show_frame(NETWORKS["xor"]().frame(1))
    card.show_neuron(Neuron("dense_1", 1))
    assert [row[2] for row in card.incoming.table.texts] == ["–"] * 3
    assert {row[2] for row in tips(card.incoming.table)} == {"not computed yet in this pass"}
    assert card.samples.summary.text() == "–  not computed yet in this pass"


def test_what_is_covered_elsewhere_cannot_be_read_here(card):
    card.show_frame(NETWORKS["xor"]().frame())
    card.show_neuron(Neuron("dense_1", 1))
    known = card.samples.table.texts
    card.set_covered([("dense_1", "Y"), ("dense_1", "dW")])
    texts = card.samples.table.texts
    assert [row[1] for row in texts] == ["–"] * 4
    assert [row[2:] for row in texts] == [row[2:] for row in known]
    assert [row[2] == "–" for row in card.incoming.table.texts] == [False, True, True]
    card.set_covered([])
    assert card.samples.table.texts == known


def test_a_row_asks_for_the_card_of_its_weight_by_mouse_and_by_keys(card, qtbot):
    card.show_frame(NETWORKS["xor"]().frame())
    card.show_neuron(Neuron("tanh_2", 0))
    heard = []
    card.weight_asked.connect(heard.append)
    table = card.incoming.table
    where = table.visualItemRect(table.item(0, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    card.outgoing.table.chosen.emit(0)
    assert heard == [
        Weight("dense_1", "B", (0,)),
        Weight("dense_1", "W", (0, 0)),
        Weight("dense_3", "W", (0, 0)),
    ]


def test_another_neuron_is_chosen_by_keys_and_all_are_lit_again_by_escape(card, qtbot):
    card.show_frame(NETWORKS["xor"]().frame())
    heard = []
    card.chosen.connect(heard.append)
    chooser = card.chooser
    assert [chooser.layer.itemText(place) for place in range(chooser.layer.count())] == [
        "Input",
        "Dense 1",
        "tanh 2",
        "Dense 3",
        "tanh 4",
    ]
    assert not chooser.release.isEnabled()
    chooser.layer.setCurrentIndex(1)
    assert (chooser.unit.maximum(), chooser.of.text()) == (3, "of 3")
    chooser.unit.setValue(3)
    assert heard == [Neuron("dense_1", 0), Neuron("dense_1", 2)]
    card.show_neuron(Neuron("dense_1", 2))
    assert chooser.release.isEnabled()
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    chooser.release.click()
    assert heard[2:] == [None, None]
    card.show_neuron(None)
    assert card.hint.isVisible()
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert len(heard) == 4


def test_it_is_about_nothing_where_another_network_has_no_such_neuron(card):
    card.show_frame(NETWORKS["xor"]().frame())
    card.show_neuron(Neuron("dense_1", 2))
    card.show_frame(NETWORKS["smallest"]().frame())
    assert card.hint.isVisible()
    assert not card.incoming.isVisible()


@pytest.mark.parametrize("name", ["784-128-64-10", "cnn", "residual"])
@pytest.mark.parametrize("width", [420, 690, 1400])
def test_no_number_is_cut_off(card, qapp, name, width):
    card.resize(width, 300)
    card.set_theme(LIGHT)
    frame = NETWORKS[name]().frame()
    card.show_frame(frame)
    for node in frame.stage.nodes[:2]:
        card.show_neuron(Neuron(node.name, 1))
        qapp.processEvents()
        for table in (card.incoming.table, card.samples.table, card.outgoing.table):
            if table.isVisible():
                metrics = table.fontMetrics()
                for row in range(table.rowCount()):
                    for column in range(1, table.columnCount()):
                        wide = metrics.horizontalAdvance(table.item(row, column).text())
                        assert wide + 4 <= table.columnWidth(column), (node.name, row, column)
                assert table.horizontalHeader().length() <= table.viewport().width()


def test_boxes_become_no_wider_than_keeps_a_number_near_its_name(card, qtbot):
    card.show_frame(NETWORKS["xor"]().frame())
    card.show_neuron(Neuron("dense_1", 1))
    card.resize(2000, 320)
    qtbot.waitUntil(lambda: [box.width() for box in card.boxes] == [360, 360, 360])
