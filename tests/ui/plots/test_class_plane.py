"""The input plane of a network with an output for each class: the chosen class, its samples, the probe."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from nnviz.session.frame import Frame
from nnviz.session.own import Own
from nnviz.session.proposal import Proposal
from nnviz.session.results import Answers
from nnviz.session.run import Run
from nnviz.session.setup import Part
from nnviz.ui.plots.answers_view import CONFUSION, PLANE, AnswersView
from nnviz.ui.plots.results_view import ResultsView

KINDS = ("near", "far", "high")
TABLE = "a,b,kind\n" + "".join(f"{k % 5},{k // 5 + 4 * (k % 3)},{KINDS[k % 3]}\n" for k in range(45))


@pytest.fixture
def frame(tmp_path: Path) -> Iterator[Frame]:
    """Points of three named kinds after two epochs, a fifth of them held apart."""
    path = tmp_path / "kinds.csv"
    path.write_text(TABLE)
    settings = {"file": str(path), "targets": ["kind"], "test_share": 0.2}
    own = Own(Part("csv", settings), Proposal((4,))).sealed()
    run = Run(own.setup(own.data()))
    run.train_epochs(2)
    yield run.frame()
    gc.collect()


@pytest.fixture
def view(qtbot: QtBot) -> ResultsView:
    made = ResultsView()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def shown(view: ResultsView, frame: Frame) -> AnswersView:
    view.resize(330, 320)
    view.show()
    view.show_frame(frame)
    assert isinstance(view.page, AnswersView)
    return view.page


def answers_of(frame: Frame) -> Answers:
    assert isinstance(frame.result, Answers)
    return frame.result


def test_each_class_has_the_output_of_the_network_for_it_over_the_plane(frame: Frame) -> None:
    answers = answers_of(frame)
    assert len(answers.surfaces) == 3
    assert answers.ask is not None
    for number, surface in enumerate(answers.surfaces):
        given = answers.ask(np.array([[1.5, 2.5], [4.0, 9.0]]))[:, number]
        np.testing.assert_allclose(
            [surface.at(np.array([1.5, 2.5])), surface.at(np.array([4.0, 9.0]))], given, rtol=1e-12
        )
        np.testing.assert_array_equal(surface.targets, answers.learned.targets == number)
        assert answers.held is not None
        np.testing.assert_array_equal(surface.held_targets, answers.held.targets == number)
    total = sum(surface.values for surface in answers.surfaces)
    np.testing.assert_allclose(total, np.ones_like(total))  # shares of a softmax


def test_the_plane_comes_first_and_shows_the_class_that_is_chosen(shown: AnswersView, frame: Frame) -> None:
    plane = shown.plane
    assert (shown.page, plane.isVisible(), shown.pages.isVisible()) == (PLANE, True, True)
    assert [plane.choice.itemText(place) for place in range(3)] == sorted(KINDS)
    for number, kind in enumerate(sorted(KINDS)):
        plane.choice.setCurrentIndex(number)
        surface = plane._surface()
        assert surface is answers_of(frame).surfaces[number]
        plane._point_at((1.5, 2.5))
        assert plane.readout_text == f"a 1.50, b 2.50 → ŷ {kind} {surface.at(np.array([1.5, 2.5])):+.4f}"


def test_samples_are_painted_anew_for_another_class(shown: AnswersView) -> None:
    pictures = []
    for number in (0, 1, 0):
        shown.plane.choice.setCurrentIndex(number)
        pictures.append(shown.plane.map._points.pixmap().toImage())
    assert pictures[0] != pictures[1]
    assert pictures[0] == pictures[2]


def test_pressing_probes_the_point_and_marks_it(shown: AnswersView, qtbot: QtBot) -> None:
    probed: list[tuple[float, float]] = []
    shown.probe_wished.connect(probed.append)
    inside = shown.plane.map.square.center() + QPointF(11, 7)
    qtbot.mousePress(shown.plane.map.viewport(), Qt.MouseButton.LeftButton, pos=inside.toPoint())
    assert len(probed) == 1
    shown.show_probe(probed[0])
    assert shown.plane.map._probe.isVisible()


def test_a_unit_is_named_where_the_class_was(shown: AnswersView, frame: Frame) -> None:
    plane = shown.plane
    shown.show_unit(("dense_1", 2))
    assert frame.plane is not None
    found = plane._surface()
    assert found is not None
    assert found.at(np.array([1.0, 2.0])) == frame.plane.of_unit(("dense_1", 2), np.array([[1.0, 2.0]]))[0]
    assert (plane.choice.isVisible(), plane._whose.text()) == (False, "Dense 1, unit 3")
    shown.show_unit(None)
    assert plane.choice.isVisible()


def test_a_chosen_page_stays_chosen_where_there_is_one(shown: AnswersView, frame: Frame) -> None:
    shown._turn(CONFUSION)
    shown.show_frame(frame)
    assert (shown.page, shown.matrix.isVisible(), shown.plane.switch.isVisible()) == (CONFUSION, True, False)
