"""The timeline names every operation of a pass and says where the cursor stands."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtWidgets import QWidget

from nnviz.session.cursor import Place
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup
from nnviz.ui.theme import DARK, LIGHT
from nnviz.ui.timeline import Timeline

NAMES = [
    "Dense 1",
    "tanh 2",
    "Dense 3",
    "tanh 4",
    "MSE",
    "∂ MSE",
    "∂ tanh 4",
    "∂ Dense 3",
    "∂ tanh 2",
    "∂ Dense 1",
    "update",
]


LAYERS = (Part("Dense", {"units": 3}), Part("Tanh"), Part("Dense", {"units": 1}), Part("Tanh"))


def xor_run(batch_size=1):
    sgd = Part("SGD", {"learning_rate": 0.1})
    return Run(Setup("xor", LAYERS, Part("MSE"), sgd, "article", seed=1, batch_size=batch_size))


def frame_at(run, pass_index, position):
    run.go_to(run.ruler.number(Place(pass_index, position)))
    return run.frame()


def live_frames(count):
    run, found = xor_run(), []
    for _ in range(count):
        run.train(1)
        found.append(run.live_frame())
    return found


@pytest.fixture(scope="module")
def frames():
    """The eleven positions of the third pass of epoch 206."""
    run = xor_run()
    run.train_epochs(206)
    return [frame_at(run, 205 * 4 + 2, position) for position in range(1, 12)]


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1400, 120)
    return made


@pytest.fixture
def timeline(qtbot, window):
    made = Timeline(window)
    made.resize(820, 100)
    with qtbot.waitExposed(window):
        window.show()
    return made


def states(timeline) -> list[str]:
    return [chip.property("state") for chip in timeline.chips]


def test_there_is_a_chip_for_every_operation(timeline, frames):
    timeline.show_frame(frames[0])
    assert [chip.text() for chip in timeline.chips] == NAMES
    kinds = [chip.property("kind") for chip in timeline.chips]
    assert kinds == ["forward"] * 4 + ["loss"] + ["backward"] * 5 + ["update"]


@pytest.mark.parametrize("position", range(1, 12))
def test_the_current_chip_is_the_frames_position(timeline, frames, position):
    timeline.show_frame(frames[position - 1])
    assert states(timeline) == ["done"] * (position - 1) + ["current"] + ["coming"] * (11 - position)
    assert timeline.progress.text() == f"operation {position} of 11"


def test_the_place_in_time_is_written(timeline, frames):
    timeline.show_frame(frames[7])
    assert timeline.place.text() == "epoch 206 · sample 3 of 4 · pass 823"


def test_a_narrow_header_drops_the_sample_then_the_epoch_but_never_a_digit_of_the_pass(timeline, frames):
    far = replace(frames[7], epoch=2591, pass_index=10362)
    timeline.show_frame(far)
    full = "epoch 2,591 · sample 3 of 4 · pass 10,363"
    assert timeline.place.text() == full
    seen = []
    for width in range(820, 180, -5):
        timeline.resize(width, 100)
        seen.append(timeline.place.text())
        assert timeline.place.width() >= timeline.place.fontMetrics().horizontalAdvance(seen[-1])
    assert list(dict.fromkeys(seen)) == [full, "epoch 2,591 · pass 10,363", "pass 10,363"]


def test_a_number_that_grows_has_its_room_at_once(timeline, frames):
    timeline.show_frame(replace(frames[7], pass_index=9))
    timeline.show_frame(replace(frames[7], pass_index=1_000_000))
    assert timeline.place.text().endswith("pass 1,000,001")
    assert timeline.place.width() >= timeline.place.sizeHint().width()


def test_batches_are_not_called_samples(timeline):
    timeline.show_frame(frame_at(xor_run(batch_size=2), 1, 3))
    assert timeline.place.text() == "epoch 1 · batch 2 of 2 · pass 2"


def test_clicking_a_chip_asks_for_its_position(qtbot, timeline, frames):
    timeline.show_frame(frames[7])
    asked = []
    timeline.position_chosen.connect(asked.append)
    for number in (0, 4, 7, 10):
        qtbot.mouseClick(timeline.chips[number], Qt.MouseButton.LeftButton)
    assert asked == [1, 5, 8, 11]


def test_the_first_pass_begins_with_a_start(qtbot, timeline, frames):
    timeline.show_frame(xor_run().frame())
    assert timeline.start.isVisible()
    assert timeline.start.property("state") == "current"
    assert states(timeline) == ["coming"] * 11
    with qtbot.waitSignal(timeline.position_chosen) as caught:
        qtbot.mouseClick(timeline.start, Qt.MouseButton.LeftButton)
    assert caught.args == [0]
    timeline.show_frame(frame_at(xor_run(), 0, 2))
    assert timeline.start.isVisible()
    assert timeline.start.property("state") == "done"
    timeline.show_frame(frames[0])
    assert not timeline.start.isVisible()


def test_chips_say_what_they_compute(timeline, frames):
    timeline.show_frame(frames[0])
    tips = [chip.toolTip() for chip in timeline.chips]
    assert tips[0].splitlines()[0] == "Y = X·W + B"
    assert [line.split(":")[0] for line in tips[7].splitlines()] == ["∂E/∂X", "∂E/∂W", "∂E/∂B"]
    assert tips[10].splitlines()[0] == "W ← W − η·∂E/∂W"
    assert all(chip.accessibleDescription() == chip.toolTip() for chip in timeline.chips)


def test_chips_leave_the_keyboard_to_the_window(timeline, frames):
    timeline.show_frame(frames[0])
    policies = [chip.focusPolicy() for chip in (timeline.start, *timeline.chips)]
    assert policies.count(Qt.FocusPolicy.TabFocus) == 1  # and a click gives it to none
    assert policies.count(Qt.FocusPolicy.NoFocus) == len(policies) - 1


# -- while training runs ------------------------------------------------------------------------


def test_a_running_network_has_done_everything_and_is_nowhere_in_particular(timeline):
    timeline.show_frame(live_frames(1)[0])
    assert states(timeline) == ["done"] * 11
    assert not timeline.start.isVisible()
    assert timeline.progress.text() == "11 operations"
    assert timeline.place.text() == "epoch 1 · pass 1"


def test_live_frames_rebuild_and_repaint_no_chip(timeline, monkeypatch):
    frames = live_frames(20)
    timeline.show_frame(frames[0])
    chips, touched = list(timeline.chips), []
    monkeypatch.setattr(timeline, "_mark_chips", touched.append)
    monkeypatch.setattr(timeline, "_make_chips", touched.append)
    for frame in frames[1:]:
        timeline.show_frame(frame)
    assert touched == []
    assert timeline.chips == chips
    assert timeline.place.text() == "epoch 5 · pass 20"


def test_pausing_marks_the_cursor(timeline):
    run = xor_run()
    run.train(9)
    timeline.show_frame(run.live_frame())
    timeline.show_frame(frame_at(run, 5, 4))
    assert states(timeline).index("current") == 3


def test_another_network_gets_other_chips(timeline, frames):
    timeline.show_frame(frames[0])
    small = Run(
        Setup("xor", (Part("Dense", {"units": 1}), Part("Sigmoid")), Part("MSE"), Part("SGD"), seed=1)
    )
    timeline.show_frame(frame_at(small, 0, 5))
    texts = [chip.text() for chip in timeline.chips]
    assert texts == ["Dense 1", "sigmoid 2", "MSE", "∂ MSE", "∂ sigmoid 2", "∂ Dense 1", "update"]
    assert states(timeline).index("current") == 4


# -- looks --------------------------------------------------------------------------------------


def inside(timeline, chip) -> bool:
    view = timeline._strip.viewport()
    return view.rect().contains(chip.geometry().translated(timeline._strip.widget().pos()))


@pytest.mark.parametrize("width", [480, 560, 820, 1400])
def test_every_chip_is_seen_whole(timeline, frames, width, qapp):
    timeline.show_frame(frames[7])
    timeline.resize(width, 100)
    qapp.processEvents()
    for chip in timeline.chips:
        assert inside(timeline, chip)
        assert chip.width() >= chip.fontMetrics().horizontalAdvance(chip.text()) + 12
    for label in (timeline.title, timeline.place, timeline.progress):
        assert label.width() >= label.sizeHint().width()
    assert timeline.legend.isHidden() or timeline.legend.width() >= timeline.legend.sizeHint().width()
    assert timeline.legend.isHidden() == (width < 700)


def test_in_two_rows_the_way_back_stands_below_the_way_there(timeline, frames, qapp):
    timeline.show_frame(frames[7])
    timeline.resize(560, 100)
    qapp.processEvents()
    tops = [chip.y() for chip in timeline.chips]
    assert len(set(tops[:5])) == len(set(tops[5:])) == 1
    assert tops[5] > tops[0]


def test_of_a_deep_network_the_current_chip_is_in_view(timeline, qapp):
    layers = tuple(part for _ in range(15) for part in (Part("Dense", {"units": 2}), Part("Tanh")))
    deep = Run(Setup("xor", (*layers, Part("Dense", {"units": 1})), Part("MSE"), Part("SGD"), seed=1))
    height = timeline.minimumSizeHint().height()
    for position in (1, 20, 40, 60, 65, 2):
        timeline.show_frame(frame_at(deep, 0, position))
        qapp.processEvents()
        assert inside(timeline, timeline.chips[position - 1])
    assert timeline._strip.height() == 61
    assert timeline.minimumSizeHint().height() <= height + 36


def test_a_theme_can_come_at_any_time(timeline, frames):
    timeline.set_theme(LIGHT)
    timeline.show_frame(frames[7])
    for theme in (LIGHT, DARK):
        timeline.set_theme(theme)
        chip = timeline.chips[7]
        image = timeline.grab().toImage()
        corner = chip.mapTo(timeline, chip.rect().center())
        colours = {image.pixelColor(corner.x() + d, corner.y() + 9).name() for d in range(-20, 20)}
        assert colours == {theme.backward}


def test_a_new_language_is_taken_at_once(qapp, timeline, frames):
    class Chinese(QTranslator):
        def translate(self, context, text, disambiguation=None, n=-1):
            known = {"One pass": "一次传播", "update": "更新", "operation {0} of {1}": "第 {0} 步，共 {1} 步"}
            return known.get(text, "")

        def isEmpty(self):
            return False

    chinese = Chinese()
    timeline.show_frame(frames[7])
    QCoreApplication.installTranslator(chinese)
    qapp.processEvents()
    try:
        assert timeline.title.text() == "一次传播"
        assert timeline.progress.text() == "第 8 步，共 11 步"
        assert timeline.chips[10].text() == "更新"
        assert states(timeline).index("current") == 7
    finally:
        QCoreApplication.removeTranslator(chinese)
        qapp.processEvents()
