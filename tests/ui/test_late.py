"""Parts of the window that are made late come by themselves, and know how things are when they come."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from nnviz.nn.derive import Weight
from nnviz.ui import late
from nnviz.ui.neuron import Neuron
from nnviz.ui.window import MainWindow

Opener = Callable[..., MainWindow]


@pytest.fixture
def window(opened: Opener) -> MainWindow:
    """A window of XOR that is complete and has none of them."""
    window = opened()
    for name in (*late.PARTS, "builder"):
        vars(window).pop(name, None)
    return window


def test_all_are_there_once_the_window_is_prepared(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    qtbot.waitUntil(lambda: window.is_prepared, timeout=20_000)
    assert vars(window).keys() >= set(late.PARTS)
    for key in ("weight", "neuron", "layer", "build"):
        assert window.panels[key].view.accessibleName() or window.panels[key].view.objectName()


def test_each_is_made_once(window: MainWindow) -> None:
    assert list(late.asked_for(window))
    made = {name: getattr(window, name) for name in late.PARTS}
    assert list(late.asked_for(window)) == []
    assert made == {name: getattr(window, name) for name in late.PARTS}


def test_a_card_knows_the_network_on_the_screen(window: MainWindow) -> None:
    assert window.weight_card.present == Weight("dense_1", "W", (0, 0))
    assert window.panels["weight"].view is window.weight_card
    assert window.layer_view.node is not None
    assert window.layer_view.node.name == "dense_1"


def test_the_panel_to_build_in_shows_the_draft(window: MainWindow) -> None:
    assert window.build_panel.draft.count() > 4
    assert [part.type for part in window.builder.draft.layers] == ["Dense", "Tanh", "Dense", "Tanh"]


def test_a_card_that_is_opened_before_it_was_made_is_seen_at_once(window: MainWindow) -> None:
    window.canvas.focus_on(Neuron("dense_1", 1))
    assert window.neuron_card.isVisible()
    assert window.neuron_card.neuron == Neuron("dense_1", 1)
