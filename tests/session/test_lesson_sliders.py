"""What a lesson says of sliders and of names: read, checked, and written again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nnviz import resources
from nnviz.nn.derive import Weight
from nnviz.session.edits import Edit
from nnviz.session.lesson import Lesson, LessonError, Slider, load, read_lesson, write_lesson
from nnviz.session.run import Run


def changed(tmp_path: Path, name: str, old: str, new: str) -> Lesson:
    """A shipped lesson with something else in its file."""
    folder = tmp_path / name
    shutil.copytree(resources.root() / "lessons" / name, folder)
    file = folder / "lesson.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return read_lesson(folder)


def test_hiking_has_a_slider_for_each_of_its_weights() -> None:
    sliders = load("hiking").sliders
    weights = [Weight("dense_1", "W", (place, 0)) for place in range(3)]
    assert [slider.weight for slider in sliders] == [*weights, Weight("dense_1", "B", (0,))]
    assert {(slider.least, slider.most, slider.step) for slider in sliders} == {(-20.0, 20.0, 1.0)}
    assert sliders[1].names == {"en": "w₂ good weather", "zh_CN": "w₂ 天气不坏"}


def test_a_step_that_is_left_out_is_a_hundredth_of_the_range(tmp_path: Path) -> None:
    assert changed(tmp_path, "hiking", "step = 1\n", "").sliders[0].step == 0.4


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("least = -20", "least = 20", r"sliders\[1\]: expected least < most"),
        ("most = 20", "most = inf", r"sliders\[1\]: expected least < most"),
        ("step = 1", "step = 0", r"sliders\[1\]: expected least < most and a step between"),
        ("step = 1", "step = 41", r"sliders\[1\]: expected least < most and a step between"),
        ("at = [1, 1]", "at = [4, 1]", r"sliders\[1\]: "),
        ("least = -20", 'least = "low"', r"sliders\[1\].least: expected a number"),
        ("step = 1", "step = 1\nspeed = 2", r"sliders\[1\].speed: is unknown"),
    ],
)
def test_a_slider_that_cannot_be_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(LessonError, match=message):
        changed(tmp_path, "hiking", old, new)


def test_a_name_for_what_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(LessonError, match=r"names.pear: is not there; there are: apple, number, tax"):
        changed(tmp_path, "apples", "[names.apple]", "[names.pear]")


def test_names_and_sliders_are_written_as_they_were_read(tmp_path: Path) -> None:
    for name in ("hiking", "apples"):
        write_lesson(load(name), tmp_path / name)
        found = read_lesson(tmp_path / name)
        assert (found.sliders, found.names) == (load(name).sliders, load(name).names)
        assert found.names or all(isinstance(slider, Slider) for slider in found.sliders)


def test_edits_that_go_on_with_each_other_are_taken_back_together() -> None:
    run = Run(load("hiking").setup)
    run.train_epochs(1)
    run.edit(Edit("dense_1", "B", (0,), 1.0))
    for value in (7.0, 6.0, 5.0):
        run.edit(Edit("dense_1", "W", (0, 0), value), goes_on=value < 7)
    assert run.frame().arrays["dense_1"]["W"][0, 0] == 5.0
    run.undo_edit()
    assert [change.change for change in run.frame().changes] == [Edit("dense_1", "B", (0,), 1.0)]
    run.redo_edit()
    assert run.frame().arrays["dense_1"]["W"][0, 0] == 5.0
    run.edit(Edit("dense_1", "W", (1, 0), 2.0), goes_on=True)  # another weight: a step of its own
    run.undo_edit()
    assert run.frame().arrays["dense_1"]["W"][0, 0] == 5.0
